import { findAddresses } from './addresses.ts';
import { findEmails } from './emails.ts';
import { fold } from './fold.ts';
import { findKnown } from './known.ts';
import { findNumbers } from './numbers.ts';
import { replaceSpans, strike } from './span.ts';

/** Days, year first or last: their digits belong to no number beside them. */
const day =
  /(?<![0-9])(?:(?:19|20)[0-9]{2}([-/.])[01]?[0-9]\1[0-3]?[0-9]|[0-3]?[0-9]([-/.])[0-3]?[0-9]\2(?:19|20)[0-9]{2})(?![0-9])/g;

const findDays = (text: string) =>
  Array.from(text.matchAll(day), ({ index, 0: found }) => ({ start: index, end: index + found.length }));

/** The text with everything that names or reaches a person, as far as it can be told, replaced by what it was. */
export function redact(original: string, known: readonly string[]): string {
  const folded = fold(original);
  const whole = [...findEmails(folded.text), ...findAddresses(folded.text)];
  const numbers = findNumbers(strike(folded.text, [...whole, ...findDays(folded.text)]));
  return replaceSpans(original, folded, [...whole, ...numbers, ...findKnown(original, folded, known)]);
}
