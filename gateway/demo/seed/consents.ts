import { day, momentBetween, referenceDate } from './moment.ts';
import type { Customer } from './people.ts';
import { random } from './random.ts';

export interface Consent {
  readonly customerId: number;
  readonly kind: string;
  readonly givenAt: string;
  readonly withdrawnAt: string | null;
}

/** Which part of the customers was asked and said yes. */
const shares: readonly (readonly [kind: string, share: number])[] = [
  ['marketing', 0.55],
  ['email', 0.65],
  ['sharing', 0.35],
  ['sensitive', 0.3],
  ['export', 0.4],
];

/** What each customer agreed to, one after another: some took it back, and a few of those gave it again. */
export const consents = (customers: readonly Customer[]): readonly Consent[] =>
  customers.flatMap((customer) => shares.flatMap(([kind, share]) => history(customer, kind, share)));

function history(customer: Customer, kind: string, share: number): readonly Consent[] {
  const dice = random('consent', customer.id, kind);
  if (!dice.chance(share)) return [];
  const givenAt = momentBetween(dice, Date.parse(customer.createdAt), referenceDate - 2 * day);
  const first = { customerId: customer.id, kind, givenAt, withdrawnAt: null };
  if (!dice.chance(0.2)) return [first];
  const withdrawnAt = momentBetween(dice, Date.parse(givenAt) + 1, referenceDate - day);
  const ended = { ...first, withdrawnAt };
  if (!dice.chance(0.15)) return [ended];
  return [ended, { ...first, givenAt: momentBetween(dice, Date.parse(withdrawnAt) + 1, referenceDate) }];
}
