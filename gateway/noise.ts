import type { FieldType } from '../schema/terms/field.ts';
import type { NoiseRule, NoisyAggregate } from '../schema/terms/noise.ts';
import type { Restriction } from '../schema/terms/restriction.ts';

/** What may be asked of an entity whose figures come with noise. */
export interface NoiseView {
  /** More than one: they forbid each other's, and nothing is answered. */
  readonly rules: readonly NoiseRule[];
  /** The registered ones of which everything is open. */
  readonly aggregates: readonly NoisyAggregate[];
  /** The rows that count, where people or records are counted. */
  readonly counted: Restriction;
  /** Of the keyed hash that chooses which rows of a person count: 32 bytes, hex. */
  readonly salt: string;
  /** Groups are left out that have fewer people than this, counted with noise. */
  readonly least?: number;
}

/** The most groups that a store may find for a noisy answer, where their keys are the data's. */
export const mostFound = 10_000;

/** What a noisy answer is paid and made by. */
export interface BoundNoise {
  readonly rule: NoiseRule;
  readonly registered: NoisyAggregate;
  /** Who shares the budget. */
  readonly recipient: string;
  /** Of the fields that groups are told apart by. */
  readonly types: readonly FieldType[];
  /** Groups are left out that have fewer people than this, counted with noise. */
  readonly least?: number;
}
