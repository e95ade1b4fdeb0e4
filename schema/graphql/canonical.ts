/**
 * Values as clients write them, brought to the one form of `schema/terms/field.ts`; nothing where they are not of the type.
 * Nothing here holds or repeats a value.
 */
export type Canonicalise = (text: string) => string | undefined;

const greatest = 2n ** 63n - 1n;
const least = -(2n ** 63n);

/** A whole number of 64 bits. */
export const canonicalBigInt: Canonicalise = (text) => {
  if (!/^-?(0|[1-9]\d{0,18})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value > greatest || value < least ? undefined : value.toString();
};

/** So many characters of plain notation, before and after the point together, are more than any amount needs. */
const longestDecimal = 64;

/** A decimal number in plain notation: no exponent, no zeros that say nothing, no negative zero. */
export const canonicalDecimal: Canonicalise = (text) => {
  const match = text.length <= longestDecimal + 8 ? /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text) : null;
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > longestDecimal) return undefined;
  const digits = shift < 0 ? `${'0'.repeat(-shift)}${whole}${fraction}` : `${whole}${fraction}${'0'.repeat(shift)}`;
  const point = shift < 0 ? whole.length : whole.length + shift;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const after = digits.slice(point).replace(/0+$/, '');
  const plain = after === '' ? before : `${before}.${after}`;
  if (plain.length > longestDecimal) return undefined;
  return plain === '0' ? plain : `${sign}${plain}`;
};

/** A day of the proleptic Gregorian calendar, years 1 to 9999: `2024-02-29`. */
export const canonicalDate: Canonicalise = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && moment(text, '00:00:00') !== undefined ? text : undefined;

/** RFC 3339 section 5.6, save leap seconds and what is finer than a microsecond. */
const dateTime = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6})0{0,3})?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** A moment, in UTC and to the microsecond: `2024-02-29T12:00:00.000000Z`. */
export const canonicalDateTime: Canonicalise = (text) => {
  const match = dateTime.exec(text);
  if (!match) return undefined;
  const [, day = '', time = '', fraction = '', sign, hours = '0', minutes = '0'] = match;
  const local = moment(day, time);
  if (local === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const utc = new Date(local - offset);
  const year = utc.getUTCFullYear();
  return year < 1 || year > 9999 ? undefined : `${utc.toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}Z`;
};

/** Milliseconds since 1970; nothing where the calendar or the clock has no such moment: the date would come back as another. */
function moment(day: string, time: string): number | undefined {
  const at = new Date(`${day}T${time}.000Z`);
  if (Number.isNaN(at.getTime()) || day.startsWith('0000')) return undefined;
  return at.toISOString() === `${day}T${time}.000Z` ? at.getTime() : undefined;
}
