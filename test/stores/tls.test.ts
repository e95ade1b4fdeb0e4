import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoreFault } from '../../gateway/stores/faults.ts';
import { openStores, storeOptions } from '../../gateway/stores/open.ts';
import type { Embedded } from '../../gateway/stores/pglite.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { certify, ownServer, type Server } from './server.ts';

const own = await ownServer();

const encrypted = {
  name: 'tls',
  text: 'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
  decode: [(cell: unknown) => cell === 't'],
};

describe.runIf(own)('a PostgreSQL that speaks TLS, or does not', () => {
  const server = own as Server;
  let authority = '';
  const rules = (lines: readonly string[]): void => {
    writeFileSync(join(server.folder, 'pg_hba.conf'), lines.map((line) => `${line}\n`).join(''));
    server.stop();
    server.start();
  };
  beforeAll(() => server.start(), 30_000);
  afterAll(() => {
    server.stop();
    server.remove();
  });

  /** Whether the session is encrypted, or the fault that kept it from being one. */
  const asked = async (sslmode: string, more: object = {}, times = 1): Promise<unknown> => {
    const faults: StoreFault[] = [];
    const address = { kind: 'postgres', host: '127.0.0.1', port: server.port, database: 'postgres', user: 'postgres' };
    const options = storeOptions.parse({ ...address, sslmode, connectTimeoutMs: 2_000, ...more });
    const embedded = (): Embedded => {
      throw new Error('there is none');
    };
    const stores = openStores(
      { crm: options },
      { base: '/', embedded, now: () => performance.now(), onFault: (fault) => void faults.push(fault) },
    );
    const store = stores.get('crm');
    const read = (): Promise<unknown> =>
      store?.read(encrypted, []).then(
        (rows) => rows.cell(0, 0),
        () => faults.at(-1)?.state,
      ) ?? Promise.resolve('no store');
    const answers = await Promise.all(Array.from({ length: times }, read));
    await store?.close();
    expect(new Set(answers).size).toBe(1);
    return answers[0];
  };

  test('without TLS it is read in clear where that is allowed, and not at all where it is not', async () => {
    expect(await asked('disable')).toBe(false);
    expect(await asked('allow')).toBe(false);
    expect(await asked('prefer', {}, 5)).toBe(false);
    for (const mode of ['require', 'verify-ca', 'verify-full']) expect(await asked(mode)).toBe('TLS_NOT_SUPPORTED');
  });

  test('with TLS `prefer` takes it, `allow` only where it must, `disable` never', async () => {
    authority = certify(server, 'localhost');
    rules(['host all all 127.0.0.1/32 trust']);
    expect(await asked('disable')).toBe(false);
    expect(await asked('allow')).toBe(false);
    for (const mode of ['prefer', 'require']) expect(await asked(mode)).toBe(true);
    rules(['hostssl all all 127.0.0.1/32 trust']);
    expect(await asked('disable')).toBe('28000');
    expect(await asked('allow', {}, 5)).toBe(true);
    rules(['hostnossl all all 127.0.0.1/32 trust']);
    expect(await asked('prefer', {}, 5)).toBe(false);
    expect(await asked('require')).toBe('28000');
  }, 30_000);

  test('its certificate is looked at as far as the mode says', async () => {
    rules(['host all all 127.0.0.1/32 trust']);
    expect(await asked('prefer', { sslrootcert: authority })).toBe(true);
    expect(await asked('verify-ca', { sslrootcert: authority })).toBe(true);
    expect(await asked('verify-full', { sslrootcert: authority, host: 'localhost' })).toBe(true);
    expect(await asked('verify-full', { sslrootcert: authority })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await asked('verify-ca')).not.toBe(true);
  }, 30_000);
});

test('a ledger leaves it to nobody whether it is encrypted', () => {
  const open = (): unknown => pgClient({ url: 'postgres://u@db.example/d?sslmode=prefer', onFault: () => undefined });
  expect(open).toThrow('`sslmode=prefer` leaves to others whether the ledger is encrypted');
});
