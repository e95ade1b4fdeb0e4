import type { FieldView } from '../views.ts';
import { between, type Direction } from './direction.ts';

/** How many lookups there are in all, by whose they are and how long they last: `a day for each caller`. */
type Sums = Readonly<Record<string, number>>;

/** Every one of them holds; without any there is no bound. */
export type Quotas = readonly Sums[];

/** Each lookup is paid out of one quota of every list, so those of a list add up. */
export const quotasOf = (lists: FieldView['quotas']): Quotas =>
  lists.map((list) => {
    const sums = new Map<string, number>();
    for (const { times, per, agreement } of list) {
      const key = `a ${per} for ${agreement === undefined ? 'each caller' : 'all who call under the agreement'}`;
      sums.set(key, (sums.get(key) ?? 0) + times);
    }
    return Object.fromEntries(sums);
  });

/** Whether more lookups are allowed afterwards. */
export function quotasDirection(from: Quotas, to: Quotas): Direction {
  const covers = (one: Sums, other: Sums): boolean =>
    Object.entries(other).every(([key, times]) => (one[key] ?? 0) >= times);
  // Whatever holds of the one holds of the other by some bound of its own that is no wider.
  const atLeast = (one: Quotas, other: Quotas): boolean =>
    one.every((bound) => other.some((narrow) => covers(bound, narrow)));
  return between(atLeast(to, from), atLeast(from, to));
}

/** `2000 a day for each caller` */
export const quotasInWords = (quotas: Quotas): string =>
  quotas.length === 0 ? 'any number' : quotas.map(sumsInWords).sort().join(', and within ');

const sumsInWords = (sums: Sums): string =>
  Object.entries(sums)
    .map(([key, times]) => `${times} ${key}`)
    .sort()
    .join(' and ');
