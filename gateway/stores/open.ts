import type { Store } from './contract.ts';
import { addressOf } from '../postgres/address.ts';
import type { OnFault } from './faults.ts';
import { mariadbStore } from './mariadb.ts';
import { mariadbScheme } from './mariadb/scheme.ts';
import { mariadbTls } from './mariadb/tls.ts';
import type { StoreOptions } from './options.ts';
import type { Embedded } from './pglite.ts';
import { postgresStore } from './postgres.ts';
import { tlsOf } from '../postgres/tls.ts';

export { storeOptions, type StoreOptions } from './options.ts';

export interface StoreContext {
  /** The folder of gateway.yaml: files that are named there lie relative to it. */
  readonly base: string;
  /** The embedded database of that name, which is open already. */
  readonly embedded: (database: string) => Embedded;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly onFault?: OnFault;
}

type Opener<O extends StoreOptions> = (name: string, options: O, context: StoreContext) => Store;

const openers: { readonly [O in StoreOptions as O['kind']]: Opener<O> } = {
  pglite: (name, { database }, { embedded }) => embedded(database).store(name),
  postgres: (name, options, { base, now, onFault }) => {
    const address = addressOf(options);
    const { poolSize, timeoutMs, connectTimeoutMs } = options;
    const tls = tlsOf(address, base);
    return postgresStore(name, {
      ...address,
      tls,
      poolSize,
      timeoutMs,
      connectTimeoutMs,
      now,
      ...(onFault ? { onFault } : {}),
    });
  },
  mariadb: (name, options, { base, onFault }) => {
    const address = addressOf(options, mariadbScheme);
    const { poolSize, timeoutMs, connectTimeoutMs } = options;
    return mariadbStore(name, {
      ...address,
      tls: mariadbTls(address, base),
      poolSize,
      timeoutMs,
      connectTimeoutMs,
      ...(onFault ? { onFault } : {}),
    });
  },
};

/** The embedded databases that some stores lie in, each once. */
export const embeddedDatabases = (stores: Readonly<Record<string, StoreOptions>>): readonly string[] => [
  ...new Set(Object.values(stores).flatMap((store) => (store.kind === 'pglite' ? [store.database] : []))),
];

/**
 * The stores of gateway.yaml, by name. They connect when they are first asked. @throws Error where an address or a
 * file is wrong.
 */
export const openStores = (
  stores: Readonly<Record<string, StoreOptions>>,
  context: StoreContext,
): ReadonlyMap<string, Store> =>
  new Map(
    Object.entries(stores).map(([name, options]) => [
      name,
      (openers[options.kind] as Opener<StoreOptions>)(name, options, context),
    ]),
  );
