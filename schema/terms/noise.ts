import type { Band, Period } from './band.ts';

export const mechanisms = ['gaussian', 'laplace'] as const;
export type Mechanism = (typeof mechanisms)[number];

/** What groups are told apart by; without keys a group is shown from a threshold of people on. */
export interface NoisyDimension {
  readonly field: string;
  readonly band: Band;
  /** The keys that everybody may know: each of them is answered, whether anybody is in it or not. */
  readonly keys?: readonly (string | number | boolean)[];
}

/** Between what a value counts, and how many places behind its point do. */
export interface NoisyRange {
  readonly from: number;
  readonly to: number;
  readonly places: number;
}

/** A question that may be asked, and what its answer costs. */
export interface NoisyAggregate {
  readonly name: string;
  readonly entity: string;
  readonly groupBy: readonly NoisyDimension[];
  readonly count: boolean;
  readonly subjects: boolean;
  readonly sum: readonly string[];
  readonly avg: readonly string[];
  readonly ranges: Readonly<Record<string, NoisyRange>>;
  /** How much of one person may be in the answer. */
  readonly person: { readonly rows: number; readonly groups: number };
  readonly mechanism: Mechanism;
  /** ρ (zero-concentrated differential privacy) of the whole answer. */
  readonly rho: number;
}

/** Figures come with noise, of registered aggregates alone, as long as their budget lasts. */
export interface NoiseRule {
  /** Its name in the policy, and that of the account. */
  readonly name: string;
  /** The entity whose people are protected. */
  readonly population: string;
  /** How long its budget lasts. Days, months and years are those of UTC. */
  readonly period: Period;
  readonly rho: number;
  /** What ε is told for. */
  readonly delta: number;
  /** In the order of their names. */
  readonly aggregates: readonly NoisyAggregate[];
}

/**
 * Both demands hold. Each rule forbids what it has not registered itself, so where two of them speak of somebody there is
 * nothing that both allow: they are kept, by name, and nothing is answered.
 */
export function joinNoise(
  a: readonly NoiseRule[] | undefined,
  b: readonly NoiseRule[] | undefined,
): readonly NoiseRule[] | undefined {
  if (!a || !b) return a ?? b;
  const both = new Map([...a, ...b].map((rule) => [rule.name, rule] as const));
  return [...both.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}
