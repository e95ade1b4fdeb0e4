import type { FieldType, Value } from '../../../schema/terms/field.ts';
import type { Period } from '../pieces.ts';
import { type BoundTechnique, type ByteMask, misfit } from '../technique.ts';
import { isDigit, put } from './ascii.ts';

const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const dateTime = /^(\d{4})-(\d{2})-(\d{2})(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z)$/;
const midnight = 'T00:00:00.000000Z';

/** A day of the years 1 to 9999, and the time behind it as it is written: empty for a date. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: string;
}

/** The value as its type writes it, or nothing. */
export function readDay(type: FieldType, value: Value): Day | undefined {
  const pattern = type === 'DateTime' ? dateTime : date;
  const [, y, m, d, time = ''] = (typeof value === 'string' ? pattern.exec(value) : null) ?? [];
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  return isDay(year, month, day) ? { year, month, day, time } : undefined;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The day in the form of its type, at midnight where it says no time. */
export const writeDay = (type: FieldType, { year, month, day, time }: Day): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}${type === 'DateTime' ? time || midnight : ''}`;

const quarters = ['01', '04', '07', '10'];

/** The first day of each period, as it is written. */
const beginnings: Readonly<Record<Period, (written: string, at: Day) => string>> = {
  day: (written) => written.slice(0, 10),
  month: (written) => `${written.slice(0, 7)}-01`,
  quarter: (written, { month }) => `${written.slice(0, 4)}-${quarters[(month - 1 - ((month - 1) % 3)) / 3]}-01`,
  year: (written) => `${written.slice(0, 4)}-01-01`,
};

/** The same for a date: ten bytes, read without making text of them. */
const beginningOf =
  (unit: Period): ByteMask =>
  (value, from, to, into, at) => {
    if (to - from !== 10 || value[from + 4] !== dash || value[from + 7] !== dash) return misfit;
    const [year, month, day] = [numberIn(value, from, 4), numberIn(value, from + 5, 2), numberIn(value, from + 8, 2)];
    if (!isDay(year, month, day)) return misfit;
    put(into, at, value, from, to);
    const first = unit === 'year' ? 1 : unit === 'quarter' ? month - ((month - 1) % 3) : month;
    writeTwo(into, at + 5, first);
    if (unit !== 'day') writeTwo(into, at + 8, 1);
    return 10;
  };

const dash = 0x2d;
const zero = 0x30;

/** So many digits as a number; NaN where one is none. */
function numberIn(value: Uint8Array, from: number, digits: number): number {
  let number = 0;
  for (let i = from; i < from + digits; i += 1) {
    const byte = value[i] as number;
    if (!isDigit(byte)) return Number.NaN;
    number = number * 10 + byte - zero;
  }
  return number;
}

function writeTwo(into: Uint8Array, at: number, number: number): void {
  into[at] = zero + Math.floor(number / 10);
  into[at + 1] = zero + (number % 10);
}

/** The first moment of the value's (UTC) period, in its type's own form; null for what is no date of the years 1 to 9999. */
export function truncateDate(type: FieldType, unit: Period): BoundTechnique {
  const tail = type === 'DateTime' ? midnight : '';
  return {
    ...(type === 'Date' && { bytes: beginningOf(unit) }),
    mask: (value) => {
      const at = readDay(type, value);
      return at ? beginnings[unit](String(value), at) + tail : null;
    },
  };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Whether the Gregorian calendar has this day, in the years 1 to 9999. */
export function isDay(year: number, month: number, day: number): boolean {
  const days = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year > 0 && year < 10_000 && days !== undefined && day > 0 && day <= days;
}

/** Milliseconds. */
const oneDay = 86_400_000;

/** The day so many days later; nothing outside of the years 1 to 9999. */
export function addDays(at: Day, days: number): Day | undefined {
  const moved = new Date(Date.UTC(2000, 0, 1) + (dayNumber(at) + days) * oneDay);
  const [year, month, day] = [moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate()];
  return isDay(year, month, day) ? { year, month, day, time: at.time } : undefined;
}

/** Days since the first of January 2000. */
export function dayNumber({ year, month, day }: Pick<Day, 'year' | 'month' | 'day'>): number {
  // `Date.UTC` reads years below 100 as of the twentieth century: 400 years later the calendar is the same.
  return (Date.UTC(year + 400, month - 1, day) - Date.UTC(2400, 0, 1)) / oneDay;
}
