import { particles, suffixes } from '../names/western.ts';
import { type Word, wordOf } from '../names/western-lexicon.ts';

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
const longestRow = 7;

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
      if (joint.length > 2 || !/^(?: |\. ?|-)$/.test(joint)) close();
      continue;
    }
    words++;
    const capital = /^\p{Lu}/u.test(cased[start] ?? '');
    if (capital) large++;
    const part = partAt(cased, start, match, capital);
    // A point ends a sentence, unless it stands behind an initial or a title.
    if (joint.startsWith('.') && !row.at(-1)?.initial) close();
    if (row.length >= longestRow || (row.at(-1)?.end ?? start) + 2 < start) close();
    joint = '';
    if (part) row.push(part);
    else close();
  }
  close();
  const said = rows.length === 1 ? (rows[0]?.length ?? 0) : 0;
  return { rows, whole: said === words && said > 1, shouting: words > 3 && large > words * 0.7 };
}

function partAt(cased: string, start: number, match: string, large: boolean): Part | undefined {
  const bare = match.replace(/'s$/, '');
  const particle = particles.has(bare) && !(large && bare.length > 3);
  if (!large && !particle) return undefined;
  return {
    start,
    end: start + bare.length,
    word: wordOf(match),
    large,
    particle: particle && bare.length > 1,
    initial: bare.length === 1 && bare !== 'i',
    suffix: suffixes.has(bare),
    opens: starts.test(cased.slice(Math.max(0, start - 6), start)),
  };
}
