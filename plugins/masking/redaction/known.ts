import type { Folded } from './fold.ts';
import { withDigits } from './numerals.ts';
import { type Needle, needlesOf } from './needles.ts';
import type { Found } from './span.ts';

/** Texts without what stands between letters and digits, and where each unit stands in the folded text. */
interface Compact {
  readonly text: string;
  readonly origin: readonly number[];
}

/** Every place where one of the known values stands, in whichever spelling. */
export function findKnown(original: string, folded: Folded, known: readonly string[]): readonly Found[] {
  const needles = known.flatMap(needlesOf);
  if (needles.length === 0) return [];
  const compact = compactOf(withDigits(folded.text));
  return needles.flatMap((needle) =>
    needle.match === 'part' || needle.match === 'capital'
      ? findPart(original, folded, needle)
      : findSpaced(folded.text, compact, needle),
  );
}

const counts = /[\p{L}\p{N}]/u;
const digit = /[0-9]/;
const letter = /(?!\p{Script=Han})\p{L}/u;

function compactOf(folded: string): Compact {
  const origin: number[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const character of folded) {
    if (counts.test(character)) {
      parts.push(character);
      for (let unit = 0; unit < character.length; unit++) origin.push(at + unit);
    }
    at += character.length;
  }
  return { text: parts.join(''), origin };
}

function findSpaced(
  folded: string,
  { text, origin }: Compact,
  { text: sought, kind, match }: Needle,
): readonly Found[] {
  const within = match === 'number' ? digit : match === 'word' ? letter : undefined;
  return places(text, sought).flatMap((at) => {
    const start = origin[at] ?? 0;
    const end = (origin[at + sought.length - 1] ?? 0) + 1;
    return within && goesOn(folded, start, end, within) ? [] : [{ start, end, kind }];
  });
}

function findPart(original: string, { text, origin }: Folded, { text: sought, kind, match }: Needle): readonly Found[] {
  return places(text, sought).flatMap((start) => {
    const end = start + sought.length;
    const lower = match === 'capital' && original[origin[start] ?? 0] === text[start];
    return lower || goesOn(text, start, end, letter) ? [] : [{ start, end, kind }];
  });
}

/** A word of the same script goes on before or behind it; Chinese is written without spaces around a word. */
const goesOn = (text: string, start: number, end: number, within: RegExp): boolean =>
  (within.test(text[start] ?? '') && within.test(text[start - 1] ?? '')) ||
  (within.test(text[end - 1] ?? '') && within.test(text[end] ?? ''));

function places(text: string, sought: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) found.push(at);
  return found;
}
