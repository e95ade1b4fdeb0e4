import { noRows } from '../../gateway/rows.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../gateway/postgres/address.ts';
import { embeddedDatabases, openStores, storeOptions } from '../../gateway/stores/open.ts';
import type { PostgresOptions } from '../../gateway/stores/options.ts';
import type { Embedded } from '../../gateway/stores/pglite.ts';
import { tlsOf } from '../../gateway/postgres/tls.ts';

const postgres = (given: object): PostgresOptions =>
  storeOptions.parse({ kind: 'postgres', ...given }) as PostgresOptions;
const address = (url: string) => addressOf(postgres({ url }));
const problems = (given: object): string =>
  storeOptions
    .safeParse(given)
    .error?.issues.map((issue) => issue.message)
    .join('; ') ?? '';

describe('a store in gateway.yaml', () => {
  test('is an embedded database by its name, or a PostgreSQL by address or by parts', () => {
    expect(storeOptions.parse({ kind: 'pglite', database: 'demo' })).toEqual({ kind: 'pglite', database: 'demo' });
    expect(postgres({ url: 'postgres://a@b/c' })).toEqual({
      kind: 'postgres',
      url: 'postgres://a@b/c',
      poolSize: 10,
      timeoutMs: 10_000,
      connectTimeoutMs: 5_000,
      pooler: false,
    });
    expect(postgres({ host: 'db', database: 'd', user: 'u', port: 5433 })).toMatchObject({ host: 'db', port: 5433 });
  });

  test.each([
    [{ kind: 'mysql' }, /Invalid/],
    [{ kind: 'mariadb' }, /give either `url`, or `host`/],
    [{ kind: 'mariadb', url: 'mariadb://a@b/c', password: 'pass-w0rd' }, /are in the `url`/],
    [{ kind: 'pglite', database: '../elsewhere' }, /use 1 to 63 of a-z/],
    [{ kind: 'pglite', database: 'demo', url: 'x' }, /Unrecognized key/],
    [{ kind: 'postgres' }, /give either `url`, or `host`/],
    [{ kind: 'postgres', url: 'postgres://a@b/c', host: 'b' }, /give either `url`, or `host`/],
    [{ kind: 'postgres', url: 'postgres://a@b/c', password: 'pass-w0rd' }, /are in the `url`/],
    [{ kind: 'postgres', host: 'b', user: 'u' }, /give `database` and `user`/],
    [{ kind: 'postgres', url: 'postgres://a@b/c', sslcert: 'x.pem' }, /`sslcert` and `sslkey` together/],
    [{ kind: 'postgres', url: 'postgres://a@b/c', sslmode: 'perhaps' }, /Invalid/],
  ])('is refused where it is wrong: %j', (given, text) => {
    expect(problems(given)).toMatch(text);
    expect(problems(given)).not.toContain('pass-w0rd');
  });
});

describe('an address', () => {
  test('is read part by part, escapes undone', () => {
    expect(
      address('postgresql://na%40me:p%2Fw%3A@db.example:6543/my%20db?sslmode=verify-ca&sslrootcert=ca.pem'),
    ).toEqual({
      host: 'db.example',
      port: 6543,
      database: 'my db',
      user: 'na@me',
      password: 'p/w:',
      sslmode: 'verify-ca',
      sslrootcert: 'ca.pem',
    });
    expect(address('postgres://u@[::1]/d')).toMatchObject({ host: '::1', port: 5432, sslmode: 'disable' });
    expect(address('postgres://u@localhost/d?host=/var/run/postgresql')).toMatchObject({
      host: '/var/run/postgresql',
      sslmode: 'disable',
    });
  });

  test('away from this machine is encrypted and checked unless it says otherwise', () => {
    expect(address('postgres://u@db.example/d').sslmode).toBe('verify-full');
    expect(address('postgres://u@127.0.0.1.example/d').sslmode).toBe('verify-full');
    expect(address('postgres://u@127.0.0.1/d').sslmode).toBe('disable');
    expect(address('postgres://u@db.example/d?sslmode=disable').sslmode).toBe('disable');
    expect(addressOf(postgres({ url: 'postgres://u@db.example/d?sslmode=disable', sslmode: 'require' })).sslmode).toBe(
      'require',
    );
  });

  test.each([
    'mysql://u:pass-w0rd@h/d',
    'postgres://u:pass-w0rd@h:port/d',
    'postgres://u:pass-w0rd@h',
    'postgres://:pass-w0rd@h/d',
    'postgres://u:pass-w0rd@h/d?sslmode=no',
    'postgres://u:pass-w0rd@h/d?options=-c',
    'postgres://u:pass-w0rd%@h/d',
    'pass-w0rd',
  ])('that is wrong is refused without being repeated', (url) => {
    expect(() => address(url)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('pass-w0rd') }));
  });
});

test('each sslmode asks for as much as libpq’s', () => {
  const base = mkdtempSync(join(tmpdir(), 'scrim-tls-'));
  writeFileSync(join(base, 'ca.pem'), 'CA');
  const tls = (query: string) => tlsOf(address(`postgres://u@db.example/d?${query}`), base);
  expect(tls('sslmode=disable')).toBe(false);
  expect(tls('sslmode=require')).toMatchObject({ rejectUnauthorized: false });
  expect(tls('sslmode=require&sslrootcert=ca.pem')).toMatchObject({
    rejectUnauthorized: true,
    ca: Buffer.from('CA'),
    checkServerIdentity: expect.any(Function),
  });
  expect(tls('sslmode=verify-ca')).toMatchObject({
    rejectUnauthorized: true,
    checkServerIdentity: expect.any(Function),
  });
  for (const mode of ['allow', 'prefer'])
    expect(tls(`sslmode=${mode}&sslrootcert=ca.pem`)).toMatchObject({ rejectUnauthorized: false });
  expect(tls('sslmode=verify-full')).toEqual({ rejectUnauthorized: true });
  expect(() => tls('sslrootcert=missing.pem')).toThrow('missing.pem');
  rmSync(base, { recursive: true });
});

test('stores are opened by name, each by its kind; those of one embedded database share it', async () => {
  const options = {
    crm: storeOptions.parse({ kind: 'pglite', database: 'demo' }),
    shop: storeOptions.parse({ kind: 'pglite', database: 'demo' }),
    erp: postgres({ url: 'postgres://u@127.0.0.1:1/d' }),
  };
  const asked: string[] = [];
  const embedded = (database: string): Embedded => {
    asked.push(database);
    return {
      store: (name) => ({ ...none, name }),
      exec: async () => undefined,
      load: async () => undefined,
      close: async () => undefined,
    };
  };
  expect(embeddedDatabases(options)).toEqual(['demo']);
  const stores = openStores(options, { base: '.', embedded, now: () => 0 });
  expect([...stores].map(([key, { name }]) => [key, name])).toEqual([
    ['crm', 'crm'],
    ['shop', 'shop'],
    ['erp', 'erp'],
  ]);
  expect(asked).toEqual(['demo', 'demo']);
  await expect(stores.get('erp')?.ready()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await stores.get('erp')?.close();
});

const none = {
  nests: false,
  prepare: () => ({ name: '', text: '', decode: [] }),
  read: async () => noRows,
  ready: async () => undefined,
  close: async () => undefined,
};
