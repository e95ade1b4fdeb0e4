import { GatewayError } from '../schema/terms/errors.ts';
import type { Asked, Asker } from './asked.ts';
import type { Gateway } from './gateway.ts';
import { admit } from './http/admit.ts';
import type { DocumentReader } from './http/document-reader.ts';
import type { Answer, HttpRequest } from './http/exchange.ts';
import type { MediaType } from './http/media-types.ts';
import { bodyParameters } from './http/parameters.ts';
import type { Respond } from './http/respond.ts';
import { resultOf } from './result.ts';

export interface WarmDoor {
  readonly asker: (authorization: string | undefined) => Asker | undefined;
  readonly documents: DocumentReader;
  readonly respond: Respond;
}

/**
 * The short way for what was asked before: a plain JSON POST of somebody whose token is verified and whose document was
 * read and found valid for them. Everything else, and whatever is refused of a request, is the cold door's.
 * INVARIANT: both doors answer the same bytes, receipt and date apart: what they share begins at `Asked`.
 */
export function warmDoor(gateway: Gateway, { asker, documents, respond }: WarmDoor) {
  return (request: HttpRequest): Promise<Answer> | undefined => {
    const opened = open(request);
    if (!opened) return undefined;
    const { asked, type } = opened;
    return resultOf(gateway, asked).then((result) => respond.result(result, type));
  };

  function open(request: HttpRequest): { readonly asked: Asked; readonly type: MediaType } | undefined {
    const { method, url, headers, body, gone } = request;
    const who = method === 'POST' && url === '/graphql' ? asker(headers['authorization']) : undefined;
    if (!who || who.refusals.length > 0) return undefined;
    const admitted = admittedOf(request, body);
    if (!admitted) return undefined;
    const { type, query, operationName, variables = {}, extensions } = admitted;
    const { edition, entitlement } = who;
    const document = documents.known(query, edition.limits, edition.schema(entitlement));
    if (!document || !documents.operation(document, operationName)) return undefined;
    const asked: Asked = {
      asker: who,
      source: query,
      document,
      ...(operationName !== undefined && { operationName }),
      variables,
      purpose: { header: headers['scrim-purpose'], body: extensions?.['purpose'] },
      refusals: [],
      report: headers['scrim-report']?.trim().toLowerCase() !== 'none',
      started: gateway.now(),
      ...(gone && { gone }),
    };
    return { asked, type };
  }
}

/** What is refused here is refused again by the cold door, which says why. */
function admittedOf(request: HttpRequest, body: string) {
  try {
    return { type: admit(request), ...bodyParameters(body) };
  } catch (error) {
    if (error instanceof GatewayError) return undefined;
    throw error;
  }
}
