import { resolve } from 'node:path';
import type { UsableConfiguration } from '../../config/load.ts';
import { openEmbeddedDatabases } from '../../embedded.ts';
import type { Store } from '../../stores/contract.ts';
import { type FolderLock, lockFolder } from '../../stores/lock.ts';
import { dumpsOf, embeddedDatabases, openStores } from '../../stores/open.ts';
import type { Shell } from '../shell.ts';

/** The stores of a configuration, to be read and nothing else; the demo's is made where it is not there yet. */
export async function openForReading(
  { gateway: options, folder }: UsableConfiguration,
  shell: Shell,
  held: AsyncDisposableStack,
): Promise<ReadonlyMap<string, Store>> {
  const names = embeddedDatabases(options.stores);
  const data = resolve(shell.folder, options.data);
  const databases =
    names.length === 0
      ? new Map()
      : await openEmbeddedDatabases(names, {
          data,
          lock: locked(data, shell, held),
          demo: options.demo === true,
          dumps: dumpsOf(options.stores, folder),
          onFault: () => undefined,
          progress: (text) => shell.stderr(`scrim: ${text} …\n`),
        });
  for (const database of databases.values()) held.defer(() => database.close());
  const embedded = (name: string) => databases.get(name);
  const stores = openStores(options.stores, { base: folder, embedded, now: shell.process.now });
  for (const store of stores.values()) held.defer(() => store.close());
  return stores;
}

function locked(data: string, { process, clock }: Shell, held: AsyncDisposableStack): FolderLock {
  const lock = lockFolder(data, { pid: process.pid, since: clock().toISOString() });
  held.defer(() => lock.release());
  return lock;
}
