import type { Disclosure } from '../../schema/terms/disclosure.ts';
import { type ErrorCode, GatewayError } from '../../schema/terms/errors.ts';
import type { Disclosed, Said } from '../plan.ts';
import type { FieldView, View } from '../views.ts';
import type { Echo } from './echoes.ts';

/** Gathers what judging says while an operation is walked: refusals, the caller's report, verdicts for the record. */
export interface Sayings {
  /** One refusal per cause: the same coordinate is refused once. */
  /** @param why in words, where it is not only that nothing grants it */
  readonly refuse: (code: ErrorCode, coordinate: string, wouldDo: (view: View) => boolean, why?: string) => void;
  /** A value that came out of an answer was sent as an argument. */
  readonly echo: (echo: Echo, coordinate: string) => void;
  readonly require: () => void;
  /** @param coordinate where it stands in the schema, if not at its entity */
  readonly disclose: (view: FieldView, coordinate?: string) => void;
  readonly tell: (coordinate: string, disclosed: Disclosed) => void;
  readonly all: () => Said;
}

// Nothing of the value is in it, and it is the same whatever the stores hold.
const echoes: Readonly<Record<Echo, string>> = {
  mask: 'an argument looks like a mask: what was hidden of it is not there to compare; send the whole value',
  surrogate:
    'an argument looks like a surrogate, and is none that was made for you and this field: send it where you got it',
};
const refused = { use: 'may be selected but not used like this', field: 'is not available' } as const;

/** @param purposes the entitlement's purposes under which something is open, other than the declared one */
export function sayings(
  purpose: string | undefined,
  purposes: (open: (view: View) => boolean) => readonly string[],
): Sayings {
  const refusals = new Map<string, GatewayError>();
  const report = new Map<string, Disclosed>();
  const verdicts: Record<string, Disclosure | 'conditional'> = {};
  const tell: Sayings['tell'] = (coordinate, disclosed) => {
    verdicts[coordinate] = disclosed.disclosure;
    if (disclosed.disclosure !== 'clear') report.set(coordinate, disclosed);
  };
  return {
    refuse: (code, coordinate, wouldDo, why) => {
      const others = purposes(wouldDo);
      const instead = others.length > 0 ? `; declare ${others.map((one) => `\`${one}\``).join(' or ')} instead` : '';
      const what = why !== undefined ? 'is not used like this' : refused[code === 'USE_DENIED' ? 'use' : 'field'];
      const because = why === undefined ? '' : `: ${why}`;
      const text = `\`${coordinate}\` ${what} for the purpose \`${purpose}\`${because}${instead}`;
      refusals.set(`${code} ${coordinate}`, new GatewayError(code, text, { coordinate, purposes: others }));
      if (code === 'FIELD_DENIED') verdicts[coordinate] = 'denied';
    },
    echo: (echo, coordinate) => {
      const error = new GatewayError('BAD_USER_INPUT', `${echoes[echo]} (\`${coordinate}\`)`, { coordinate });
      refusals.set(`BAD_USER_INPUT ${coordinate}`, error);
    },
    require: () => {
      const declare = 'declare why you read this: send the header `Scrim-Purpose`';
      const open = purposes(() => true);
      const text = open.length > 0 ? `${declare} with one of ${open.map((p) => `\`${p}\``).join(', ')}` : declare;
      refusals.set('PURPOSE_REQUIRED', new GatewayError('PURPOSE_REQUIRED', text, { purposes: open }));
    },
    disclose: (view, coordinate = view.field.coordinate) => tell(coordinate, disclosedOf(view)),
    tell,
    all: () => ({ refusals: [...refusals.values()], report, verdicts }),
  };
}

/** A field's disclosure in words, for the caller: what is done and who says so. Nothing of it depends on a value. */
export function disclosedOf(view: FieldView): Disclosed {
  const [first] = view.cases;
  if (!first) return { disclosure: 'denied', reason: 'nothing grants it' };
  const technique = first.disclosure === 'clear' ? {} : { technique: first.technique };
  if (first.when.kind !== 'all') return { disclosure: 'conditional', ...technique, reason: conditionOf(view) };
  return { disclosure: first.disclosure, ...technique, reason: reasonOf(view, first.disclosure) };
}

/** What a row has to meet, in the words of the guards that ask it; where grants differ by their rows, they say no more. */
function conditionOf({ votes }: FieldView): string {
  const asked = votes.filter((vote) => vote.when).map((vote) => vote.reason);
  return asked.length > 0 ? asked.join('; ') : 'it differs from row to row';
}

function reasonOf(view: FieldView, disclosure: Disclosure): string {
  const giver = view.gifts.find((gift) => gift.disclosure === disclosure);
  if (giver) return `${giver.source} grants it \`${disclosure}\``;
  const guard = view.votes.find((vote) => vote.vote === disclosure);
  if (guard) return guard.reason;
  const gift = view.gifts[0];
  return gift
    ? `${gift.source} grants it \`${gift.disclosure}\`, which its ladder makes \`${disclosure}\``
    : 'nothing grants it';
}
