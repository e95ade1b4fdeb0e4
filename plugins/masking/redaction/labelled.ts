import { isWord } from '../names/words.ts';
import type { Kind } from './kinds.ts';
import type { Label, Topic } from './labels.ts';
import { type Found, struck } from './span.ts';

/** What may stand right behind a word of this topic. */
interface Value {
  readonly kind: Kind;
  readonly shape: RegExp;
  /** A name of one's own choice, and no word of the sentence. */
  readonly chosen?: true;
  /** Letters are written large. */
  readonly large?: true;
}

const values: Readonly<Partial<Record<Topic, readonly Value[]>>> = {
  id: [
    {
      kind: 'id',
      shape:
        /(?=[\d-]{0,20}[a-z])(?=(?:[a-z-]{0,8}\d){4})[a-z0-9](?:[ -]?(?=[a-z-]{0,8}\d)[a-z0-9]|[a-z0-9]){4,23}(?:\([0-9a]\))?/y,
    },
  ],
  plate: [
    { kind: 'plate', shape: /(?=[A-Z -]{0,6}\d)[A-Z0-9]{1,7}(?:[ -][A-Z0-9]{1,6}){0,2}/y, large: true },
    { kind: 'plate', shape: /(?=[a-z-]{0,6}\d)[a-z0-9]{2,8}(?:-[a-z0-9]{1,6}){0,2}/y },
  ],
  account: [
    { kind: 'account', shape: /(?=[\d-]{0,20}[a-z])(?=(?:[a-z-]{0,6}\d){5})[a-z0-9-]{6,28}/y },
    { kind: 'username', shape: /[a-z0-9_](?:[a-z0-9_.-]{2,30})/y, chosen: true },
  ],
  username: [
    { kind: 'username', shape: /@[\p{L}\p{N}_][\p{L}\p{N}_.-]{1,30}/uy },
    { kind: 'username', shape: /[a-z0-9_](?:[a-z0-9_.-]{2,30})/y, chosen: true },
  ],
};

const glue =
  /(?:[ :：#=("'“‘「（[,-]|\n(?! ?\n)|(?:numbers?|no\.?|nr\.?|id|code|is|was|are|my|her|his|called|as|of)(?![a-z])|叫|号码?|號碼?|字號|是|为|為|係){0,8}/y;
const quoted = /[“"「『‘'][^\s“”"「」『』‘’'\ue000][^“”"「」『』‘’'\n\ue000]{0,22}[”"」』’']/y;
const handle = /(?<![\p{L}\p{N}_.@/$-])@[a-z0-9_\p{Script=Han}][\p{L}\p{N}_.]{1,30}(?![\p{L}\p{N}_/(]|-[a-z])/gu;
/** What a programme writes with the sign. */
const directives = new Set(
  'override deprecated autowired test before after param return returns throws see since author media import charset keyframes component injectable input output service controller bean entity id column table requestmapping getmapping postmapping nullable notnull data getter setter property staticmethod classmethod dataclass app types latest next beta all here everyone channel'.split(
    ' ',
  ),
);

/** What stands behind a word that says what it is: passports, licences, accounts, plates, names of users; and `@handles`. */
export function findLabelled(text: string, cased: string, labels: readonly Label[]): readonly Found[] {
  const told = labels.flatMap((label) => behindLabel(text, cased, label) ?? []);
  const handles = Array.from(text.matchAll(handle))
    .filter(({ 0: match }) => !directives.has(match.slice(1)))
    .map(({ index, 0: match }): Found => trimmed(index, match, 'username'));
  return [...told, ...handles];
}

function behindLabel(text: string, cased: string, { topic, end }: Label): Found | undefined {
  const shapes = values[topic];
  if (!shapes) return undefined;
  glue.lastIndex = end;
  const joint = glue.exec(text)?.[0] ?? '';
  const at = end + joint.length;
  const inQuotes = topic === 'username' ? sticky(quoted, text, at - 1) : undefined;
  if (inQuotes) return { start: at, end: at + inQuotes.length - 2, kind: 'username' };
  for (const { shape, kind, chosen, large } of shapes) {
    const match = sticky(shape, large ? cased : text, at);
    if (match === undefined || /[a-z0-9]/.test(text[at + match.length] ?? '') || text[at] === struck) continue;
    const value = match.replace(/[.-]+$/, '');
    if (!chosen || isChosen(cased.slice(at, at + value.length), joint)) return trimmed(at, value, kind);
  }
  return undefined;
}

function sticky(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** It has a digit, an underscore or an inner capital; or a colon says that it is one, and it is no word. */
function isChosen(value: string, joint: string): boolean {
  if (/^\d+$/.test(value)) return false;
  if (value.length < 4) return false;
  if (/[_\d]/.test(value) || /[a-z][A-Z]/.test(value)) return true;
  return (/[:：=号]/.test(joint) || /\bis\b|是|为/.test(joint) || /\./.test(value)) && !isWord(value.toLowerCase());
}

const trimmed = (start: number, match: string, kind: Kind): Found => ({
  start,
  end: start + match.replace(/[.,;:!?-]+$/, '').length,
  kind,
});
