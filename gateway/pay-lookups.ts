import { periodOf } from '../plugins/anonymization/budget/period.ts';
import type { Account } from '../plugins/anonymization/port.ts';
import { GatewayError } from '../schema/terms/errors.ts';
import type { Principal } from '../schema/terms/parties.ts';
import type { Asked } from './asked.ts';
import type { BoundFetch, BoundPlan } from './bound.ts';
import type { Gateway } from './gateway.ts';
import type { GrantQuota } from './views.ts';

type Paying = Pick<Gateway, 'budgets' | 'keyring' | 'random' | 'clock'>;

/**
 * Pays for every lookup of an operation before any store is asked, so that a miss costs what a hit does. What was paid stays
 * paid, whatever becomes of the operation.
 * @throws GatewayError `BUDGET_EXHAUSTED`, `LEDGER_UNAVAILABLE`
 */
export async function payLookups(gateway: Paying, { asker }: Asked, bound: BoundPlan): Promise<void> {
  const lookups = bound.roots.flatMap((root) => (root.bound ? lookupsOf(root.bound) : []));
  // One after the other: where one is refused, those behind it are not paid.
  for (const quotas of lookups) await pay(gateway, asker.principal, quotas);
}

const lookupsOf = ({ lookups, children }: BoundFetch): BoundFetch['lookups'] => [
  ...lookups,
  ...children.flatMap((child) => (child ? lookupsOf(child) : [])),
];

/** Out of the first grant that has some left. */
async function pay(gateway: Paying, principal: Principal, quotas: readonly GrantQuota[]): Promise<void> {
  const now = gateway.clock();
  const resets: string[] = [];
  for (const quota of quotas) {
    const reserved = await gateway.budgets.reserve({
      account: accountOf(gateway, principal, quota, now),
      limit: BigInt(quota.times),
      cost: 1n,
      // Never the same question: nothing of what is looked up is kept, and to ask again is to ask.
      question: Buffer.from(gateway.random(16)).toString('base64url'),
    });
    if (reserved.granted) return;
    resets.push(reserved.resetAt);
  }
  throw exhausted(resets.sort()[0] ?? now.toISOString(), now);
}

/** A caller is kept as a keyed hash: who they are is nobody's business who reads what was spent. */
function accountOf({ keyring }: Paying, { issuer, id }: Principal, quota: GrantQuota, now: Date): Account {
  const caller = () => keyring.hmac('lookup quota')(JSON.stringify([issuer, id]));
  const recipient = quota.agreement ?? `caller:${Buffer.from(caller()).toString('base64url')}`;
  return { recipient, population: `lookup ${quota.grant}`, period: periodOf(quota.per, now) };
}

function exhausted(resetAt: string, now: Date): GatewayError {
  const retryAfter = Math.max(1, Math.ceil((Date.parse(resetAt) - now.getTime()) / 1000));
  const text = `the quota of lookups is used up until \`${resetAt}\`: ask again then, or let whoever keeps the policy raise it`;
  return new GatewayError('BUDGET_EXHAUSTED', text, { retryAfter });
}
