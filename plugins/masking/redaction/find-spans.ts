import { findBirthDates } from './birth-dates.ts';
import { findChineseAddresses } from './chinese-addresses.ts';
import { findChineseNames } from './chinese-names.ts';
import { findCoded } from './coded.ts';
import { findDays } from './days.ts';
import { findEmails } from './emails.ts';
import { type Folded, fold } from './fold.ts';
import { type Kind, kinds, type SpanType } from './kinds.ts';
import { findKnown } from './known.ts';
import { findLabelled } from './labelled.ts';
import { labelsOf } from './labels.ts';
import { findNetwork } from './network.ts';
import { findNumbers } from './numbers.ts';
import { type Found, joined, strike } from './span.ts';
import { findSpoken } from './spoken.ts';
import { findUrls } from './urls.ts';
import { findWesternAddresses } from './western-addresses.ts';
import { findWesternNames } from './western-names.ts';

/** A part of a text that names or reaches a person, in UTF-16 offsets. */
export interface Span {
  readonly type: SpanType;
  /** The type in finer words: an `iban` is a `CARD`. */
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/**
 * Everything in the text that names or reaches a person, as far as it can be told: by shape, check digit, context, and
 * by the values that are `known` of the row's subject, in whichever spelling. Sorted, without overlaps. Linear in the text.
 */
export function findSpans(text: string, known: readonly string[] = []): readonly Span[] {
  const folded = fold(text);
  const found = joined([...findStrangers(folded), ...findKnown(text, folded, known)]);
  return found.map(({ start, end, kind }) => ({
    type: kinds[kind].type,
    kind,
    start: folded.origin[start] ?? 0,
    end: behind(folded.origin, end),
  }));
}

/** The surest first: what one finder takes, the next does not see. */
function findStrangers({ text, cased }: Folded): readonly Found[] {
  const labels = labelsOf(text);
  const found: Found[] = [];
  const left = { text, cased };
  const take = (spans: readonly Found[]): void => {
    if (spans.length === 0) return;
    for (const span of spans) found.push(span);
    left.text = strike(left.text, spans);
    left.cased = strike(left.cased, spans);
  };
  const numbered = /\d|[一二三四五六七八九〇零幺壹贰叁肆伍陆柒捌玖]/.test(text);
  const chinese = /\p{Script=Han}/u.test(text);
  const latin = /\p{Script=Latin}/u.test(text);
  if (latin) take(findUrls(left.text));
  if (latin || text.includes('@')) take(findEmails(left.text));
  if (numbered || text.includes(':')) take(findNetwork(left.text));
  if (numbered) take(findCoded(left.text, left.cased, labels));
  if (numbered) take(findBirthDates(left.text));
  take(findLabelled(left.text, left.cased, labels));
  if (numbered) take(findNumbers(strike(left.text, findDays(left.text)), labels));
  if (latin) take(findSpoken(left.text));
  if (chinese) take(findChineseAddresses(left.text));
  if (numbered && /\p{Script=Latin}{3}/u.test(text)) take(findWesternAddresses(left.text, left.cased));
  if (chinese) take(findChineseNames(left.text));
  if (latin) take(findWesternNames(left.text, left.cased));
  return found;
}

/** Where the original goes on: behind the whole character that the last unit comes from, and the marks on it. */
function behind(origin: readonly number[], end: number): number {
  let next = end;
  while (next < origin.length - 1 && origin[next] === origin[end - 1]) next++;
  return origin[next] ?? 0;
}
