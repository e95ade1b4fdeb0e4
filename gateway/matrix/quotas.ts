import type { GrantQuota } from '../views.ts';
import { between, type Direction } from './direction.ts';

/** How many lookups there are in all, by whose they are and how long they last: `a day for each caller`. */
export type Quotas = Readonly<Record<string, number>>;

/** Each lookup is paid out of one of them, so they add up. Without any there is no bound. */
export function quotasOf(all: readonly GrantQuota[]): Quotas {
  const sums = new Map<string, number>();
  for (const { times, per, agreement } of all) {
    const key = `a ${per} for ${agreement === undefined ? 'each caller' : 'all who call under the agreement'}`;
    sums.set(key, (sums.get(key) ?? 0) + times);
  }
  return Object.fromEntries(sums);
}

/** Whether more lookups are allowed afterwards. */
export function quotasDirection(from: Quotas, to: Quotas): Direction {
  const atLeast = (one: Quotas, other: Quotas): boolean =>
    isUnbound(one) || (!isUnbound(other) && Object.entries(other).every(([key, times]) => (one[key] ?? 0) >= times));
  return between(atLeast(to, from), atLeast(from, to));
}

const isUnbound = (quotas: Quotas): boolean => Object.keys(quotas).length === 0;

/** `2000 a day for each caller` */
export const quotasInWords = (quotas: Quotas): string =>
  isUnbound(quotas)
    ? 'any number'
    : Object.entries(quotas)
        .map(([key, times]) => `${times} ${key}`)
        .sort()
        .join(' and ');
