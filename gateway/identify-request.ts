import type { GraphQLSchema } from 'graphql';
import { GatewayError } from '../schema/terms/errors.ts';
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
}

export function door(given: {
  readonly verifier: TokenVerifier;
  readonly refusals: Pick<RefusalCounter, 'count'>;
  readonly edition: () => Edition;
}): Door {
  const askers = new WeakMap<Request, Asker>();
  const identify = async (request: Request, source: string): Promise<Asker> => {
    try {
      const principal = await given.verifier.verify(request.headers.get('authorization') ?? undefined);
      const { roles, partner } = principal;
      return { principal, entitlement: { roles, ...(partner !== undefined && { partner }) }, edition: given.edition() };
    } catch (error) {
      if (error instanceof GatewayError) given.refusals.count(error instanceof IdentityRefused ? error.cause : error.code, source);
      throw error;
    }
  };
  return {
    schemaFor: async (request, source) => {
      const asker = await identify(request, source);
      askers.set(request, asker);
      return asker.edition.schema(asker.entitlement);
    },
    askerOf: (request) => {
      const asker = askers.get(request);
      if (!asker) throw new Error('the request was not identified');
      return asker;
    },
  };
}
