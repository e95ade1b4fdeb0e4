import { count, type Estimate, each, fewest } from './estimate.ts';
import { endsOf, type Told } from './shown.ts';

/** Eighteen characters: six of the district, eight of the date, three of the sequence (the third odd for men), one that checks. */
const digits = 18;
/** Districts in use whose code begins with so many known digits; about 3,200 of them, in 31 provinces. */
const districts = [3200, 500, 100, 30, 10, 3, 1];

const isShown = (told: Told, place: number): boolean => {
  const { first, last } = endsOf(told);
  return told.clear || place <= first || place > digits - last;
};

const areShown = (told: Told, from: number, to: number): boolean =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at).every((place) => isShown(told, place));

/** The days that a number's own digits leave for the birth date. */
export function daysByNumber(told: Told): Estimate {
  const known = [14, 12, 10].find((to) => areShown(told, 7, to));
  const days = known === 14 ? 1 : known === 12 ? 31 : known === 10 ? 366 : 36_525;
  return count(days, 'day', ...(known ? [told.coordinate] : []));
}

/** Whether a number tells the gender: its seventeenth digit is odd for men. */
export const tellsGender = (told: Told): boolean => isShown(told, 17);

/** The numbers left where the birth date is one of `days`, and the gender perhaps known from elsewhere. */
export function numbersLeft(told: Told, days: Estimate, gender: readonly string[]): Estimate {
  const { first } = endsOf(told);
  const district = count(districts[Math.min(first, 6)] ?? 1, 'district');
  const open = [15, 16, 17].filter((place) => !isShown(told, place)).length;
  const halved = gender.length > 0 && !isShown(told, 17);
  const sequence = count(10 ** open / (halved ? 2 : 1), 'sequence number', ...(halved ? gender : []));
  const left = each(district, fewest(daysByNumber(told), days), sequence);
  const checks = isShown(told, digits) && left.candidates > 1;
  return {
    candidates: Math.max(1, checks ? left.candidates / 11 : left.candidates),
    terms: checks ? [...left.terms, '1/11 by the check digit'] : left.terms,
    from: [...new Set([told.coordinate, ...left.from])],
  };
}
