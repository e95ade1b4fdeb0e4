import type { Sent } from './exchange.ts';
import { put, wayOf } from './pointer.ts';

/** What is said at a place: `name` is a query parameter (a list repeats it), `/a/b` lies in the body, `header:NAME` in a header. */
export type Says = readonly (readonly [place: string, value: unknown])[];

/** One call of a read, before it says who asks. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly says: Says;
}

/** The address of a path below the store's own. */
export function addressOf(base: string, path: string): URL {
  const url = new URL(base);
  const at = new URL(url.origin);
  at.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  return at;
}

/** The call as it is sent. Of two values for one parameter the later stands. */
export function written({ method, url: to, says }: Call, headers: Readonly<Record<string, string>>): Sent {
  const url = new URL(to);
  const heads: Record<string, string> = { ...headers };
  let body: unknown = method === 'POST' ? {} : undefined;
  for (const [place, value] of says) {
    if (place.startsWith('/')) body = put(body, wayOf(place), value);
    else if (place.startsWith('header:')) heads[place.slice('header:'.length)] = String(value);
    else {
      url.searchParams.delete(place);
      for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(place, textOf(one));
    }
  }
  if (body === undefined) return { method, url, headers: heads };
  return { method, url, headers: { ...heads, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** A template with the value in it: a text that is nothing else becomes the value itself, whatever that is. */
export function filled(template: unknown, slot: string, value: unknown): unknown {
  if (template === slot) return value;
  if (typeof template === 'string') return template.replaceAll(slot, () => textOf(value));
  if (Array.isArray(template)) return template.map((one) => filled(one, slot, value));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filled(one, slot, value)]));
}
