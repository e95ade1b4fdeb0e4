import { resolve } from 'node:path';
import { type Keyring, keyring } from '../../plugins/pseudonyms/keyring.ts';
import { isUsable, loadConfiguration, type UsableConfiguration } from '../config/load.ts';
import { edition } from '../edition.ts';
import { rootKeys } from '../identify/keys.ts';
import { orderIndex } from './order-index.ts';
import { printFindings } from './print-findings.ts';
import { entitlementInWords, entitlementsOf } from './profiles.ts';
import { type ExitCode, secondsOf, type Shell } from './shell.ts';

export interface IndexesArguments {
  readonly config: string;
  /** Of this store only: statements go to the database that they are for. */
  readonly store?: string | undefined;
}

/**
 * `scrim indexes`: the indexes that rows want which are ordered by a keyed hash, as SQL. They hold the salts of their
 * recipients: whoever reads them can undo the order, so they go to the database and nowhere else.
 */
export async function runIndexes({ config, store }: IndexesArguments, shell: Shell): Promise<ExitCode> {
  const configuration = await loadConfiguration(config, shell.environment);
  if (!isUsable(configuration)) {
    shell.stderr(printFindings(configuration.findings, shell.folder));
    return 1;
  }
  if (store !== undefined && !Object.hasOwn(configuration.gateway.stores, store)) {
    const known = Object.keys(configuration.gateway.stores).map((name) => `\`${name}\``);
    shell.stderr(`scrim: there is no such store: gateway.yaml has ${known.join(', ')}\n`);
    return 2;
  }
  const ring = await ringOf(configuration, shell);
  if (typeof ring === 'string') {
    shell.stderr(`scrim: ${ring}\n`);
    return 1;
  }
  const statements = indexesOf(configuration, ring, secondsOf(shell.clock()), store);
  shell.stderr('scrim: what follows is as secret as the root key: hand it to the database, and keep it nowhere\n');
  shell.stdout(statements.map((text) => `${text}\n`).join(''));
  return 0;
}

async function ringOf({ gateway, folder }: UsableConfiguration, shell: Shell): Promise<Keyring | string> {
  try {
    const warn = (text: string): void => shell.stderr(`scrim: ${text}\n`);
    const place = {
      folder,
      data: resolve(shell.folder, gateway.data),
      demo: gateway.demo !== false,
      env: shell.environment,
      warn,
    };
    return keyring(await rootKeys(gateway.keys, place));
  } catch (error) {
    return error instanceof Error ? error.message : 'the root keys cannot be read';
  }
}

/** One index for each entity and salt, with whom it is for. @param now seconds since 1970 @param store of this one only */
export function indexesOf(
  { catalogue, policy, gateway }: UsableConfiguration,
  ring: Keyring,
  now: number,
  store?: string,
): readonly string[] {
  const all = edition({ catalogue, policy, keyring: ring, stores: new Map() });
  const profiles = entitlementsOf(policy, now).flatMap((one) =>
    all.purposesOf(one).map((purpose) => ({ ...one, purpose })),
  );
  // An API has no index that anybody here could make.
  const entities = [...catalogue.entities.values()].filter(
    (entity) => gateway.stores[entity.store]?.kind !== 'rest' && (store === undefined || entity.store === store),
  );
  const found = new Map<string, string>();
  for (const profile of profiles) {
    for (const entity of entities) {
      const { open, order } = all.view(profile, profile.purpose).entity(entity.name);
      if (!open || order.by !== 'hash') continue;
      const whom = `${entitlementInWords(profile)} under \`${profile.purpose}\``;
      const made = orderIndex(gateway.stores[entity.store]?.kind).made(entity, order.salt);
      found.set(`${entity.name} ${order.salt}`, `-- ${entity.name}, for ${whom}\n${made}`);
    }
  }
  return [...found.values()];
}
