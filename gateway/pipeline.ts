import { GatewayError } from '../schema/terms/errors.ts';
import type { Answered, Asked } from './asked.ts';
import { decide, introspect } from './decide.ts';
import { calling } from './execute/call.ts';
import { type EnforcedRoot, enforceRoot } from './execute/enforce.ts';
import { fetch } from './execute/fetch.ts';
import { noiseTold } from './execute/noise-told.ts';
import { shape } from './execute/shape.ts';
import { isFree, nothingSpent, paidFor, spend } from './execute/spending.ts';
import { tally } from './execute/tally.ts';
import type { Gateway } from './gateway.ts';
import { faultOf } from './http/fault.ts';
import { payLookups } from './pay-lookups.ts';
import { record } from './record/record.ts';
import { respond, type Settled, viewerOf } from './respond.ts';

/**
 * The story of a request. Each step takes what the one before gave and returns something new; none reaches back, none
 * runs twice. What is refused flows the same way, with nothing to fetch.
 */
export async function answer(gateway: Gateway, asked: Asked): Promise<Answered> {
  const settled = await settle(gateway, asked);
  // No record, no data: what cannot be recorded never left.
  const receipt = await recordOf(gateway, asked, settled);
  return respond(asked, settled, receipt);
}

async function settle(gateway: Gateway, asked: Asked): Promise<Settled> {
  // Who asks for what, what of it is allowed, and the statements that would fetch it: nothing was read yet.
  const decided = attempt(gateway, () => decide(gateway, asked));
  if (decided instanceof GatewayError) return { decided: { refusals: [decided] }, errors: [decided] };
  const { bound, refusals } = decided;
  if (!bound || refusals.length > 0) return { decided, errors: refusals };
  // What noisy answers cost is spent before anything is read, and stays spent.
  const spent = isFree(bound) ? nothingSpent : await spend(gateway.purse, bound).catch(toError(gateway));
  if (spent instanceof GatewayError) return { decided, errors: [spent] };
  try {
    // The caller's own schema answers for itself, before any store is asked.
    const introspected = introspect(asked, bound);

    // What is looked up is paid for first, found or not.
    await payLookups(gateway, asked, bound);

    // Only permitted columns and rows leave a store.
    const { call, race } = calling(asked.asker.edition.limits, asked.gone);
    const fetched = await race(fetch(gateway.stores, bound, call, { purse: gateway.purse, spent }));

    // What was decided happens to every cell; raw rows stay behind.
    const enforced = fetched.map((found) => found && enforceRoot(found));

    // What may be seen, laid out as the document asks.
    const { data, faults } = shape(bound, enforced, viewerOf(asked), introspected);
    const lost = nothingRead(enforced);
    const noise = noiseTold(spent, enforced);
    return { decided, spent, noise, tally: tally(enforced), errors: faults, ...(!lost && { data }) };
  } catch (error) {
    return { decided, spent, errors: [toGatewayError(gateway, error)] };
  }
}

function attempt<T>(gateway: Gateway, act: () => T): T | GatewayError {
  try {
    return act();
  } catch (error) {
    return toGatewayError(gateway, error);
  }
}

const toError =
  (gateway: Gateway) =>
  (error: unknown): GatewayError =>
    toGatewayError(gateway, error);

/** Every branch failed: then there is no answer, only its error. */
const nothingRead = (roots: readonly (EnforcedRoot | undefined)[]): boolean => {
  const read = roots.filter((root) => root !== undefined);
  return read.length > 0 && read.every((root) => root.block.fault);
};

function toGatewayError(gateway: Gateway, error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const errorId = Buffer.from(gateway.random(9)).toString('base64url');
  gateway.fault(errorId, faultOf(error));
  return new GatewayError('INTERNAL', `the gateway failed; its log knows more under the error id \`${errorId}\``, {
    errorId,
  });
}

function recordOf(
  gateway: Gateway,
  asked: Asked,
  { decided, spent, tally: told, data, errors }: Settled,
): Promise<string> {
  const { principal, edition } = asked.asker;
  const { purpose } = decided;
  const facts = purpose === undefined ? undefined : edition.purposeFacts(purpose);
  const agreement = purpose === undefined ? undefined : edition.agreementFor(asked.asker.entitlement, purpose);
  const codes = errors.map((error) => error.code);
  const failed = codes.some(
    (code) => code === 'INTERNAL' || code === 'LEDGER_UNAVAILABLE' || code.startsWith('STORE_'),
  );
  return record(gateway, {
    at: gateway.clock(),
    principal,
    ...(purpose !== undefined && { purpose }),
    ...(facts && { legalBasis: (agreement ?? facts).legalBasis }),
    ...(agreement && { agreement: agreement.id }),
    source: asked.source,
    ...(decided.plan && {
      shape: decided.plan.document.shape,
      verdicts: decided.bound?.verdicts ?? decided.plan.verdicts,
    }),
    ...(told && { tally: told }),
    ...(spent && spent.size > 0 && { spent: paidFor(spent) }),
    policy: edition.policy.version,
    catalogue: edition.catalogue.version,
    outcome: data ? (errors.length > 0 ? 'partial' : 'answered') : failed ? 'failed' : 'refused',
    codes,
    duration: gateway.now() - asked.started,
  });
}
