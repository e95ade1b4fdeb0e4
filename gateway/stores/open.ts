import { resolve } from 'node:path';
import { type Backoff, backoff } from './backoff.ts';
import type { Store } from './contract.ts';
import { eitherWay } from './either-way.ts';
import { addressOf } from '../postgres/address.ts';
import type { OnFault } from './faults.ts';
import { mariadbStore } from './mariadb.ts';
import { mariadbScheme } from './mariadb/scheme.ts';
import { mariadbTls } from './mariadb/tls.ts';
import type { StoreOptions } from './options.ts';
import type { Embedded } from './pglite.ts';
import { inspectPostgres } from './postgres/inspect.ts';
import { postgresStore } from './postgres.ts';
import { tlsWays } from '../postgres/tls.ts';
import { restStore } from './rest.ts';
import { restTls } from './rest/tls.ts';

export { storeOptions, type StoreOptions } from './options.ts';

export interface StoreContext {
  /** The folder of gateway.yaml: files that are named there lie relative to it. */
  readonly base: string;
  /** The embedded database of that name, which is open already. */
  readonly embedded: (database: string) => Embedded;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly onFault?: OnFault;
  /** How a store that is away is left in peace; without it every read knocks again. */
  readonly backoff?: Backoff;
}

type Opener<O extends StoreOptions> = (name: string, options: O, context: StoreContext) => Store;

const openers: { readonly [O in StoreOptions as O['kind']]: Opener<O> } = {
  pglite: (name, { database }, { embedded }) => withInspect(embedded(database).store(name), false),
  postgres: (name, options, { base, now, onFault }) => {
    const address = addressOf(options);
    const { poolSize, timeoutMs, connectTimeoutMs, pooler } = options;
    const limits = { poolSize, timeoutMs, connectTimeoutMs, pooler, now, ...(onFault ? { onFault } : {}) };
    const [first, second] = tlsWays(address, base).map((tls) => postgresStore(name, { ...address, tls, ...limits }));
    if (!first) throw new Error('there is no way to connect');
    return withInspect(second ? eitherWay(first, second) : first, true);
  },
  mariadb: (name, options, { base, onFault }) => {
    const address = addressOf(options, mariadbScheme);
    const { poolSize, timeoutMs, connectTimeoutMs } = options;
    const limits = { poolSize, timeoutMs, connectTimeoutMs, ...(onFault ? { onFault } : {}) };
    const [first, second] = mariadbTls(address, base).map((tls) => mariadbStore(name, { ...address, tls, ...limits }));
    if (!first) throw new Error('there is no way to connect');
    // To whom it speaks only under TLS, the server says in clear what it says to a stranger.
    return second
      ? eitherWay(first, second, address.sslmode === 'allow' ? 'ER_ACCESS_DENIED_ERROR' : undefined)
      : first;
  },
  rest: (name, options, { base, now, onFault, backoff: chance }) =>
    restStore(name, options, {
      now,
      wait: chance?.wait ?? unhurried,
      random: chance?.random ?? (() => 0.5),
      tls: restTls(options, base),
      ...(onFault ? { onFault } : {}),
    }),
};

const unhurried = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());

const withInspect = (store: Store, foreign: boolean): Store =>
  Object.freeze({ ...store, inspect: inspectPostgres(store.read, foreign) });

/** The embedded databases that some stores lie in, each once. */
export const embeddedDatabases = (stores: Readonly<Record<string, StoreOptions>>): readonly string[] => [
  ...new Set(Object.values(stores).flatMap((store) => (store.kind === 'pglite' ? [store.database] : []))),
];

/** The dumps that new embedded databases are filled from, by database. */
export const dumpsOf = (stores: Readonly<Record<string, StoreOptions>>, base: string): ReadonlyMap<string, string> =>
  new Map(
    Object.values(stores).flatMap((store) =>
      store.kind === 'pglite' && store.dump !== undefined ? [[store.database, resolve(base, store.dump)] as const] : [],
    ),
  );

/**
 * The stores of gateway.yaml, by name. They connect when they are first asked. @throws Error where an address or a
 * file is wrong.
 */
export const openStores = (
  stores: Readonly<Record<string, StoreOptions>>,
  context: StoreContext,
): ReadonlyMap<string, Store> =>
  new Map(
    Object.entries(stores).map(([name, options]) => {
      const store = (openers[options.kind] as Opener<StoreOptions>)(name, options, context);
      return [name, context.backoff ? backoff(store, context.backoff) : store];
    }),
  );
