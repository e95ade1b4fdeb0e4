import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWK, type JWTVerifyGetKey } from 'jose';
import { type IssuerOptions, keySet } from './options.ts';
import { IdentityRefused } from './refusal.ts';

/** The public keys of one issuer. */
export interface KeySource {
  /** @throws IdentityRefused `unknown-key`, `algorithm`, `keys-unavailable` */
  readonly resolve: JWTVerifyGetKey;
  /** Grows when the keys change: what was verified with earlier ones is not remembered any longer. */
  readonly generation: () => number;
}

export interface KeySourceSettings {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Paths of key sets are relative to it: the folder of `gateway.yaml`. */
  readonly folder?: string;
  /** The demo's own keys, by issuer; what is public of them is used. */
  readonly demoKeys?: ReadonlyMap<string, { readonly publicKey: JWK }>;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** How key sets are read by address; milliseconds. */
  readonly keySets?: Partial<KeySetBounds>;
}

interface KeySetBounds {
  /** A key set is read again after this long, so a key that was taken out is gone by then. */
  readonly freshFor: number;
  /** A key that is not in the set makes it read again, but not more often than this. */
  readonly cooldown: number;
  readonly timeout: number;
  /** After a failure the address is left alone for this long; tokens are refused meanwhile, at once. */
  readonly pause: number;
}

const usual: KeySetBounds = { freshFor: 300_000, cooldown: 30_000, timeout: 5_000, pause: 1_000 };

/** Opens the keys of an issuer. A file is read now; an address when the first token asks. */
export function keySource(options: IssuerOptions, settings: KeySourceSettings): KeySource {
  const { keys } = options;
  if (keys.from === 'address') return byAddress(keys.url, settings);
  if (keys.from === 'inline') return fixed(createLocalJWKSet(keys.keys));
  if (keys.from === 'file') return fixed(fromFile(resolvePath(settings.folder ?? '.', keys.path)));
  const own = settings.demoKeys?.get(options.issuer);
  if (!own) throw new Error(`issuer \`${options.issuer}\` is the demo's, and this is not a demo`);
  return fixed(createLocalJWKSet({ keys: [own.publicKey] }));
}

const fixed = (set: JWTVerifyGetKey): KeySource => ({ resolve: refusing(set), generation: () => 0 });

function fromFile(path: string): JWTVerifyGetKey {
  try {
    return createLocalJWKSet(keySet.parse(JSON.parse(readFileSync(path, 'utf8'))));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Error(
      missing
        ? `there is no key set at \`${path}\`: write the public keys of the issuer there, or change its \`jwks\``
        : `\`${path}\` is not a key set: it must be JSON, \`{ "keys": [ … ] }\`, with public keys (EC, RSA, OKP) only`,
    );
  }
}

function byAddress(url: string, settings: KeySourceSettings): KeySource {
  const bounds = { ...usual, ...settings.keySets };
  const fetch = watch(settings, bounds.pause);
  const set = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: bounds.freshFor,
    cooldownDuration: bounds.cooldown,
    timeoutDuration: bounds.timeout,
    [customFetch]: fetch.get,
  });
  return { resolve: refusing(set), generation: fetch.generation };
}

/** Reads a key set, says when it became another one, and leaves a failing host alone for a while. */
function watch({ clock, fetch = globalThis.fetch }: KeySourceSettings, pause: number) {
  let generation = 0;
  let print = '';
  let closedUntil = 0;
  const read = async (url: string, init: RequestInit): Promise<string> => {
    const response = await fetch(url, init);
    const text = await response.text();
    if (response.status !== 200) throw new Error('the key set was not answered with 200');
    createLocalJWKSet(JSON.parse(text));
    return text;
  };
  const get = async (url: string, init: RequestInit): Promise<Response> => {
    if (clock() < closedUntil) throw new Error('the key set could not be read a moment ago');
    try {
      const text = await read(url, init);
      const next = hash('sha256', text);
      if (next !== print) generation += 1;
      print = next;
      return new Response(text);
    } catch (error) {
      closedUntil = clock() + pause;
      throw error;
    }
  };
  return { get, generation: () => generation };
}

/** INVARIANT: no error of the library passes, since some of them carry the claims. */
const refusing =
  (set: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await set(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw new IdentityRefused('unknown-key');
      // A token that names no key among several: its issuer must set `kid`.
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw new IdentityRefused('unknown-key');
      if (error instanceof errors.JOSENotSupported) throw new IdentityRefused('algorithm');
      throw new IdentityRefused('keys-unavailable');
    }
  };
