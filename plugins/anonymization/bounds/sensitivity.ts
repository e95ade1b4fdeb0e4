import { type Fraction, fraction } from '../noise/fraction.ts';
import type { Contributions } from './contributions.ts';
import type { Range } from './range.ts';

/**
 * How far the groups of an answer, taken together, can move when one person comes or goes: by the sum of distances, for
 * Laplace noise, and by the square of Euclid's distance, for Gaussian noise. For values in steps of their range.
 */
export interface Sensitivity {
  readonly sum: Fraction;
  readonly squared: Fraction;
}

/** Of counting people: one in each of their groups. */
export const peopleSensitivity = ({ groups }: Contributions): Sensitivity => ({
  sum: fraction(BigInt(groups)),
  squared: fraction(BigInt(groups)),
});

/** Of counting rows: all of them may lie in one group, which is the worst for squares. */
export const rowsSensitivity = ({ rows }: Contributions): Sensitivity => alike(BigInt(rows));

/** Of sums of clamped values: each row adds at most the end of the range that is further from nothing. */
export function sumSensitivity({ rows }: Contributions, { least, most }: Range): Sensitivity {
  // A range's end is not below its beginning: the further one from nothing is the larger of these.
  const [below, above] = [-least, most];
  if (below > above) return alike(BigInt(rows) * below);
  return alike(BigInt(rows) * above);
}

const alike = (all: bigint): Sensitivity => ({ sum: fraction(all), squared: fraction(all * all) });
