import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf } from '../../gateway/postgres/address.ts';
import type { Query, Store } from '../../gateway/stores/contract.ts';
import { type MariadbConnection, mariadbStore } from '../../gateway/stores/mariadb.ts';
import { mariadbScheme } from '../../gateway/stores/mariadb/scheme.ts';
import { mariadbTls } from '../../gateway/stores/mariadb/tls.ts';
import { openStores, storeOptions } from '../../gateway/stores/open.ts';
import { needs } from '../fixtures/servers.ts';
import { read as rowsOf } from './listed.ts';
import { ownMariadb } from './mariadb-server.ts';

const own = await ownMariadb();
if (!own) await needs('mariadb-programs');

const faults: { readonly kind: string; readonly state: string }[] = [];
const connection = (more: Partial<MariadbConnection> = {}): MariadbConnection => ({
  host: '127.0.0.1',
  port: own?.port ?? 1,
  database: 'd',
  user: 'root',
  tls: false,
  poolSize: 4,
  timeoutMs: 1000,
  connectTimeoutMs: 2000,
  onFault: (fault) => void faults.push(fault),
  ...more,
});

const raw = (text: string): Query => ({ name: text, text, decode: [(cell) => String(cell)] });
const cipher = raw(
  "select variable_value <> '' from information_schema.session_status where variable_name = 'Ssl_cipher'",
);
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (rows) => rows,
    (error: unknown) => (error as { readonly code: string }).code,
  );

describe.runIf(own)('a MariaDB that speaks TLS, or does not,', () => {
  if (!own) return;
  beforeAll(async () => {
    await own.start('--skip-ssl');
    await own.exec('create database d; use d; create table people (name varchar(40))');
  }, 60_000);
  afterAll(async () => {
    await own.stop();
    own.remove();
  });

  test('is spoken with under TLS as far as `prefer` and `allow` say, and it can', async () => {
    const ask = async (sslmode: string, user = 'root'): Promise<unknown> => {
      const url = `mariadb://${user}@127.0.0.1:${own.port}/d?sslmode=${sslmode}`;
      const embedded = (): never => {
        throw new Error('there is none');
      };
      const store = openStores(
        { crm: storeOptions.parse({ kind: 'mariadb', url }) },
        { base: '/', embedded, now: () => performance.now(), onFault: (fault) => void faults.push(fault) },
      ).get('crm');
      const looked = store?.inspect?.([{ name: 'people' }]).then(({ tables }) => tables.length);
      const [one, two] = await Promise.all([
        outcome(rowsOf(store as Store, cipher, [])),
        outcome(looked ?? Promise.reject()),
      ]);
      await store?.close();
      return two === 1 ? one : two;
    };
    await own.exec(`create user sealed@'%' identified by 'x' require ssl; grant select on d.* to sealed@'%'`);
    for (const mode of ['disable', 'allow', 'prefer']) expect(await ask(mode)).toEqual([['0']]);
    expect(await ask('require')).toBe('STORE_UNAVAILABLE');
    certify(own.home, 'localhost');
    await own.stop();
    await own.start(`--ssl-cert=${join(own.home, 'server.crt')}`, `--ssl-key=${join(own.home, 'server.key')}`);
    for (const mode of ['disable', 'allow']) expect(await ask(mode)).toEqual([['0']]);
    for (const mode of ['prefer', 'require']) expect(await ask(mode)).toEqual([['1']]);
    expect(await ask('disable', 'sealed:x')).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'unavailable', state: 'ER_ACCESS_DENIED_ERROR' });
    for (const mode of ['allow', 'prefer']) expect(await ask(mode, 'sealed:x')).toEqual([['1']]);
  }, 60_000);

  test('shows its certificate, and each sslmode checks as much of it as it says', async () => {
    const ca = certify(own.home, 'localhost');
    await own.stop();
    await own.start(`--ssl-cert=${join(own.home, 'server.crt')}`, `--ssl-key=${join(own.home, 'server.key')}`);
    const ask = async (host: string, sslmode: string, root?: string): Promise<unknown> => {
      const url = `mariadb://root@${host}:${own.port}/d?sslmode=${sslmode}${root ? `&sslrootcert=${root}` : ''}`;
      const address = addressOf({ url }, mariadbScheme);
      const store = mariadbStore(
        'crm',
        connection({ host, tls: mariadbTls(address, '/')[0] as MariadbConnection['tls'] }),
      );
      return outcome(rowsOf(store, cipher, [])).finally(() => store.close());
    };
    expect(await ask('localhost', 'verify-full', ca)).toEqual([['1']]);
    expect(await ask('127.0.0.1', 'verify-ca', ca)).toEqual([['1']]);
    expect(await ask('127.0.0.1', 'require')).toEqual([['1']]);
    expect(await ask('127.0.0.1', 'disable')).toEqual([['0']]);
    expect(await ask('localhost', 'verify-full')).toBe('STORE_UNAVAILABLE');
    expect(await ask('127.0.0.1', 'verify-ca')).toBe('STORE_UNAVAILABLE');
    await expect(ask('127.0.0.1', 'verify-full', ca)).rejects.toThrow('by its name');
    // A certificate of another name.
    const other = certify(own.home, 'elsewhere.example');
    await own.stop();
    await own.start(`--ssl-cert=${join(own.home, 'server.crt')}`, `--ssl-key=${join(own.home, 'server.key')}`);
    expect(await ask('localhost', 'verify-ca', other)).toEqual([['1']]);
    expect(await ask('localhost', 'verify-full', other)).toBe('STORE_UNAVAILABLE');
  }, 60_000);
});

/** A certificate for a name by an authority of the test's own, whose certificate's file it returns. */
function certify(folder: string, host: string): string {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore', cwd: folder });
  };
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '1',
    '-subj',
    '/CN=scrim test authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  );
  openssl(
    'req',
    ...key,
    '-subj',
    `/CN=${host}`,
    '-addext',
    `subjectAltName=DNS:${host}`,
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  );
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy', '-days', '1'];
  openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.crt');
  return join(folder, 'ca.crt');
}
