import type { HttpRequest } from './exchange.ts';
import { acceptedType, isJson, type MediaType } from './media-types.ts';
import { RequestRefused } from './refusal.ts';

type Head = Pick<HttpRequest, 'method' | 'headers'>;

/**
 * What can be said of a GraphQL request by its head, before its body is read or anything is done.
 *
 * Cross-site requests: the gateway knows no cookies, so a page elsewhere has no credential to ride on; a POST must be
 * `application/json`, which no form can send and which a script elsewhere needs a preflight for that is never answered;
 * a GET only reads. So GET needs no header of its own.
 * @throws RequestRefused 405, 406, 415
 */
export function admit({ method, headers }: Head): MediaType {
  const accepted = acceptedType(headers['accept']);
  if (method !== 'GET' && method !== 'POST')
    throw new RequestRefused(405, 'send GraphQL by POST, or a query by GET', { headers: { Allow: 'GET, POST' } });
  if (!accepted)
    throw new RequestRefused(406, 'answers are `application/graphql-response+json` or `application/json`; accept one');
  if (method === 'POST' && !isJson(headers['content-type']))
    throw new RequestRefused(415, 'send the body as `Content-Type: application/json` in UTF-8', {
      headers: { 'Accept-Post': 'application/json' },
    });
  const encoding = headers['content-encoding'] ?? 'identity';
  if (method === 'POST' && encoding !== 'identity')
    throw new RequestRefused(415, 'send the body without `Content-Encoding`', {
      headers: { 'Accept-Encoding': 'identity' },
    });
  return accepted;
}
