import { particles, suffixes } from '../names/western.ts';
import { type Word, wordOf } from '../names/western-lexicon.ts';
import { isWord } from '../names/words.ts';

/** A word of a row that may be a name. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly word: Word;
  /** It begins large. */
  readonly large: boolean;
  /** `van`, `de la`: in a name, and never one. */
  readonly particle: boolean;
  /** `J.` */
  readonly initial: boolean;
  /** `Jr`, `III`. */
  readonly suffix: boolean;
  /** It stands where a sentence begins: its capital says nothing. */
  readonly opens: boolean;
}

/** A line of text, and its rows of words that begin large. */
export interface Sentence {
  readonly rows: readonly (readonly Part[])[];
  /** One row is all that the line says. */
  readonly whole: boolean;
  /** Most words of it begin large: capitals say little. */
  readonly shouting: boolean;
}

const token = /[\p{Script=Latin}][\p{Script=Latin}\p{M}]{0,30}(?:['-][\p{Script=Latin}\p{M}]{1,30}){0,3}|[^\p{Script=Latin}]/gu;
const starts = /(?:^|[.!?:;>•*"“(\n]|- |\d\))["'“(*>\s-]*$/;
const title = /(?:^|[^\p{L}])(?:mr|mrs|ms|dr|prof|rev|st|jr|sr|sra|fr|hr|mme|m|sgt|capt|lt|col|gen)\. ?$/iu;
const longestRow = 7;
/** Part of a path, a number, a name of a programme. */
const glued = /[\d_/\\#$@]$|\d-$/;
/** `IBM`, where what stands around is not written large as well. */
const acronym = /^\p{Lu}{2,4}$/u;
const shouted = (cased: string, start: number, end: number): boolean =>
  /\p{Lu}{3,} ?$/u.test(cased.slice(Math.max(0, start - 12), start)) || /^ ?\p{Lu}{3,}/u.test(cased.slice(end, end + 12));
/** `TypeError`, `iPhone`: but `McDonald`, `DeLuca`. */
const camel = /^(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O')\p{Lu})(?:\p{L}*\p{Ll}\p{Lu}|\p{Lu}{2,}\p{Ll})/u;

/** The text line by line, each with the rows of words that begin large. */
export function partsOf(text: string, cased: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (let from = 0; from < text.length; ) {
    const line = text.indexOf('\n', from);
    const end = line < 0 ? text.length : line;
    if (end > from) sentences.push(sentenceOf(text, cased, from, end));
    from = end + 1;
  }
  return sentences;
}

function sentenceOf(text: string, cased: string, from: number, to: number): Sentence {
  const rows: Part[][] = [];
  const lower = !/\p{Lu}/u.test(cased.slice(from, to));
  let words = 0;
  let large = 0;
  let row: Part[] = [];
  const close = (): void => {
    if (row.some((part) => !part.particle)) rows.push(row);
    row = [];
  };
  let joint = '';
  for (const { index, 0: match } of text.slice(from, to).matchAll(token)) {
    const start = from + index;
    if (!/^\p{Script=Latin}/u.test(match)) {
      joint += match;
      if (joint.length > 2 || !/^(?: {1,2}|\. ?|-)$/.test(joint)) close();
      continue;
    }
    words++;
    const capital = /^\p{Lu}/u.test(cased[start] ?? '');
    if (capital) large++;
    const part = partAt(cased, start, match, capital, lower);
    // A point ends a sentence, unless it stands behind an initial or a title.
    if (joint.startsWith('.') && !row.at(-1)?.initial) close();
    if (row.length >= longestRow || (row.at(-1)?.end ?? start) + 2 < start) close();
    joint = '';
    if (part) row.push(part);
    else close();
  }
  close();
  const said = rows.length === 1 ? (rows[0]?.length ?? 0) : 0;
  return { rows, whole: said === words && said > 1, shouting: words > 4 && large > words * 0.7 };
}

function partAt(cased: string, start: number, match: string, large: boolean, lower: boolean): Part | undefined {
  const bare = match.replace(/'s$/, '');
  const end = start + match.length;
  if (glued.test(cased.slice(Math.max(0, start - 2), start)) || /^[\d_@]/.test(cased.slice(end, end + 1))) return undefined;
  const particle = particles.has(bare) && !(large && bare.length > 3);
  const word = large || particle ? wordOf(match) : smallWord(match, lower);
  if (!word) return undefined;
  return {
    start,
    end: start + bare.length,
    word: camel.test(cased.slice(start, end)) || (acronym.test(cased.slice(start, end)) && !shouted(cased, start, end)) ? { ...word, brand: true, given: false, family: false } : word,
    large,
    particle: particle && bare.length > 1,
    initial: bare.length === 1 && (bare !== 'i' || cased[end] === '.'),
    suffix: suffixes.has(bare),
    opens: starts.test(cased.slice(Math.max(0, start - 6), start)) && !title.test(cased.slice(Math.max(0, start - 8), start)),
  };
}

/** A word without a capital that may be a name all the same: one of a list of names that no text has otherwise. */
function smallWord(text: string, lower: boolean): Word | undefined {
  if (text.length < 3) return undefined;
  const word = wordOf(text);
  const known = word.given || (lower && word.family);
  return known && word.word === undefined && !word.thing && !word.brand && (!word.place || word.given) && !isWord(text) ? word : undefined;
}
