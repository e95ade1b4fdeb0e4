import { chineseName, dottedName, type NameParts } from '../names/chinese.ts';
import { particles, westernName } from '../names/western.ts';
import { isNationalId, luhn } from './checks.ts';
import { fold } from './fold.ts';
import type { Kind } from './kinds.ts';

/** Something to look for. */
export interface Needle {
  readonly text: string;
  readonly kind: Kind;
  /**
   * `spaced`: letters and digits alone, whatever stands between them. `number` and `word`: the same, where no digit, no letter
   * goes on. `part`: a word as it stands. `capital`: the same, where it is not in lower case.
   */
  readonly match: 'spaced' | 'number' | 'word' | 'part' | 'capital';
}

/** Letters and digits are what counts. */
export const compact = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, '');

const needle = (match: Needle['match'], kind: Kind, text: string): Needle => ({ text, kind, match });

/** All that gives one known value away: itself in any spelling, a number without its country, parts of a name, a street. */
export function needlesOf(value: string): readonly Needle[] {
  if (!value.isWellFormed()) return [];
  const folded = fold(value).text.trim();
  const text = compact(folded);
  if (folded.includes('@')) return text.length < 4 ? [] : [needle('spaced', 'email', text)];
  if (/^\d+x?$/.test(text)) return numberNeedles(folded, text);
  const plain = value.normalize('NFKC').trim();
  const name = nameOf(plain);
  if (name) return [needle(/\p{Script=Latin}/u.test(text) ? 'word' : 'spaced', 'name', text), ...nameNeedles(name)];
  return otherNeedles(folded, text);
}

/** With a country code of one to three digits in front; how many, the number does not tell. */
const international = /^(?:\+|00[1-9]|86-? ?1[3-9])/;

function numberNeedles(folded: string, digits: string): readonly Needle[] {
  if (digits.length < 5) return [];
  if (digits.length < 7) return [needle('number', 'redacted', digits)];
  if (digits.endsWith('x') || isNationalId(digits)) return [needle('spaced', 'id', digits)];
  if (international.test(folded) && digits.length <= 17) {
    const whole = digits.replace(/^00/, '');
    const cuts = [0, 1, 2, 3].map((at) => whole.slice(at));
    return cuts.filter((rest, at) => at === 0 || rest.length >= 8).map((rest) => needle('spaced', 'phone', rest));
  }
  if (digits.length >= 13 && luhn(digits)) return [needle('spaced', 'card', digits)];
  const other = digits.length > 15 || /^\d{4}-\d{1,2}-\d{1,2}$/.test(folded);
  return [needle('spaced', other ? 'redacted' : 'phone', digits)];
}

/** Streets are told apart from cities by their numbers. */
function otherNeedles(folded: string, text: string): readonly Needle[] {
  const least = /\p{Script=Han}/u.test(text) ? 2 : 3;
  if ([...text].length < least) return [];
  const streets = folded
    .split(/[,;\n省市区县區縣]/u)
    .map(compact)
    .filter((piece) => piece.length >= 5 && piece !== text && /\d/.test(piece) && /\p{L}/u.test(piece));
  return [needle('word', 'redacted', text), ...streets.map((piece) => needle('word', 'redacted', piece))];
}

const nameOf = (value: string): NameParts | undefined =>
  chineseName(value.replace(/\s/gu, '')) ?? dottedName(value) ?? westernName(value);

const titles = ['先生', '女士', '小姐', '太太', '老师', '師傅', '师傅', '阿姨', '医生', '经理'];

/** English words that are names as well: in lower case they are words. */
const words: ReadonlySet<string> = new Set(
  'will mark may rose grace hope joy faith art bill bob frank jack drew grant chase april june august amber daisy lily dawn eve iris ivy pat sue rob sky summer autumn young long brown green white black gray grey king price rich wood stone field fields hill hall bell cook baker carter mason miller page park parker potter shepherd smith taylor turner walker ward wells west best good day early love small little short strong sharp swift fox wolf bird fish berry bush ford lane rivers waters brooks banks'.split(
    ' ',
  ),
);

function nameNeedles({ family, given }: NameParts): readonly Needle[] {
  if (/^\p{Script=Han}+$/u.test(family)) {
    const called = fold(family).text;
    return titles.map((title) => needle('spaced', 'name', called + title));
  }
  const parts = `${given} ${family}`.split(/[\s'’ʼ.‐-]+/u).map((part) => fold(part).text);
  return parts
    .filter((part) => part.length >= 3 && !particles.has(part))
    .map((part) => needle(words.has(part) ? 'capital' : 'part', 'name', part));
}
