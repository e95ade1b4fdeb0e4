import type { Api, ApiKey } from './api.ts';
import { type Json, listOf, objectOf, resolved, textOf } from './document.ts';
import { operationsOf } from './operations.ts';
import { resourcesOf } from './resources.ts';

/** What a description says of its API: where it is, who may ask, and what it lists. */
export function apiOf(document: unknown, from: string): Api {
  const root = objectOf(document);
  const url = addressIn(root, from);
  const key = keyIn(root);
  return {
    title: textOf(objectOf(root['info'])['title']) ?? 'api',
    ...(url === undefined ? {} : { url }),
    ...(key && { key }),
    ...resourcesOf(root, operationsOf(root)),
  };
}

/** Its first server; one that is given as a path lies where the description does. */
function addressIn(root: Json, from: string): string | undefined {
  const told = textOf(objectOf(listOf(root['servers'])[0])['url']) ?? swagger(root);
  const base = /^https?:/.test(from) ? from : undefined;
  const url = told === undefined ? base && URL.parse('/', base) : URL.parse(told, base);
  if (!url || !isSafe(url) || /[{}$]|%(?:7[bd]|24)/i.test(url.href)) return undefined;
  // A name and a password in an address are for whoever wrote them.
  return url.username === '' ? `${url.origin}${url.pathname}`.replace(/\/$/, '') : undefined;
}

/** What is asked over plain HTTP is read by others on the way, and the answers can be anybody's. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname));

function swagger(root: Json): string | undefined {
  const host = textOf(root['host']);
  const scheme = listOf(root['schemes']).includes('https') ? 'https' : (textOf(listOf(root['schemes'])[0]) ?? 'https');
  return host === undefined ? textOf(root['basePath']) : `${scheme}://${host}${textOf(root['basePath']) ?? ''}`;
}

/** The first way of showing who asks that a store has. */
function keyIn(root: Json): ApiKey | undefined {
  const schemes = {
    ...objectOf(root['securityDefinitions']),
    ...objectOf(objectOf(root['components'])['securitySchemes']),
  };
  return Object.values(schemes)
    .map((one) => keyOf(resolved(root, one)))
    .find((one) => one !== undefined);
}

function keyOf(scheme: Json): ApiKey | undefined {
  const type = textOf(scheme['type']);
  if (type === 'apiKey' && scheme['in'] === 'header')
    return { by: 'header', name: textOf(scheme['name']) ?? 'Authorization' };
  if (type === 'basic' || (type === 'http' && /^basic$/i.test(textOf(scheme['scheme']) ?? '')))
    return { by: 'header', scheme: 'Basic' };
  if (type === 'http') return { by: 'header', scheme: 'Bearer' };
  if (type !== 'oauth2') return type === 'openIdConnect' ? { by: 'header', scheme: 'Bearer' } : undefined;
  const flow = objectOf(objectOf(scheme['flows'])['clientCredentials']);
  const tokenUrl = textOf(flow['tokenUrl']);
  if (tokenUrl === undefined || !URL.canParse(tokenUrl)) return { by: 'header', scheme: 'Bearer' };
  const scope = Object.keys(objectOf(flow['scopes'])).join(' ');
  return { by: 'client-credentials', tokenUrl, ...(scope === '' ? {} : { scope }) };
}
