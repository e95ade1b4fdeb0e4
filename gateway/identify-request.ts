import type { GraphQLSchema } from 'graphql';
import { GatewayError } from '../schema/terms/errors.ts';
import { entitlementKey } from '../schema/terms/profile.ts';
import type { Principal } from '../schema/terms/parties.ts';
import type { Asker } from './asked.ts';
import type { Edition } from './edition.ts';
import { IdentityRefused } from './identify/refusal.ts';
import type { TokenVerifier } from './identify/token.ts';
import type { RefusalCounter } from './ledger/refusals.ts';

/** Finds out who asks, and remembers it as long as their request lives. */
export interface Door {
  /** The schema that this caller sees. @throws GatewayError `UNAUTHENTICATED`, `COORDINATION_UNAVAILABLE` */
  readonly schemaFor: (request: Request, source: string) => Promise<GraphQLSchema>;
  readonly askerOf: (request: Request) => Asker;
  /** Who asks, where that is known without verifying anything. */
  readonly known: (authorization: string | undefined) => Asker | undefined;
}

/** An ended or suspended agreement is refused here, whatever the document. @param now seconds since 1970 */
function askerOf(principal: Principal, edition: Edition, now: number): Asker {
  const { roles, partner } = principal;
  if (partner === undefined) return { principal, entitlement: { roles }, edition, refusals: [] };
  const agreements = edition.agreements(partner, now);
  const text = `no agreement with \`${partner}\` is in force: ask the operator to renew it`;
  const refusals = agreements.length > 0 ? [] : [new GatewayError('AGREEMENT_EXPIRED', text)];
  return {
    principal,
    entitlement: { roles: refusals.length > 0 ? [] : roles, partner, agreements },
    edition,
    refusals,
  };
}

export function door(given: {
  readonly verifier: TokenVerifier;
  readonly refusals: Pick<RefusalCounter, 'count'>;
  readonly edition: () => Edition;
  readonly clock: () => Date;
}): Door {
  const askers = new WeakMap<Request, Asker>();
  const before = new WeakMap<Principal, Asker>();
  /** A verified token has one principal: what follows from it under one edition follows each time. Agreements end. */
  const asking = (principal: Principal): Asker => {
    const edition = given.edition();
    const known = before.get(principal);
    if (known?.edition === edition && principal.partner === undefined) return known;
    const asker = askerOf(principal, edition, given.clock().getTime() / 1000);
    const same = known?.edition === edition && entitlementKey(known.entitlement) === entitlementKey(asker.entitlement);
    if (same && known.refusals.length === asker.refusals.length) return known;
    before.set(principal, asker);
    return asker;
  };
  const identify = async (request: Request, source: string): Promise<Asker> => {
    try {
      const principal = await given.verifier.verify(request.headers.get('authorization') ?? undefined);
      return asking(principal);
    } catch (error) {
      if (error instanceof GatewayError)
        given.refusals.count(error instanceof IdentityRefused ? error.cause : error.code, source);
      throw error;
    }
  };
  return {
    schemaFor: async (request, source) => {
      const asker = await identify(request, source);
      askers.set(request, asker);
      return asker.edition.schema(asker.entitlement);
    },
    known: (authorization) => {
      const principal = given.verifier.known(authorization);
      return principal && asking(principal);
    },
    askerOf: (request) => {
      const asker = askers.get(request);
      if (!asker) throw new Error('the request was not identified');
      return asker;
    },
  };
}
