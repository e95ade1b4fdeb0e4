import type { Value } from '../../../schema/terms/field.ts';
import { batches } from './batches.ts';
import type { BoundCondition } from './conditions.ts';
import { filled, type Says } from './calls.ts';
import type { Resource } from './resource-options.ts';
import { type Pushed, pushedBy } from './pushed.ts';

/** One way to ask an API for records: all that come from it, and maybe more than was wanted. */
export type Ask =
  | { readonly by: 'id'; readonly key: Value }
  | { readonly by: 'ids'; readonly keys: readonly Value[] }
  | { readonly by: 'list'; readonly says: Says };

/** Ways to ask that together give all records which fulfil the conditions. */
export interface Asks {
  readonly of: readonly Ask[];
  /** The places of the conditions that the API is told. */
  readonly told: ReadonlySet<number>;
  /** Those of them which it decides by itself and exactly. */
  readonly exact: ReadonlySet<number>;
}

/** Nothing can fulfil a condition of no values. */
export const nothing: Asks = { of: [], told: new Set(), exact: new Set() };

/** What stands for a whole part of a path must be one. */
const isPart = (key: Value): boolean => !/^\.{0,2}$/.test(String(key));

/**
 * How a resource is asked for the records that fulfil all of these. By keys where some are known; else in lists, of which one
 * condition with many values may make several; else the whole list.
 * @param most the most calls that are worth it: beyond them the whole list is read
 */
export function asksFor(resource: Resource, conditions: readonly BoundCondition[], most: number): Asks {
  if (conditions.some(({ values }) => values.length === 0)) return nothing;
  const keyed = conditions.findIndex(
    ({ column, operator }) => column.column === resource.key && (operator === 'eq' || operator === 'in'),
  );
  const byKeys = keyAsks(resource, conditions[keyed]?.values ?? []);
  if (keyed >= 0 && byKeys && byKeys.length <= most) return { of: byKeys, told: new Set([keyed]), exact: new Set() };
  const pushed = conditions.map((one) => pushedBy(resource, one));
  const single = pushed.map((one) => (one?.length === 1 ? one[0] : undefined));
  const taken = new Set(single.flatMap((one) => (one && !one.place.endsWith('/-') ? [one.place] : [])));
  // What is asked in one call is not taken apart for the sake of another condition at the same place.
  const apart = pushed.map((one) => (one?.some(({ place }) => taken.has(place)) ? undefined : one));
  const [split, at] = shortest(apart, most);
  const places = new Set<string>();
  const together: Pushed[] = [];
  const [told, exact] = [new Set<number>(), new Set<number>()];
  for (const [place, one] of [[at, split?.[0]] as const, ...single.entries()]) {
    if (!one || places.has(one.place)) continue;
    if (!one.place.endsWith('/-')) places.add(one.place);
    told.add(place);
    if (one.exact) exact.add(place);
    if (one !== split?.[0]) together.push(one);
  }
  const says = together.map(saying);
  const of: readonly Ask[] = split
    ? split.map((one) => ({ by: 'list', says: [...says, saying(one)] }))
    : [{ by: 'list', says }];
  return { of, told, exact };
}

const saying = ({ place, value }: Pushed): Says[number] => [place, value];

function keyAsks({ byId, byIds }: Resource, keys: readonly Value[]): readonly Ask[] | undefined {
  const joined = byIds?.join;
  if (byIds && !keys.some((key) => joined !== undefined && String(key).includes(joined)))
    return batches(keys, byIds.most).map((some) => ({ by: 'ids', keys: some }));
  if (byId && keys.every(isPart)) return keys.map((key) => ({ by: 'id', key }));
  return undefined;
}

/** Of the conditions that take several calls the one that takes the fewest. */
function shortest(
  pushed: readonly (readonly Pushed[] | undefined)[],
  most: number,
): readonly [split: readonly Pushed[] | undefined, at: number] {
  const lengths = pushed.map((one) =>
    one && one.length > 1 && one.length <= most ? one.length : Number.POSITIVE_INFINITY,
  );
  const least = Math.min(...lengths);
  const at = Number.isFinite(least) ? lengths.indexOf(least) : -1;
  return [pushed[at], at];
}

/** What the path of one record says, its key in it. */
export const pathOf = (path: string, key: Value): string =>
  String(filled(path, '{key}', encodeURIComponent(String(key))));
