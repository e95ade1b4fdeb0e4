import { GatewayError } from '../../../schema/terms/errors.ts';
import { rhoOf } from './units.ts';

/** The refusal of a question that the budget has nothing left for. @param resetAt RFC 3339, UTC */
export function budgetExhausted(resetAt: string, now: Date, left = 0n): GatewayError {
  const retryAfter = Math.max(1, Math.ceil((Date.parse(resetAt) - now.getTime()) / 1000));
  const text = `the privacy budget for these data is spent until \`${resetAt}\`, ρ ${rhoOf(left)} is left: ask again then, ask what costs less, or ask what was asked before`;
  return new GatewayError('BUDGET_EXHAUSTED', text, { retryAfter });
}
