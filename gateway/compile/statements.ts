import { LRUCache } from 'lru-cache';
import type { Select } from '../statement.ts';
import type { Query, Store } from '../stores/contract.ts';
import type { Prepare, Prepared } from './binding.ts';
import { compact } from './renumber.ts';

/** How many forms of one statement are kept: fields and operators of the arguments, never their values. */
const forms = 64;

/** Keeps statements in a store's own form by the plan's place and the shape of the arguments, as long as the plan lives. */
export function statements(stores: ReadonlyMap<string, Pick<Store, 'prepare'>>): Prepare {
  const kept = new WeakMap<object, LRUCache<string, Prepared>>();
  return (place, shape, store, select) => {
    const known = kept.get(place) ?? new LRUCache<string, Prepared>({ max: forms });
    kept.set(place, known);
    const before = known.get(shape);
    if (before) return before;
    const prepared = lowered(stores.get(store), store, select());
    known.set(shape, prepared);
    return prepared;
  };
}

function lowered(store: Pick<Store, 'prepare'> | undefined, name: string, select: Select): Prepared {
  if (!store) throw new Error(`there is no store \`${name}\``);
  const { select: small, slots } = compact(select);
  const query: Query = store.prepare(small);
  return { query, slots };
}
