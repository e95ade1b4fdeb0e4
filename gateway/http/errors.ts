import { GraphQLError } from 'graphql';
import { errorCodes, GatewayError } from '../../schema/terms/errors.ts';
import { type Fault, faultOf } from './fault.ts';
import { RequestRefused } from './refusal.ts';

/** Turns whatever was thrown into what a client may read. */
export type Present = (error: unknown) => GraphQLError;

export interface PresentOptions {
  readonly newErrorId: () => string;
  /** Gets each fault of the gateway with the id that the client was told. */
  readonly log: (errorId: string, fault: Fault) => void;
}

/**
 * INVARIANT: only a GatewayError's own text leaves. Anything else, a GraphQLError of a library included, becomes
 * `INTERNAL` with an id, for its text may hold a value.
 */
export function createPresent({ newErrorId, log }: PresentOptions): Present {
  return (error) => {
    const [known, path] = rootOf(error);
    if (known) return toGraphQLError(known, path);
    const errorId = newErrorId();
    log(errorId, faultOf(error));
    const text = `the gateway failed; its log knows more under the error id \`${errorId}\``;
    return toGraphQLError(new GatewayError('INTERNAL', text, { errorId }), path);
  };
}

/** A GatewayError as GraphQL says it: `extensions.code` first, `extensions.http` for whoever sends it. */
export function toGraphQLError(error: GatewayError, at?: GraphQLError['path']): GraphQLError {
  const { locations, path, challenge: _, ...told } = error.details;
  const made = new GraphQLError(error.message, {
    path: path ?? at ?? null,
    originalError: error,
    extensions: { code: error.code, ...told, http: httpOf(error) },
  });
  // GraphQLError computes its locations from a source text, which is not kept beside an error.
  if (locations) Object.defineProperty(made, 'locations', { value: locations, enumerable: true });
  return made;
}

export interface HttpFacts {
  readonly status: number;
  /** With `application/json` the answer to a well-formed request is 200 (GraphQL over HTTP, 6.4.1). */
  readonly spec: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

function httpOf(error: GatewayError): HttpFacts {
  const refused = error instanceof RequestRefused ? error : undefined;
  const { retryAfter } = error.details;
  return {
    status: refused?.status ?? errorCodes[error.code].status,
    spec: !refused && error.code !== 'UNAUTHENTICATED',
    headers: {
      ...(error.code === 'UNAUTHENTICATED' ? { 'WWW-Authenticate': challengeOf(error) } : {}),
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(retryAfter))) }),
      ...refused?.headers,
    },
  };
}

// RFC 6750 section 3: a request without any token gets the bare challenge, without an error.
const challengeOf = ({ details: { challenge } }: GatewayError): string =>
  challenge ? `Bearer realm="scrim", error="${challenge}"` : 'Bearer realm="scrim"';

/** The GatewayError inside wrappers of GraphQL libraries, and the path that they add. */
function rootOf(error: unknown): readonly [GatewayError | undefined, GraphQLError['path']] {
  if (error instanceof GatewayError) return [error, undefined];
  if (!(error instanceof GraphQLError)) return [undefined, undefined];
  const [inner, path] = rootOf(error.originalError);
  return [inner, error.path ?? path];
}
