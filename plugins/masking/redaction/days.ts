import type { Found } from './span.ts';

/** Days, year first or last: their digits belong to no number beside them. */
const day =
  /(?<![0-9])(?:(?:19|20)[0-9]{2}([-/.])[01]?[0-9]\1[0-3]?[0-9]|[0-3]?[0-9]([-/.])[0-3]?[0-9]\2(?:19|20)[0-9]{2})(?![0-9])/g;

export const findDays = (text: string): readonly Pick<Found, 'start' | 'end'>[] =>
  Array.from(text.matchAll(day), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
