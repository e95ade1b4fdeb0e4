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
  /** How many digits it has, at least and at most. */
  readonly digits: readonly [number, number];
  readonly takesX?: true;
  readonly fits: (candidate: Candidate) => boolean;
}

/** Each group, or each but the last, has so many digits. */
const every = (groups: readonly number[], least: number, count = groups.length): boolean =>
  groups.every((length, at) => at >= count || length >= least);
const same = (gaps: readonly string[], from = 0): boolean => gaps.every((gap, at) => at < from || gap === gaps[from]);
/** A point separates amounts too: between the groups of a number it is everywhere or nowhere. */
const pointed = (gaps: readonly string[]): boolean => !gaps.includes('.') || same(gaps);
const is = (groups: readonly number[], ...lengths: readonly number[]): boolean =>
  groups.length === lengths.length && groups.every((length, at) => length === lengths[at]);

/** Chinese mobile numbers: 1, then 3 to 9, then nine more, assigned or not; with the country or without. */
const mobile = /^(?:(?:00)?86|0)?1[3-9]\d{9}$/;
/** Of 13 to 15 digits only what Visa, Diners and American Express issued: as long are article numbers and moments in milliseconds. */
const issued = /^(?:4\d{12}|3[0689]\d{12}|3[47]\d{13}|\d{16,19})$/;

/** From the surest to the least sure. */
const shapes: readonly Shape[] = [
  {
    kind: 'id',
    digits: [17, 17],
    takesX: true,
    fits: ({ digits, groups, x }) => x && every(groups, 2) && isNationalId(`${digits}x`),
  },
  { kind: 'id', digits: [18, 18], fits: ({ digits, groups }) => every(groups, 2) && isNationalId(digits) },
  {
    kind: 'phone',
    digits: [11, 15],
    fits: ({ digits, groups, gaps }) =>
      mobile.test(digits) &&
      pointed(gaps) &&
      !is(groups, 4, 4, 3) &&
      (groups.length >= 11 || every(groups, 2, groups.length - 1)),
  },
  // E.164: a country code and up to 15 digits in all.
  { kind: 'phone', digits: [8, 15], fits: ({ digits, plus }) => plus && !digits.startsWith('0') },
  {
    kind: 'phone',
    digits: [11, 17],
    fits: ({ digits, free, gaps }) => free && /^00[1-9]/.test(digits) && pointed(gaps),
  },
  // Within a country, with its leading zero: 010-1234 5678, 020 7946 0958, 030 123456.
  {
    kind: 'phone',
    digits: [9, 12],
    fits: ({ digits, groups, gaps, free }) =>
      free &&
      /^0[1-9]/.test(digits) &&
      same(gaps, 1) &&
      (groups.length === 1 ? digits.length > 9 : (groups[0] ?? 0) <= 5 && every(groups, 2)),
  },
  // North America: 555-010-1234, (555) 010-1234, 1 555 010 1234.
  {
    kind: 'phone',
    digits: [10, 11],
    fits: ({ digits, groups, gaps, free }) =>
      free && /^1?[2-9]/.test(digits) && (is(groups, 3, 3, 4) || is(groups, 1, 3, 3, 4)) && pointed(gaps),
  },
  // The United States' social security number (and what is made up to look like one) is never written otherwise.
  {
    kind: 'id',
    digits: [9, 9],
    fits: ({ groups, gaps, free }) => free && is(groups, 3, 2, 4) && gaps[0] === '-' && same(gaps),
  },
  {
    kind: 'card',
    digits: [13, 19],
    fits: ({ digits, groups, gaps }) =>
      (groups.length === 1 || ([4, 6].includes(groups[0] ?? 0) && every(groups, 4, groups.length - 1))) &&
      !gaps.includes('.') &&
      issued.test(digits) &&
      luhn(digits),
  },
];

export const fewestDigits = Math.min(...shapes.map(({ digits: [least] }) => least));
export const mostDigits = Math.max(...shapes.map(({ digits: [, most] }) => most));
/** A mobile number with its country, digit by digit. */
export const mostGroups = 13;

/** The shapes that a number of so many digits could have. */
const byLength: readonly (readonly Shape[])[] = Array.from({ length: mostDigits + 1 }, (_, length) =>
  shapes.filter(({ digits: [least, most] }) => length >= least && length <= most),
);

/** What it is, or nothing: then it is a number like any other, and stays. */
export const kindOf = (candidate: Candidate): Shape | undefined =>
  byLength[candidate.digits.length]?.find((shape) => shape.fits(candidate));
