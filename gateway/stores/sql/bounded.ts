import type { BoundedRows, Grouping } from '../../statement.ts';
import type { GroupWords } from './group-words.ts';

const inner = (at: number): string => `c${at}`;

/** The rows that count, by window functions: rows to the smallest hash of their group, groups and rows to their ranks. */
export function boundedRows({ keys, subject = -1 }: Grouping, bounded: BoundedRows, rows: string): string {
  const [person, place] = [inner(subject), inner(bounded.place)];
  const group = [person, ...keys.map(inner)].join(', ');
  const first = `select t.*, min(${place}) over (partition by ${group}) as g from (${rows}) as t where ${person} is not null`;
  const ranked = `select u.*, dense_rank() over (partition by ${person} order by g) as n from (${first}) as u`;
  const groups = `select v.*, row_number() over (partition by ${person} order by ${place}) as r from (${ranked}) as v where n <= ${count(bounded.groups)}`;
  return `select w.* from (${groups}) as w where r <= ${count(bounded.most)}`;
}

/** A value in whole steps, held within its range; what is no number stays away. */
export function clamped(
  { exact, isNumber }: Pick<GroupWords, 'exact' | 'isNumber'>,
  value: string,
  { least, most, places }: BoundedRows['ranges'][number],
): string {
  const step = 10 ** count(places, 0);
  const steps = `floor(${exact(value)} * ${step} + 0.5)`;
  // Bounded before it is multiplied, so that nothing grows beyond what a store can hold.
  const far = `${exact(value)} <= ${bound(least, places)} then ${whole(least)} when ${exact(value)} >= ${bound(most, places)} then ${whole(most)}`;
  return `case when not ${isNumber(value)} then null when ${far} else ${steps} end`;
}

const whole = (text: string): string => {
  if (!/^-?\d{1,20}$/.test(text)) throw new Error('a range ends at a whole number of steps');
  return text;
};

/** So many steps as a decimal numeral. */
const bound = (text: string, places: number): string => {
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(whole(text)) ?? [];
  const padded = digits.padStart(places + 1, '0');
  const point = padded.length - places;
  return `${sign}${padded.slice(0, point)}${places > 0 ? `.${padded.slice(point)}` : ''}`;
};

const count = (value: number, least = 1): number => {
  if (!Number.isSafeInteger(value) || value < least) throw new Error(`a bound of rows is a whole number from ${least}`);
  return value;
};
