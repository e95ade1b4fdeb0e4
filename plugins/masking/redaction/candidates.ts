import { isNationalId, isNir, isOldNationalId } from './checks.ts';
import { isLuhn } from '../values/luhn.ts';
import type { Kind } from './kinds.ts';
import type { Topic } from './labels.ts';

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
  /** The word before it says so. */
  readonly topic: Topic | undefined;
  /** It is said to be an order's, a product's or an amount's, right before it or by the unit behind it. */
  readonly thing: boolean;
}

export interface Shape {
  readonly kind: Kind;
  /** How many digits it has, at least and at most. */
  readonly digits: readonly [number, number];
  readonly takesX?: true;
  /** The word before it is part of the evidence: any surer shape goes first. */
  readonly told?: true;
  readonly fits: (candidate: Candidate) => boolean;
}

/** Each group, or each but the last, has so many digits. */
const every = (groups: readonly number[], least: number, count = groups.length): boolean =>
  groups.every((length, at) => at >= count || length >= least);
const same = (gaps: readonly string[], from = 0): boolean => gaps.every((gap, at) => at < from || gap === gaps[from]);
/** A point separates amounts too: between the groups of a number it is everywhere or nowhere. */
const pointed = (gaps: readonly string[]): boolean => !gaps.includes('.') || same(gaps);
/** Lines may break inside a number whose digits say what it is; else they part numbers. */
const oneLine = (gaps: readonly string[]): boolean => !gaps.some((gap) => gap.includes('\n'));
const is = (groups: readonly number[], ...lengths: readonly number[]): boolean =>
  groups.length === lengths.length && groups.every((length, at) => length === lengths[at]);

/** Chinese mobile numbers: 1, then 3 to 9, then nine more, assigned or not; with the country or without. */
const mobile = /^(?:(?:00)?86|0)?1[3-9]\d{9}$/;
/** Of 13 to 15 digits only what Visa, Diners and American Express issued: as long are article numbers and moments in milliseconds. */
const issued = /^(?:4\d{12}|3[0689]\d{12}|3[47]\d{13}|(?:2131|1800)\d{11}|\d{16,19})$/;
const day = '(?:0[1-9]|[12]\\d|3[01])';
const sixDigitDay = new RegExp(`^\\d{2}(?:0[1-9]|1[0-2])${day}`);

