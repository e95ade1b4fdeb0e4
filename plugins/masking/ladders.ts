import { compareDisclosure, type Disclosure } from '../../schema/terms/disclosure.ts';
import type { FieldFacts } from '../../schema/terms/field.ts';
import type { Gift } from '../../schema/terms/verdict.ts';
import { own } from '../own.ts';
import { type Call, canonicalCall, parseCall, printCall } from './call.ts';
import { type Ladder, type Ladders, rungs } from './policy.ts';
import type { Technique } from './technique.ts';
import { techniques } from './techniques/index.ts';
import { withhold } from './techniques/withhold.ts';

/** The technique that a gift ends at. */
export interface Resolved extends Call {
  /** As the policy writes it, in its one spelling: `keep-last(4)`; `clear` where nothing is done. */
  readonly call: string;
  readonly technique: Technique | undefined;
  /** What the gift is worth: what its technique discloses. */
  readonly disclosure: Exclude<Disclosure, 'denied'>;
  /** Where it stands in its whole ladder: of two calls of one disclosure the smaller is the more telling. */
  readonly position: number;
}

/** An id is whole or a token that comes back: no policy makes something else of it. */
const idLadder: Ladder = { replaced: ['seal'] };

const isId = (field: FieldFacts): boolean => field.type === 'ID' && field.name === 'id';

const rungsOf = (ladders: Ladders, field: FieldFacts): Ladder =>
  isId(field) ? idLadder : (own(ladders, field.semantic) ?? {});

/** Every technique of a field's ladder in its one spelling, from the most telling to the least. */
export function ladderOf(ladders: Ladders, field: FieldFacts): readonly string[] {
  const ladder = rungsOf(ladders, field);
  return rungs.flatMap((rung) => ladder[rung] ?? []).map(canonicalCall);
}

export const clear: Resolved = Object.freeze({
  call: 'clear',
  name: 'clear',
  args: [],
  technique: undefined,
  disclosure: 'clear',
  position: 0,
});

/**
 * Leads a gift down the ladder of the field's semantic type. A disclosure that is not listed falls to the next stricter
 * one; everything that does not work out (a technique that is not in its rung, wrong parameters, a type that it does not
 * take) ends at `withhold`: INVARIANT: nothing here is more generous than the gift.
 */
export function resolve(ladders: Ladders, field: FieldFacts, gift: Gift): Resolved {
  if (gift.disclosure === 'clear') return clear;
  const ladder = rungsOf(ladders, field);
  const calls = ladderOf(ladders, field);
  const listed = rungs.slice(rungs.indexOf(gift.disclosure)).find((rung) => ladder[rung]);
  const rung = (listed ? ladder[listed] : undefined)?.map(canonicalCall) ?? [];
  const chosen =
    gift.technique === undefined ? rung[0] : rung.find((call) => call === canonicalCall(gift.technique ?? ''));
  const found = chosen === undefined ? undefined : fitting(chosen, field);
  return found && compareDisclosure(found.technique.disclosure, gift.disclosure) >= 0
    ? Object.freeze({ ...found, disclosure: found.technique.disclosure, position: calls.indexOf(found.call) + 1 })
    : nothing(calls.length + 1);
}

const nothing = (position: number): Resolved =>
  Object.freeze({
    call: withhold.name,
    name: withhold.name,
    args: [],
    technique: withhold,
    disclosure: 'withheld',
    position,
  });

/** The call with its technique, where it takes the field's type and its parameters are right. */
function fitting(text: string, field: FieldFacts) {
  const call = parseCall(text);
  const technique = techniques.get(call.name);
  const takes = technique?.types.includes(field.type) && technique.parameters.safeParse(call.args).success;
  return technique && takes ? { ...call, call: printCall(call), technique } : undefined;
}
