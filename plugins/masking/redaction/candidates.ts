import { isNationalId, luhn } from './checks.ts';
import type { Kind } from './span.ts';

/** Groups of digits that stand beside each other. */
export interface Candidate {
  readonly digits: string;
  /** The length of each group. */
  readonly groups: readonly number[];
  /** What stands between them: one fewer. */
  readonly gaps: readonly string[];
  /** A plus sign stands before it. */
  readonly plus: boolean;
  /** No letter or sign of an order number stands before it. */
  readonly free: boolean;
  /** An X stands behind it, as at the end of an identity number. */
  readonly x: boolean;
}

interface Shape {
  readonly kind: Kind;
  readonly takesX?: true;
  readonly fits: (candidate: Candidate) => boolean;
}

const every = (groups: readonly number[], least: number): boolean => groups.every((length) => length >= least);
const same = (gaps: readonly string[]): boolean => gaps.every((gap) => gap === gaps[0]);
/** A point separates amounts too: between the groups of a number it is everywhere or nowhere. */
const pointed = (gaps: readonly string[]): boolean => !gaps.includes('.') || same(gaps);
const is = (groups: readonly number[], ...lengths: readonly number[]): boolean =>
  groups.length === lengths.length && groups.every((length, at) => length === lengths[at]);

/** Chinese mobile numbers: 1, then 3 to 9, then nine more, assigned or not; with the country or without. */
const mobile = /^(?:(?:00)?86|0)?1[3-9]\d{9}$/;

/** From the surest to the least sure. */
const shapes: readonly Shape[] = [
  { kind: 'id', takesX: true, fits: ({ digits, groups, x }) => x && digits.length === 17 && every(groups, 2) && isNationalId(`${digits}x`) },
  { kind: 'id', fits: ({ digits, groups }) => digits.length === 18 && every(groups, 2) && isNationalId(digits) },
  {
    kind: 'phone',
    fits: ({ digits, groups, gaps }) =>
      mobile.test(digits) && pointed(gaps) && (every(groups.slice(0, -1), 2) || groups.filter((length) => length === 1).length >= 11),
  },
  // E.164: a country code and up to 15 digits in all.
  { kind: 'phone', fits: ({ digits, plus }) => plus && /^[1-9]\d{7,14}$/.test(digits) },
  { kind: 'phone', fits: ({ digits, free, gaps }) => free && pointed(gaps) && /^00[1-9]\d{8,14}$/.test(digits) },
  // Within a country, with its leading zero: 010-1234 5678, 020 7946 0958, 030 123456.
  {
    kind: 'phone',
    fits: ({ digits, groups, gaps, free }) =>
      free &&
      /^0[1-9]\d{7,10}$/.test(digits) &&
      same(gaps.slice(1)) &&
      (groups.length === 1 ? digits.length > 9 : (groups[0] ?? 0) <= 5 && every(groups, 2)),
  },
  // North America: 555-010-1234, (555) 010-1234, 1 555 010 1234.
  {
    kind: 'phone',
    fits: ({ digits, groups, gaps, free }) =>
      free && pointed(gaps) && ((is(groups, 3, 3, 4) && /^[2-9]/.test(digits)) || (is(groups, 1, 3, 3, 4) && /^1[2-9]/.test(digits))),
  },
  // The United States' social security number is never written otherwise.
  { kind: 'id', fits: ({ groups, gaps, free, digits }) => free && is(groups, 3, 2, 4) && gaps.every((gap) => gap === '-') && !/^(?:000|666|9)/.test(digits) },
  {
    kind: 'card',
    fits: ({ digits, groups, gaps }) =>
      digits.length >= 13 &&
      luhn(digits) &&
      !gaps.includes('.') &&
      (groups.length === 1 || ([4, 6].includes(groups[0] ?? 0) && every(groups.slice(0, -1), 4))),
  },
];

/** What it is, or nothing: then it is a number like any other, and stays. */
export const kindOf = (candidate: Candidate): Shape | undefined => shapes.find((shape) => shape.fits(candidate));
