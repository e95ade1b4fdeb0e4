const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const moment =
  /^(\d{4}-\d{2}-\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,12}))?)?(?:([Zz])|([+-])([01]\d|2[0-3]):?([0-5]\d)?)?$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** A day of the years 1 to 9999, or nothing. */
export function dayOf(text: string): string | undefined {
  const [, year = 0, month = 0, day = 0] = date.exec(text)?.map(Number) ?? [];
  const days = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year > 0 && days !== undefined && day > 0 && day <= days ? text : undefined;
}

/**
 * RFC 3339 (ISO 8601 where that says more) as UTC with microseconds; finer ones are cut off. Without an offset it is UTC.
 * Nothing where it is no moment of the years 1 to 9999.
 */
export function momentOf(text: string): string | undefined {
  const [, day, hours, minutes, seconds = '00', part = '', , sign, offHours = '0', offMinutes = '0'] =
    moment.exec(text) ?? [];
  if (day === undefined || dayOf(day) === undefined) return undefined;
  const micros = part.padEnd(6, '0').slice(0, 6);
  if (sign === undefined) return `${day}T${hours}:${minutes}:${seconds}.${micros}Z`;
  const off = (Number(offHours) * 60 + Number(offMinutes)) * (sign === '-' ? 60_000 : -60_000);
  return fromEpoch(Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`) + off, micros);
}

/** So many milliseconds after 1970, with these digits behind the second. */
export function fromEpoch(ms: number, micros?: string): string | undefined {
  const at = new Date(ms);
  const year = Number.isNaN(at.getTime()) ? 0 : at.getUTCFullYear();
  if (year < 1 || year > 9999) return undefined;
  const [whole, part = ''] = at.toISOString().slice(0, -1).split('.');
  return `${whole}.${micros ?? part.padEnd(6, '0')}Z`;
}

/** The milliseconds after 1970 of a moment or a day in the form above. */
export const toEpoch = (canonical: string): number => Date.parse(canonical.replace(/(\.\d{3})\d*Z$/, '$1Z'));

/** How an API writes a moment where it is no text of all its digits. */
export type MomentFormat = 'epoch-seconds' | 'epoch-milliseconds' | 'text-seconds';

const unitMs: Readonly<Record<MomentFormat, number>> = {
  'epoch-seconds': 1000,
  'epoch-milliseconds': 1,
  'text-seconds': 1000,
};

/** A moment or a day in the form above as an API writes it, cut to its unit or, with `up`, not cut below; and whether it is the same. */
export function writtenMoment(
  format: MomentFormat,
  canonical: string,
  up: boolean,
): { readonly value: number | string; readonly same: boolean } {
  const unit = unitMs[format];
  const ms = toEpoch(canonical);
  const whole = Math.floor(ms / unit);
  const same = whole * unit === ms && !/\.\d{3}0*[1-9]\d*Z$/.test(canonical);
  const units = up && !same ? whole + 1 : whole;
  if (format !== 'text-seconds') return { value: units, same };
  return { value: new Date(units * 1000).toISOString().replace(/\.\d+Z$/, '+00:00'), same };
}
