import { LRUCache } from 'lru-cache';
import type { Select } from '../statement.ts';
import type { Query, Store } from '../stores/contract.ts';
import type { Prepare, Prepared } from './binding.ts';
import { compact } from './renumber.ts';

/** The texts of all kept statements and their shapes together, in UTF-16 units: shapes are the client's to vary. */
const cacheSize = 8 * 1024 * 1024;
/** The least that a statement counts for. */
const least = 512;

/**
 * Keeps statements in a store's own form by the plan's place and the shape of the arguments: fields and operators, never
 * their values.
 */
export function statements(stores: ReadonlyMap<string, Pick<Store, 'prepare'>>): Prepare {
  const sizeCalculation = ({ query }: Prepared, key: string): number => query.text.length + key.length + least;
  const kept = new LRUCache<string, Prepared>({ maxSize: cacheSize, sizeCalculation });
  const numbers = new WeakMap<object, number>();
  const counted = { places: 0 };
  // A place's number is never given again, so what a forgotten plan left is nobody's and falls out by itself.
  const numberOf = (place: object): number => {
    const number = numbers.get(place) ?? (counted.places += 1);
    numbers.set(place, number);
    return number;
  };
  return (place, shape, store, select) => {
    const key = `${numberOf(place)} ${shape}`;
    const before = kept.get(key);
    if (before) return before;
    const prepared = lowered(stores.get(store), store, select());
    kept.set(key, prepared);
    return prepared;
  };
}

function lowered(store: Pick<Store, 'prepare'> | undefined, name: string, select: Select): Prepared {
  if (!store) throw new Error(`there is no store \`${name}\``);
  const { select: small, slots } = compact(select);
  const query: Query = store.prepare(small);
  return { query, slots };
}
