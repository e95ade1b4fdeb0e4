import type { NoiseRule, NoisyAggregate } from '../../../schema/terms/noise.ts';
import { epsilonOf } from '../budget/told.ts';
import { rhoOf } from '../budget/units.ts';
import type { Account } from '../port.ts';
import { budgetOf, costOf, tellingDelta, thresholdDelta } from './numbers.ts';

/** What an answer gave away of the people in it, and what may still be. */
export interface Privacy {
  readonly aggregate: string;
  readonly mechanism: NoisyAggregate['mechanism'];
  readonly rho: number;
  readonly epsilon: number;
  readonly delta: number;
  /** It was paid for before, and is the same. */
  readonly again: boolean;
  readonly budget: BudgetState;
}

/** What is left of an account. */
export interface BudgetState {
  readonly population: string;
  readonly rho: number;
  readonly left: number;
  /** What the whole budget comes to, told like that of an answer. */
  readonly epsilon: number;
  readonly delta: number;
  /** When it begins anew: RFC 3339, UTC. */
  readonly until: string;
}

/** ε in three places, rounded up: it is told, and must not be less than it is. */
export const epsilonTold = (rule: NoiseRule, rho: number): number =>
  Math.ceil(epsilonOf(rho, tellingDelta(rule)) * 1000) / 1000;

export function privacyOf(
  rule: NoiseRule,
  aggregate: NoisyAggregate,
  account: Account,
  paid: { readonly again: boolean; readonly left: bigint },
): Privacy {
  const rho = rhoOf(costOf(aggregate));
  return {
    aggregate: aggregate.name,
    mechanism: aggregate.mechanism,
    rho,
    epsilon: epsilonTold(rule, rho),
    delta: tellingDelta(rule) + thresholdDelta(rule, aggregate),
    again: paid.again,
    budget: budgetState(rule, account, paid.left),
  };
}

export function budgetState(rule: NoiseRule, { population, period }: Account, left: bigint): BudgetState {
  const rho = rhoOf(budgetOf(rule));
  return {
    population,
    rho,
    left: rhoOf(left),
    epsilon: epsilonTold(rule, rho),
    delta: rule.delta,
    until: period.until,
  };
}
