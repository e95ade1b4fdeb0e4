/** A part of a value that has a name. */
export type Part =
  | 'family-name'
  | 'given-name'
  | 'initials'
  | 'mail-domain'
  | 'country'
  | 'province'
  | 'city'
  | 'district'
  | 'calling-code'
  | 'area-code'
  | 'maker'
  | 'origin'
  | 'url-path'
  | 'browser'
  | 'post-district'
  | 'address-district';

/** The lengths of time that a date is cut to, in days at least. */
export const periods = { day: 1, month: 28, quarter: 90, year: 365 } as const;
export type Period = keyof typeof periods;

/** One thing that a technique tells of a value. What is not among a technique's pieces it does not tell. */
export type Piece =
  /** That two values are the same. */
  | { readonly tells: 'equality' }
  /** Its length, its kinds of characters, and the marks between them. */
  | { readonly tells: 'format' }
  /** So many letters or digits at its beginning or end. */
  | { readonly tells: 'first' | 'last'; readonly n: number }
  | { readonly tells: 'part'; readonly part: Part }
  /** The (UTC) period, or so many of them, that it lies in. */
  | { readonly tells: 'period'; readonly period: Period; readonly n: number }
  /** The cell of a grid that it lies in: cells begin at multiples of the step, or have them in their middle. */
  | { readonly tells: 'cell'; readonly grid: 'floor' | 'nearest'; readonly step: number }
  /** That it is within so much of what is shown. */
  | { readonly tells: 'near'; readonly within: number }
  /** How far it is from others of the same subject; itself within so many days. */
  | { readonly tells: 'shifted'; readonly within: number }
  /** Itself where it lies between these bounds. */
  | { readonly tells: 'between'; readonly low: number; readonly high: number }
  | { readonly tells: 'network'; readonly v4: number; readonly v6: number }
  /** Degrees with so many digits behind the point. */
  | { readonly tells: 'degrees'; readonly digits: number }
  | { readonly tells: 'paths'; readonly paths: readonly string[] }
  /** Text, without what reaches or names a person. */
  | { readonly tells: 'text' };

export const first = (n: number): readonly Piece[] => (n > 0 ? [{ tells: 'first', n }] : []);
export const last = (n: number): readonly Piece[] => (n > 0 ? [{ tells: 'last', n }] : []);
export const part = (...parts: readonly Part[]): readonly Piece[] => parts.map((one) => ({ tells: 'part', part: one }));
export const period = (of: Period, n = 1): readonly Piece[] => [{ tells: 'period', period: of, n }];
export const equality: readonly Piece[] = [{ tells: 'equality' }];
export const format: readonly Piece[] = [{ tells: 'equality' }, { tells: 'format' }];
