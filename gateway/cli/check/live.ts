import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Finding } from '../../../schema/finding.ts';
import { GatewayError } from '../../../schema/terms/errors.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import type { StoreFault } from '../../stores/faults.ts';
import { FolderLocked, lockFolder } from '../../stores/lock.ts';
import { embeddedDatabases, openStores } from '../../stores/open.ts';
import { type Embedded, openEmbedded } from '../../stores/pglite.ts';
import { locate } from '../locate.ts';
import type { Shell } from '../shell.ts';
import { type Found, storeUnwise } from './found.ts';
import { besideStore } from './stored.ts';
import { unreachable } from './unreachable.ts';

/** What the stores themselves say of the catalogue, each asked once; without them nothing of it can be known. */
export async function liveFindings(configuration: UsableConfiguration, shell: Shell): Promise<readonly Finding[]> {
  const { folder } = configuration;
  await using held = new AsyncDisposableStack();
  const found = await askAll(configuration, shell, held);
  return Promise.all(found.map(async ({ file, ...rest }) => ({ ...rest, ...(await locate(folder, file, rest.path)) })));
}

async function askAll(
  { gateway, folder, catalogue }: UsableConfiguration,
  shell: Shell,
  held: AsyncDisposableStack,
): Promise<readonly Found[]> {
  const faults: StoreFault[] = [];
  const { databases, found } = await openExisting(gateway, shell, held);
  const asked = Object.entries(gateway.stores).filter(
    ([, one]) => one.kind !== 'pglite' || databases.has(one.database),
  );
  const embedded = (name: string): Embedded => databases.get(name) as Embedded;
  const stores = openStores(Object.fromEntries(asked), {
    base: folder,
    embedded,
    now: shell.process.now,
    onFault: (one) => void faults.push(one),
  });
  for (const store of stores.values()) held.defer(() => store.close());
  const told = await Promise.all(
    [...stores.values()].map(async ({ name, inspect, ready }): Promise<readonly Found[]> => {
      const entities = [...catalogue.entities.values()].filter((entity) => entity.store === name);
      if (!inspect) return [storeUnwise(['stores', name], `store \`${name}\` cannot be asked what it holds`)];
      try {
        // What an API holds stands in gateway.yaml alone, and was compared already: only whether it answers is left.
        if (gateway.stores[name]?.kind === 'rest') return await ready().then(() => []);
        return besideStore(catalogue, name, entities, await inspect(entities.map(({ table }) => table)));
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        return [
          unreachable(
            name,
            faults.findLast(({ store }) => store === name),
          ),
        ];
      }
    }),
  );
  return [...found, ...told.flat()];
}

interface Existing {
  readonly databases: ReadonlyMap<string, Embedded>;
  readonly found: readonly Found[];
}

/** The embedded databases that are there; none is made, and none is taken from a gateway that serves it. */
async function openExisting(
  { stores, data: named }: UsableConfiguration['gateway'],
  { process, clock, folder }: Shell,
  held: AsyncDisposableStack,
): Promise<Existing> {
  const data = resolve(folder, named);
  const there: string[] = [];
  for (const name of embeddedDatabases(stores)) if (await exists(join(data, name))) there.push(name);
  const of = (names: readonly string[], text: string, advice: string): readonly Found[] =>
    Object.entries(stores).flatMap(([store, one]) =>
      one.kind === 'pglite' && names.includes(one.database) ? [storeUnwise(['stores', store], text, advice)] : [],
    );
  const missing = embeddedDatabases(stores).filter((name) => !there.includes(name));
  const found = of(missing, 'the embedded database is not made yet', 'start once, then check again');
  const databases = new Map<string, Embedded>();
  if (there.length === 0) return { databases, found };
  try {
    const lock = lockFolder(data, { pid: process.pid, since: clock().toISOString() });
    held.defer(() => lock.release());
    for (const name of there) {
      const database = await openEmbedded({ folder: join(data, name), lock });
      held.defer(() => database.close());
      databases.set(name, database);
    }
    return { databases, found };
  } catch (error) {
    if (!(error instanceof FolderLocked)) throw error;
    return { databases, found: [...found, ...of(there, error.message, 'then check again')] };
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