/** From the surest to the least sure. */
const shapes: readonly Shape[] = [
  {
    kind: 'id',
    digits: [17, 17],
    takesX: true,
    fits: ({ digits, groups, x, topic }) => x && every(groups, 2) && (isNationalId(`${digits}x`) || topic === 'id'),
  },
  {
    kind: 'id',
    digits: [18, 18],
    fits: ({ digits, groups, topic, thing }) =>
      every(groups, 2) && (topic === 'id' || (isNationalId(digits) && !thing)),
  },
  {
    kind: 'phone',
    digits: [11, 15],
    fits: ({ digits, groups, gaps, topic, thing, plus }) =>
      mobile.test(digits) &&
      (!thing || plus) &&
      topic !== 'id' &&
      pointed(gaps) &&
      (topic === 'phone' || !is(groups, 4, 4, 3)) &&
      (groups.length >= 11 || every(groups, 2, groups.length - 1)),
  },
  // E.164: a country code and up to 15 digits in all.
  {
    kind: 'phone',
    digits: [8, 15],
    fits: ({ digits, plus, gaps }) => plus && !digits.startsWith('0') && oneLine(gaps),
  },
  {
    kind: 'phone',
    digits: [11, 17],
    fits: ({ digits, free, gaps, thing }) =>
      free && !thing && /^00[1-9]/.test(digits) && pointed(gaps) && oneLine(gaps),
  },
  {
    kind: 'id',
    digits: [15, 15],
    fits: ({ digits, groups, free, thing }) => free && !thing && every(groups, 2) && isNir(digits),
  },
  {
    kind: 'id',
    digits: [15, 15],
    fits: ({ digits, groups, free, thing, topic }) =>
      free && !thing && topic !== 'card' && is(groups, 15) && isOldNationalId(digits),
  },
  // Within a country, with its leading zero: 010-1234 5678, 020 7946 0958, 030 123456.
  {
    kind: 'phone',
    digits: [9, 12],
    fits: ({ digits, groups, gaps, free, thing, topic }) =>
      free &&
      !thing &&
      (topic === undefined || topic === 'phone') &&
      /^0[1-9]/.test(digits) &&
      oneLine(gaps) &&
      same(gaps, 1) &&
      (groups.length === 1 ? digits.length > 9 : (groups[0] ?? 0) <= 5 && every(groups, 2)),
  },
  // North America: 555-010-1234, (555) 010-1234, 1 555 010 1234.
  {
    kind: 'phone',
    digits: [10, 11],
    fits: ({ digits, groups, gaps, free, thing }) =>
      free &&
      !thing &&
      /^1?[2-9]/.test(digits) &&
      (is(groups, 3, 3, 4) || is(groups, 1, 3, 3, 4)) &&
      pointed(gaps) &&
      oneLine(gaps),
  },
  // Seven or eight digits behind an area in brackets, or as Denmark, Norway and France write theirs, in pairs.
  {
    kind: 'phone',
    digits: [8, 10],
    fits: ({ groups, gaps, free, thing, digits }) =>
      free && !thing && /^0/.test(digits) && same(gaps) && /^[ .-]$/.test(gaps[0] ?? '') && is(groups, 2, 2, 2, 2, 2),
  },
  // The United States' social security number (and what is made up to look like one) is never written otherwise.
  {
    kind: 'id',
    digits: [9, 9],
    fits: ({ groups, gaps, free, thing }) => free && !thing && is(groups, 3, 2, 4) && gaps[0] === '-' && same(gaps),
  },
  // Canada's insurance number, Sweden's and other numbers that begin with a day of birth: all end in Luhn's digit.
  {
    kind: 'id',
    digits: [9, 9],
    fits: ({ digits, groups, gaps, free, thing, topic }) =>
      free &&
      !thing &&
      topic !== 'phone' &&
      is(groups, 3, 3, 3) &&
      /^[ -]$/.test(gaps[0] ?? '') &&
      same(gaps) &&
      isLuhn(digits),
  },
  {
    kind: 'id',
    digits: [10, 12],
    fits: ({ digits, groups, gaps, free, thing, topic }) =>
      free &&
      !thing &&
      topic !== 'phone' &&
      (is(groups, 6, 4) || is(groups, 8, 4)) &&
      gaps[0] === '-' &&
      sixDigitDay.test(digits.slice(-10)) &&
      isLuhn(digits.slice(-10)),
  },
  {
    kind: 'card',
    digits: [13, 19],
    fits: ({ digits, groups, gaps, thing, topic }) =>
      (groups.length === 1 || ([4, 6].includes(groups[0] ?? 0) && every(groups, 3, groups.length - 1))) &&
      !thing &&
      (topic === undefined || topic === 'card' || topic === 'account') &&
      !gaps.includes('.') &&
      issued.test(digits) &&
      isLuhn(digits),
  },
  {
    kind: 'card',
    digits: [12, 19],
    told: true,
    fits: ({ topic, gaps, thing }) => topic === 'card' && !thing && oneLine(gaps) && !gaps.includes('.'),
  },
  {
    kind: 'account',
    digits: [6, 30],
    told: true,
    fits: ({ topic, groups, gaps, digits, thing }) =>
      topic === 'account' &&
      !thing &&
      oneLine(gaps) &&
      !gaps.includes('.') &&
      (digits.length > 7 || is(groups, 2, 2, 2) || is(groups, 3, 3)),
  },
  {
    kind: 'id',
    digits: [7, 18],
    told: true,
    fits: ({ topic, gaps, thing }) => topic === 'id' && !thing && oneLine(gaps),
  },
  {
    kind: 'phone',
    digits: [7, 15],
    told: true,
    fits: ({ topic, gaps, free, groups }) =>
      topic === 'phone' && free && oneLine(gaps) && pointed(gaps) && groups.every((length) => length > 1),
  },
  // QQ and other services number their members.
  {
    kind: 'username',
    digits: [5, 12],
    told: true,
    fits: ({ topic, groups, thing }) => topic === 'username' && !thing && groups.length === 1,
  },
  {
    kind: 'credit',
    digits: [15, 20],
    told: true,
    fits: ({ topic, groups }) => topic === 'credit' && groups.length === 1,
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
export const shapeOf = (candidate: Candidate): Shape | undefined =>
  byLength[candidate.digits.length]?.find((shape) => shape.fits(candidate));
