import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RootKey } from '../../plugins/pseudonyms/keyring.ts';
import { replaceWhole } from './write-once.ts';

/** What a data folder remembers of the keys it was made with: by id an HMAC of a constant, never the key. */
export interface KeyCheck {
  readonly knows: (id: string) => boolean;
  /** Throws where a key is another one than this data was made with, or all of them are; remembers those that are new. */
  readonly confirm: (keys: readonly RootKey[]) => Promise<void>;
}

const fingerprint = (secret: Uint8Array): string =>
  createHmac('sha256', secret).update('scrim v1 root key check').digest('hex');

export async function keyCheck(data: string): Promise<KeyCheck> {
  const path = join(data, 'root.key.check');
  const known = parse(await read(path), path);
  return {
    knows: (id) => known.has(id),
    confirm: async (keys) => {
      if (known.size > 0 && !keys.some(({ id }) => known.has(id))) throw new Error(lost([...known.keys()], path));
      const next = new Map(known);
      for (const { id, secret } of keys) {
        const print = fingerprint(secret);
        if (known.has(id) && known.get(id) !== print) throw new Error(changed(id, path));
        next.set(id, print);
      }
      if (next.size > known.size) await replaceWhole(path, write(next));
    },
  };
}

const changed = (id: string, path: string): string =>
  `root key \`${id}\` is not the one that this data was made with: bring the old key back, or give a new key ` +
  `a new id and put it first (\`${path}\` tells them apart)`;

const lost = (ids: readonly string[], path: string): string =>
  `no root key that is named is one that this data was made with (${ids.map((id) => `\`${id}\``).join(', ')}): name ` +
  `the old one behind the new one, since only it opens what it sealed (\`${path}\` tells them apart)`;

const write = (prints: ReadonlyMap<string, string>): string =>
  [...prints].map(([id, print]) => `${id} ${print}\n`).join('');

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function parse(text: string, path: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter(Boolean);
  if (!lines.every((line) => /^[a-z0-9]{1,8} [0-9a-f]{64}$/.test(line))) {
    throw new Error(`\`${path}\` is damaged: bring it back; it tells whether the root keys are the right ones`);
  }
  return new Map(lines.map((line) => line.split(' ') as [string, string]));
}
