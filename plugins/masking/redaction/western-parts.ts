import { type Part, partAt } from './western-word.ts';

/** A line of text, and its rows of words that begin large. */
export interface Sentence {
  readonly rows: readonly (readonly Part[])[];
  /** One row is all that the line says. */
  readonly whole: boolean;
  /** Most words of it begin large: capitals say little. */
  readonly shouting: boolean;
}

const word = /[\p{Script=Latin}][\p{Script=Latin}\p{M}]{0,30}(?:['-][\p{Script=Latin}\p{M}]{1,30}){0,3}/gu;
const capital = /(?<![\p{L}'-])\p{Lu}/gu;
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
  const rows = rowsOf(text, cased, from, to);
  const words = text.slice(from, to).match(word) ?? [];
  const large = cased.slice(from, to).match(capital) ?? [];
  const said = rows.length === 1 ? (rows[0]?.length ?? 0) : 0;
  return {
    rows,
    whole: said === words.length && said > 1,
    shouting: words.length > 4 && large.length > words.length * 0.7,
  };
}

/** Words that stand beside each other, with a space, a dash or the point of an initial between. */
function rowsOf(text: string, cased: string, from: number, to: number): readonly (readonly Part[])[] {
  const rows: Part[][] = [[]];
  const lower = !/\p{Lu}/u.test(cased.slice(from, to));
  let end = from;
  for (const { index, 0: match } of text.slice(from, to).matchAll(word)) {
    const start = from + index;
    const part = partAt(cased, start, match, lower);
    const row = rows.at(-1);
    const gap = text.slice(end, Math.min(start, end + 3));
    // A point ends a sentence, unless it stands behind an initial.
    const goesOn = row?.at(-1)?.initial ? /^\.? {0,2}$/.test(gap) : /^(?: {1,2}|-)$/.test(gap);
    // A possessive ends a name: `Emma's Kitchen`.
    end = part?.end ?? start + match.length;
    if (!part) rows.push([]);
    else if (row && goesOn && row.length > 0 && row.length < longestRow) row.push(part);
    else rows.push([part]);
  }
  return rows.filter((row) => row.some((part) => !part.particle));
}
