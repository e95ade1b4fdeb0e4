import type { NoiseRule, NoisyAggregate, NoisyRange } from '../../../schema/terms/noise.ts';
import { errorBound } from '../bounds/error.ts';
import type { Noise } from '../bounds/noise.ts';
import { type Range, rangeOf } from '../bounds/range.ts';
import { peopleSensitivity, rowsSensitivity, type Sensitivity, sumSensitivity } from '../bounds/sensitivity.ts';
import { threshold } from '../bounds/threshold.ts';
import { costUnits, limitUnits } from '../budget/units.ts';
import { gaussianVariance, laplaceCost } from '../budget/zcdp.ts';
import { decimal, dividedBy, type Fraction, fraction, isLess, times } from '../noise/fraction.ts';

/** A number of each group that noise is added to: averages are made of two of them. */
export type NumberName = 'subjects' | 'count' | `sum ${string}` | `filled ${string}`;

/** How a number of an answer is made. */
export interface NoisyNumber {
  readonly name: NumberName;
  readonly noise: Noise;
  /** Places behind the point: a step is a unit of the last of them. */
  readonly places: number;
  /** In steps: so far from the truth at most, in 95 of 100 answers. */
  readonly error: bigint;
  /** The same where an average is made of it: in 97.5 of 100, so that both of its numbers hold in 95. */
  readonly halfError: bigint;
}

/** The exact ρ that the policy writes: numbers of YAML are read to the unit. */
export const rhoFraction = (rho: number): Fraction => fraction(BigInt(Math.round(rho * 1e12)), 10n ** 12n);

export const costOf = ({ rho }: NoisyAggregate): bigint => costUnits(rhoFraction(rho));
export const budgetOf = ({ rho }: NoiseRule): bigint => limitUnits(rhoFraction(rho));

/** A declared range, in its steps. */
export const stepsOf = ({ from, to, places }: NoisyRange): Range =>
  rangeOf(decimal(from.toFixed(places)), decimal(to.toFixed(places)), fraction(1n, 10n ** BigInt(places)));

/** Whether some group of it exists only through those who are in it. */
export const hasUnknownKeys = ({ groupBy }: NoisyAggregate): boolean => groupBy.some(({ keys }) => !keys);

/** The numbers that an answer is made of, whichever of its figures are asked for: all are thrown at once, and paid at once. */
export function numbersOf(aggregate: NoisyAggregate): readonly NoisyNumber[] {
  const bounded = boundedOf(aggregate);
  // INVARIANT: the parts of ρ add up to the whole, which is what is paid.
  const share = dividedBy(rhoFraction(aggregate.rho), fraction(BigInt(bounded.length)));
  return bounded.map(({ name, sensitivity, places }) => {
    const noise = noiseFor(aggregate, sensitivity, share);
    return { name, noise, places, error: errorBound(noise), halfError: errorBound(noise, 0.975) };
  });
}

interface BoundedNumber {
  readonly name: NumberName;
  readonly sensitivity: Sensitivity;
  readonly places: number;
}

function boundedOf(aggregate: NoisyAggregate): readonly BoundedNumber[] {
  const { person, count, subjects, sum, avg, ranges } = aggregate;
  // Nobody is in more groups than they have rows that count.
  const within = { rows: person.rows, groups: Math.min(person.groups, person.rows) };
  const people = { name: 'subjects', sensitivity: peopleSensitivity(within), places: 0 } as const;
  const rows = { name: 'count', sensitivity: rowsSensitivity(within), places: 0 } as const;
  const sums = [...new Set([...sum, ...avg])].map((field): BoundedNumber => {
    const range = ranges[field] ?? { from: 0, to: 0, places: 0 };
    return { name: `sum ${field}`, sensitivity: sumSensitivity(within, stepsOf(range)), places: range.places };
  });
  const filled = avg.map(
    (field): BoundedNumber => ({ name: `filled ${field}`, sensitivity: rowsSensitivity(within), places: 0 }),
  );
  return [...(subjects || hasUnknownKeys(aggregate) ? [people] : []), ...(count ? [rows] : []), ...sums, ...filled];
}

function noiseFor({ mechanism }: NoisyAggregate, { sum, squared }: Sensitivity, rho: Fraction): Noise {
  if (mechanism === 'gaussian') return { kind: 'gaussian', variance: gaussianVariance(squared, rho) };
  return { kind: 'laplace', scale: dividedBy(sum, pureEpsilon(rho)) };
}

/** The largest ε in steps of 10^-9 with ε²/2 at most ρ: a root is no fraction, and what is paid must cover it. */
function pureEpsilon(rho: Fraction): Fraction {
  const one = fraction(1n);
  const root = BigInt(Math.floor(Math.sqrt(2 * (Number(rho.of) / Number(rho.over))) * 1e9));
  for (let steps = root + 1n; steps > 0n; steps -= 1n) {
    const epsilon = fraction(steps, 10n ** 9n);
    if (!isLess(rho, laplaceCost(epsilon, one))) return epsilon;
  }
  return times(one, fraction(1n, 10n ** 9n));
}

/**
 * The δ of thresholds: half of what is told is theirs, shared out by cost. As costs never add up to more than the budget, the
 * thresholds of a period never add up to more than their half.
 */
export function thresholdDelta(rule: NoiseRule, aggregate: NoisyAggregate): number {
  if (!hasUnknownKeys(aggregate)) return 0;
  return (rule.delta / 2) * Math.min(1, aggregate.rho / rule.rho);
}

/** From how many people on, counted with noise, a group is shown; nothing where all keys are known. */
export function shownFrom(rule: NoiseRule, aggregate: NoisyAggregate): bigint | undefined {
  const delta = thresholdDelta(rule, aggregate);
  const people = numbersOf(aggregate).find(({ name }) => name === 'subjects');
  if (delta === 0 || !people) return undefined;
  const groups = Math.min(aggregate.person.groups, aggregate.person.rows);
  return threshold(people.noise, groups, delta);
}

/** What of δ is left for telling ε. */
export const tellingDelta = ({ delta, aggregates }: NoiseRule): number =>
  aggregates.some(hasUnknownKeys) ? delta / 2 : delta;
