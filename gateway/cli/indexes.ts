import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Keyring, keyring } from '../../plugins/pseudonyms/keyring.ts';
import type { Entity } from '../../schema/catalogue/catalogue.ts';
import { isUsable, loadConfiguration, type UsableConfiguration } from '../config/load.ts';
import { edition } from '../edition.ts';
import { rootKeys } from '../identify/keys.ts';
import { byCodePoint } from '../stores/sql/expressions.ts';
import { hashExpression } from '../stores/sql/hash.ts';
import { quote, quoteTable } from '../stores/sql/quote.ts';
import { printFindings } from './print-findings.ts';
import { entitlementInWords, entitlementsOf } from './profiles.ts';
import { type ExitCode, secondsOf, type Shell } from './shell.ts';

/**
 * `scrim indexes`: the indexes that rows want which are ordered by a keyed hash, as SQL. They hold the salts of their
 * recipients: whoever reads them can undo the order, so they go to the database and nowhere else.
 */
export async function runIndexes({ config }: { readonly config: string }, shell: Shell): Promise<ExitCode> {
  const configuration = await loadConfiguration(config, shell.environment);
  if (!isUsable(configuration)) {
    shell.stderr(printFindings(configuration.findings, shell.folder));
    return 1;
  }
  const ring = await ringOf(configuration, shell);
  if (typeof ring === 'string') {
    shell.stderr(`scrim: ${ring}\n`);
    return 1;
  }
  const statements = indexesOf(configuration, ring, secondsOf(shell.clock()));
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
      demo: gateway.demo,
      env: shell.environment,
      warn,
    };
    return keyring(await rootKeys(gateway.keys, place));
  } catch (error) {
    return error instanceof Error ? error.message : 'the root keys cannot be read';
  }
}

/** One index for each entity and salt, with whom it is for. @param now seconds since 1970 */
export function indexesOf({ catalogue, policy }: UsableConfiguration, ring: Keyring, now: number): readonly string[] {
  const all = edition({ catalogue, policy, keyring: ring, stores: new Map() });
  const profiles = entitlementsOf(policy, now).flatMap((one) =>
    all.purposesOf(one).map((purpose) => ({ ...one, purpose })),
  );
  const found = new Map<string, string>();
  for (const profile of profiles) {
    for (const entity of catalogue.entities.values()) {
      const { open, order } = all.view(profile, profile.purpose).entity(entity.name);
      const whom = `${entitlementInWords(profile)} under \`${profile.purpose}\``;
      if (open && order.by === 'hash') found.set(`${entity.name} ${order.salt}`, indexFor(entity, order.salt, whom));
    }
  }
  return [...found.values()];
}

function indexFor(entity: Entity, salt: string, whom: string): string {
  const expression = byCodePoint(hashExpression(`'${salt}'`, quote(entity.key.column), `key:${entity.key.type}`));
  // The name says which salt it is without telling it.
  const mark = createHash('sha256').update(`${entity.name} ${salt}`).digest('hex').slice(0, 12);
  const table = quoteTable(entity.table.schema, entity.table.name);
  return `-- ${entity.name}, for ${whom}\ncreate index concurrently if not exists ${quote(`scrim_order_${mark}`)} on ${table} ((${expression}));`;
}
