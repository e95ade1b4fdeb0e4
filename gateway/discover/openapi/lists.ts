import { type Json, objectOf, propertiesOf, resolved } from './document.ts';

/** Where the records of an answer stand, and what else it tells. Places are pointers (RFC 6901). */
export interface FoundList {
  readonly items: string;
  readonly schema: unknown;
  readonly total?: string;
  readonly more?: string;
  /** The token or the address of the next page. */
  readonly next?: string;
}

/** How answers call what stands beside their records. */
const beside: readonly (readonly [what: 'total' | 'more' | 'next', of: RegExp])[] = [
  ['total', /^(?:total|total_?(?:count|items|records|results|size)|record_?count|count)$/i],
  ['more', /^(?:more|has_?(?:more|next|next_?page)|more_?records)$/i],
  ['next', /^(?:next|next_?(?:page_?)?(?:token|cursor|url|link|uri)|cursor|after|continuation_?token|next_?cursor)$/i],
];

/** How the list itself is called, where there are several. */
const usual = /^(?:data|items|results?|records?|rows|list|content|value|entries|objects)$/i;

const isList = (schema: Json): boolean => schema['type'] === 'array' || schema['items'] !== undefined;

/** The list of records that an answer is or holds; nothing where it is one record. */
export function listIn(root: unknown, answer: unknown): FoundList | undefined {
  const own = resolved(root, answer);
  if (isList(own)) return { items: '', schema: own['items'] };
  const places = placesIn(root, answer, '', 2);
  const lists = places.filter(({ schema }) => isList(schema) && propertiesOf(root, schema['items']).length > 0);
  // A record has an `id`, and an answer that holds records does not.
  if (lists.length === 0 || propertiesOf(root, answer).some(([name]) => /^_?id$/i.test(name))) return undefined;
  const [found] = lists.length === 1 ? lists : lists.filter(({ name }) => usual.test(name));
  if (!found) return undefined;
  const told = beside.flatMap(([what, of]): readonly [string, string][] => {
    const place = places.find(({ name, schema }) => of.test(name) && fits(what, schema));
    return place ? [[what, place.at]] : [];
  });
  return { items: found.at, schema: found.schema['items'], ...Object.fromEntries(told) };
}

const fits = (what: 'total' | 'more' | 'next', { type }: Json): boolean =>
  what === 'next' || (what === 'more' ? type === 'boolean' : type === 'integer' || type === 'number');

interface Place {
  readonly name: string;
  readonly at: string;
  readonly schema: Json;
}

function placesIn(root: unknown, schema: unknown, at: string, deep: number): readonly Place[] {
  return propertiesOf(root, schema).flatMap(([name, value]): readonly Place[] => {
    const here = { name, at: `${at}${pointerTo(name)}`, schema: resolved(root, value) };
    return [here, ...(deep > 1 && !isList(here.schema) ? placesIn(root, value, here.at, deep - 1) : [])];
  });
}

/** RFC 6901, section 3. */
export const pointerTo = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The one object within an answer that is a record: it itself, or what it holds under one name. */
export function recordIn(root: unknown, answer: unknown): { readonly at: string; readonly schema: unknown } {
  const own = propertiesOf(root, answer);
  const [inner] = own.filter(
    ([name, value]) => usual.test(name) && Object.keys(objectOf(resolved(root, value))).length > 0,
  );
  if (inner && !own.some(([name]) => /^_?id$/i.test(name))) return { at: pointerTo(inner[0]), schema: inner[1] };
  return { at: '', schema: answer };
}
