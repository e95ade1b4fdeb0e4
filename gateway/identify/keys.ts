import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { RootKey } from '../../plugins/pseudonyms/keyring.ts';
import { keyCheck } from './key-check.ts';
import { makeSecret, parseSecret } from './secret.ts';
import { vaultOptions } from './vault/options.ts';
import { unwrap } from './vault/unwrap.ts';
import { writeOnce } from './write-once.ts';

const sources = (key: { readonly file?: unknown; readonly env?: unknown; readonly vault?: unknown }): number =>
  [key.file, key.env, key.vault].filter((one) => one !== undefined).length;

const keyOptions = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]{1,8}$/, 'must be 1 to 8 characters of a-z and 0-9'),
    file: z.string().min(1).optional().describe('The path of a file that holds the key.'),
    env: z.string().min(1).optional().describe('The environment variable that holds the key.'),
    vault: vaultOptions.optional().describe('A transit engine of Vault that unwraps the key.'),
    create: z.boolean().optional().describe('In the demo: make the key where there is none; `file` may be left out.'),
  })
  .refine((key) => sources(key) <= 1, 'needs one of `file`, `env` and `vault`, not several')
  .refine((key) => sources(key) === 1 || key.create === true, 'needs `file`, `env` or `vault`')
  .refine((key) => !(key.create && (key.env !== undefined || key.vault)), '`create` needs a `file`');

export type KeyOptions = z.infer<typeof keyOptions>;

/** The `keys` of `gateway.yaml`: the first is current, the others only open what they once sealed. */
export const keysSection = z
  .array(keyOptions)
  .min(1, 'there is no root key: name one')
  .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, 'two keys have one `id`');

export interface KeyPlace {
  /** Paths are relative to it: the folder of `gateway.yaml`. */
  readonly folder: string;
  /** The data folder: what the keys sealed lies here, and with it `root.key.check`. */
  readonly data: string;
  readonly demo: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (message: string) => void;
  /** Between two attempts to reach a Vault; a timer where it is left out. */
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * Reads the root keys. It throws, with what to do, where one is missing, is no key, or is not the one that this data
 * was made with.
 */
export async function rootKeys(options: readonly KeyOptions[], place: KeyPlace): Promise<readonly RootKey[]> {
  const check = await keyCheck(place.data);
  const keys: RootKey[] = [];
  for (const key of options) {
    const known = check.knows(key.id);
    const text = await textOf(key, place, known);
    keys.push({ id: key.id, secret: parseSecret(text, whereOf(key, place)) });
  }
  await check.confirm(keys);
  return keys;
}

const textOf = async (key: KeyOptions, place: KeyPlace, known: boolean): Promise<string> => {
  if (key.vault) return unwrap(key.id, key.vault, { ...place, wait: place.wait ?? setTimeout });
  return key.env === undefined ? fromFile(key, place, known) : fromEnv(key, key.env, place);
};

const pathOf = (key: KeyOptions, place: KeyPlace): string =>
  key.file === undefined ? join(place.data, 'root.key') : resolve(place.folder, key.file);

const whereOf = (key: KeyOptions, place: KeyPlace): string =>
  key.vault
    ? `root key \`${key.id}\` as \`${key.vault.key}\` of Vault unwraps it`
    : `root key \`${key.id}\` in \`${key.env ?? pathOf(key, place)}\``;

function fromEnv(key: KeyOptions, name: string, place: KeyPlace): string {
  const value = place.env[name]?.trim();
  if (value) return value;
  throw new Error(`there is no root key \`${key.id}\`: set \`${name}\` to what \`openssl rand -hex 32\` prints`);
}

async function fromFile(key: KeyOptions, place: KeyPlace, known: boolean): Promise<string> {
  const path = pathOf(key, place);
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) place.warn(`others can read root key \`${key.id}\`: run \`chmod 600 ${path}\``);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw new Error(`root key \`${key.id}\` cannot be read from \`${path}\`: make it readable for this process`);
    }
  }
  // A new key would not open what the lost one sealed, and nobody would notice before somebody asks for it.
  if (known) throw new Error(`root key \`${key.id}\` is lost: bring \`${path}\` back, since only it opens this data`);
  if (!key.create || !place.demo) {
    throw new Error(`there is no root key \`${key.id}\`: write it with \`umask 077; openssl rand -hex 32 > ${path}\``);
  }
  await writeOnce(path, `${makeSecret()}\n`);
  return readFile(path, 'utf8');
}
