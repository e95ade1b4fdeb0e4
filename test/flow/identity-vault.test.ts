import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeyPlace, keysSection, rootKeys } from '../../gateway/identify/keys.ts';
import { selfSigned } from './self-signed.ts';
import { type VaultDouble, vaultDouble, vaultToken } from './vault-double.ts';

const secret = randomBytes(32);
let data: string;
let vault: VaultDouble;
let waited: number[];
let warned: string[];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'scrim-vault-'));
  vault = await vaultDouble();
  waited = [];
  warned = [];
  await writeFile(join(data, 'root.key.wrapped'), `${vault.wrap(secret)}\n`);
  await writeFile(join(data, 'token'), `${vaultToken}\n`);
});
afterEach(async () => {
  await vault.close();
  await rm(data, { recursive: true });
});

const place = (): KeyPlace => ({
  folder: data,
  data,
  demo: false,
  env: {},
  warn: (message) => void warned.push(message),
  wait: (ms) => Promise.resolve(void waited.push(ms)),
});

type Change = Readonly<Record<string, unknown>>;
const options = (change: Change = {}) =>
  keysSection.parse([
    {
      id: 'k1',
      vault: { address: vault.address, key: 'scrim', wrapped: 'root.key.wrapped', token: vaultToken, ...change },
    },
  ]);
const refused = async (change: Change = {}): Promise<string> => {
  const error: unknown = await rootKeys(options(change), place()).then(
    () => 'it was read',
    (thrown: unknown) => thrown,
  );
  for (const hidden of [vaultToken, secret.toString('base64'), secret.toString('hex'), 'told so'])
    expect(String(error) + warned.join()).not.toContain(hidden);
  return String(error);
};

describe('a root key that Vault unwraps', () => {
  it('is what was wrapped, whether the token is given or lies in a file', async () => {
    for (const change of [{}, { token: undefined, tokenFile: 'token' }, { namespace: 'team/one' }]) {
      const [key] = await rootKeys(options(change), place());
      expect(Buffer.from(key?.secret ?? []).equals(secret)).toBe(true);
    }
    expect(vault.asked.map(({ path }) => path)).toEqual(Array(3).fill('/v1/transit/decrypt/scrim'));
    expect(vault.asked[2]?.headers['x-vault-namespace']).toBe('team/one');
  });

  it('is asked for again, in growing pauses, from a Vault that is sealed or starts', async () => {
    vault.instead.push({ status: 503 }, { status: 503 }, { status: 429 });
    const [key] = await rootKeys(options(), place());
    expect(Buffer.from(key?.secret ?? []).equals(secret)).toBe(true);
    expect(waited).toEqual([250, 500, 1000]);
    expect(warned).toEqual([expect.stringContaining('Vault answers with 503')]);
  });

  it('stops the start where Vault stays away', async () => {
    await vault.close();
    expect(await refused({ waitMs: 1000 })).toMatch(/Vault does not answer \(ECONNREFUSED\)/);
    expect(waited).toEqual([250, 500, 1000]);
    vault = await vaultDouble();
  });

  it.each([
    [403, /refuses the token/],
    [400, /cannot open the wrapped key/],
    [404, /no transit engine or no key/],
    [307, /no redirect is followed/],
  ])('stops the start at once where it is answered with %i', async (status, why) => {
    vault.instead.push({ status, location: 'http://127.0.0.1:1/elsewhere' });
    expect(await refused()).toMatch(why);
    expect([waited, vault.asked.length]).toEqual([[], 1]);
  });

  it.each([
    ['a page', '<html>'],
    ['another JSON', '{"data":{}}'],
    ['too much', 'x'.repeat(100_000)],
  ])('is not %s that answers', async (_, body) => {
    vault.instead.push(...Array.from({ length: 9 }, () => ({ status: 200, body })));
    expect(await refused({ waitMs: 0 })).toMatch(/not Vault|TOO_LARGE/);
  });

  it('is not read where a call takes too long', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    expect(await refused({ address: `http://127.0.0.1:${port}`, timeoutMs: 100, waitMs: 0 })).toContain('TIMEOUT');
    silent.close();
  });

  it('wants a token that holds, a wrapped key, and one that this Vault wrapped', async () => {
    expect(await refused({ token: 'hvs.another' })).toMatch(/refuses the token/);
    expect(await refused({ wrapped: 'none' })).toMatch(/cannot be read from `none`/);
    expect(await refused({ token: undefined, tokenFile: 'none' })).toMatch(/the token cannot be read/);
    await writeFile(join(data, 'root.key.wrapped'), secret.toString('hex'));
    expect(await refused()).toMatch(/vault write -f -field=ciphertext transit\/datakey\/wrapped\/scrim/);
    const other = await vaultDouble();
    await writeFile(join(data, 'root.key.wrapped'), other.wrap(secret));
    await other.close();
    expect(await refused()).toMatch(/cannot open the wrapped key/);
  });

  it('is held to what the data was made with, and to be random', async () => {
    await rootKeys(options(), place());
    await writeFile(join(data, 'root.key.wrapped'), vault.wrap(randomBytes(32)));
    expect(await refused()).toMatch(/not the one that this data was made with/);
    await writeFile(join(data, 'root.key.wrapped'), vault.wrap(new Uint8Array(32)));
    expect(await refused()).toMatch(/is not random/);
  });

  it('comes over TLS from a host that is trusted, and from no other', async () => {
    const own = selfSigned(data);
    const secured = await vaultDouble(own);
    await writeFile(join(data, 'ca.pem'), own.cert);
    await writeFile(join(data, 'root.key.wrapped'), secured.wrap(secret));
    const address = secured.address;
    expect(await refused({ address, waitMs: 0 })).toMatch(/Vault does not answer \(\w+\)/);
    expect(secured.asked).toEqual([]);
    const [key] = await rootKeys(options({ address, sslrootcert: 'ca.pem' }), place());
    expect(Buffer.from(key?.secret ?? []).equals(secret)).toBe(true);
    await secured.close();
  });
});

it.each([
  ['an address that others could listen to', { address: 'http://vault.example:8200' }],
  ['no address', { address: 'vault' }],
  ['no token', { token: undefined }],
  ['two tokens', { tokenFile: 'token' }],
  ['a path for a key', { key: '../sys/seal' }],
  ['a mount that climbs', { mount: 'transit?x' }],
])('a Vault with %s is refused before it is asked', (_, change) => {
  const { success } = keysSection.safeParse([
    { id: 'k1', vault: { address: 'https://vault.example', key: 'scrim', wrapped: 'w', token: 't', ...change } },
  ]);
  expect(success).toBe(false);
});

it('a key comes from one place', () => {
  const one = { address: 'https://vault.example', key: 'scrim', wrapped: 'w', token: 't' };
  for (const also of [{ env: 'A' }, { file: 'a' }, { create: true }])
    expect(keysSection.safeParse([{ id: 'k1', vault: one, ...also }]).success).toBe(false);
});
