import { createHash } from 'node:crypto';
import { budgetExhausted } from '../../plugins/anonymization/budget/exhausted.ts';
import { periodOf } from '../../plugins/anonymization/budget/period.ts';
import { questionDigest, type QuestionKeys } from '../../plugins/anonymization/budget/question.ts';
import { budgetOf, costOf } from '../../plugins/anonymization/noisy/numbers.ts';
import type { Spending } from '../../plugins/audit/port.ts';
import { rhoOf } from '../../plugins/anonymization/budget/units.ts';
import type { Account, Budgets } from '../../plugins/anonymization/port.ts';
import type { BoundAggregate } from '../bound.ts';
import type { BoundNoise } from '../noise.ts';
import type { BoundPlan, BoundStatement } from '../bound.ts';

/** What noisy answers are paid with. */
export interface Purse {
  readonly budgets: Budgets;
  readonly keys: QuestionKeys;
  readonly clock: () => Date;
}

/** An answer that is paid for. */
export interface Paid {
  readonly noise: BoundNoise;
  readonly account: Account;
  readonly digest: string;
  /** It was paid before: now it costs nothing. */
  readonly again: boolean;
  readonly left: bigint;
  /** What was answered then, where it came so far. */
  readonly answer?: string;
}

/** By the aggregate that is paid for. */
export type Spent = ReadonlyMap<BoundAggregate, Paid>;

export const nothingSpent: Spent = new Map();

/** Whether nothing of an operation is paid for. */
export const isFree = ({ roots }: BoundPlan): boolean => !roots.some(({ groups }) => groups?.noise);

/**
 * Pays for every noisy answer of an operation, durably, before anything is read. Where one cannot be paid the operation is
 * refused: what was paid of it by then stays paid, and is free when it is asked again.
 * @throws GatewayError `BUDGET_EXHAUSTED`; `LEDGER_UNAVAILABLE`, and then nobody knows whether it was paid
 */
export async function spend(purse: Purse, plan: BoundPlan): Promise<Spent> {
  const spent = new Map<BoundAggregate, Paid>();
  for (const { groups } of plan.roots) {
    if (groups?.noise) spent.set(groups, await pay(purse, plan, groups, groups.noise));
  }
  return spent;
}

async function pay(purse: Purse, plan: BoundPlan, { select }: BoundAggregate, noise: BoundNoise): Promise<Paid> {
  const now = purse.clock();
  const { rule, registered, recipient } = noise;
  const account: Account = { recipient, population: rule.population, period: periodOf(rule.period, now) };
  const { policy, catalogue } = plan.plan;
  const digest = questionDigest(purse.keys, {
    account,
    policy: JSON.stringify([policy, catalogue]),
    aggregate: JSON.stringify([registered.name, select ? statementDigest(select) : null]),
  });
  const limit = budgetOf(rule);
  const reserved = await purse.budgets.reserve({ account, limit, cost: costOf(registered), question: digest });
  if (!reserved.granted) throw budgetExhausted(reserved.resetAt, now, reserved.left);
  return { noise, account, digest, ...reserved };
}

/**
 * What is sent to the stores, values and all: rows may be the principal's own, and then another principal's question is
 * another one, however alike the two look.
 */
const statementDigest = ({ query, values, gathers }: BoundStatement): string =>
  createHash('sha256')
    .update(JSON.stringify([query.text, values, gathers]))
    .digest('hex');

/** What was paid, for the record: the account, and ρ; nothing where it was paid before. */
export const paidFor = (spent: Spent): readonly Spending[] =>
  [...spent.values()].map(({ account, noise, again }) => ({
    recipient: account.recipient,
    population: account.population,
    period: account.period.id,
    aggregate: noise.registered.name,
    rho: again ? 0 : rhoOf(costOf(noise.registered)),
  }));
