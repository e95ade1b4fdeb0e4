import { isDigits, type Json } from './json.ts';

/** Where something stands in JSON: the names and places on the way (RFC 6901). */
export type Way = readonly string[];

/** RFC 6901, section 4: `~1` is `/`, and then `~0` is `~`. */
export const wayOf = (pointer: string): Way =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What stands there; nothing where there is no such place. Only what the JSON itself has is seen. */
export function valueAt(json: Json | undefined, way: Way): Json | undefined {
  let at: Json | undefined = json;
  for (const part of way) {
    if (typeof at !== 'object' || at === null || isDigits(at)) return undefined;
    if (Array.isArray(at) ? !/^(0|[1-9]\d*)$/.test(part) : !Object.hasOwn(at, part)) return undefined;
    at = (at as Readonly<Record<string, Json>>)[part];
  }
  return at;
}

type Container = Record<string, unknown> | unknown[];

/** The body with the value put there; what is on the way is made, and `-` adds to a list. */
export function put(body: unknown, way: Way, value: unknown): unknown {
  const [part, ...rest] = way;
  if (part === undefined) return value;
  const at: Container = containerFor(body, part);
  if (Array.isArray(at)) {
    const place = part === '-' ? at.length : Number(part);
    return [...at.slice(0, place), put(at[place], rest, value), ...at.slice(place + 1)];
  }
  return { ...at, [part]: put(Object.hasOwn(at, part) ? at[part] : undefined, rest, value) };
}

const containerFor = (body: unknown, part: string): Container => {
  if (typeof body === 'object' && body !== null) return body as Container;
  return part === '-' ? [] : {};
};
