import type { Random } from './random.ts';

/** The day on which the demo's world was photographed: nothing in it is later. */
export const referenceDate = Date.UTC(2026, 5, 30);

export const day = 86_400_000;

/** `YYYY-MM-DD` */
export const dateOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** RFC 3339 in UTC with microseconds, as PostgreSQL keeps it. */
export function momentBetween(dice: Random, from: number, to: number): string {
  const milliseconds = from + dice.below(Math.max(1, to - from));
  return new Date(milliseconds).toISOString().replace('Z', `${dice.digits(3)}Z`);
}
