import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { indexesOf } from '../../gateway/cli/indexes.ts';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { isUsable, loadConfiguration } from '../../gateway/config/load.ts';
import { edition } from '../../gateway/edition.ts';
import type { Select } from '../../gateway/statement.ts';
import { lower } from '../../gateway/stores/sql/postgres.ts';
import { keyring } from '../../plugins/pseudonyms/keyring.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';
import { folder, scrim } from './cli-world.ts';

const ring = keyring([{ id: 'k1', secret: Buffer.alloc(32, 7) }]);
const noon = Date.parse('2026-11-21T12:00:00Z') / 1000;

async function demo() {
  const configuration = await loadConfiguration(demoFolder, {});
  if (!isUsable(configuration)) throw new Error('the demo is not usable');
  return configuration;
}

const missing = await needs('postgres');

describe('scrim indexes', () => {
  test('prints one index for each keyed order, and says that they are secret', async () => {
    const said = await scrim(['indexes'], { SCRIM_DATA: await folder() });
    expect(said.code).toBe(0);
    expect(said.stdout).toContain('-- Order, for partner `acme` under `parcel-delivery`');
    expect(said.stdout).toContain('-- Customer, for role `analyst` under `analytics`');
    expect(said.stderr).toContain('as secret as the root key');
  });

  test('gives no two recipients one salt, and has none for who sees ids in clear', async () => {
    const statements = indexesOf(await demo(), ring, noon);
    const salts = statements.map((text) => /decode\('([0-9a-f]{64})'/.exec(text)?.[1]);
    expect(new Set(salts).size).toBe(statements.length);
    expect(statements.some((text) => text.includes('support'))).toBe(false);
  });

  test.skipIf(missing)('makes PostgreSQL read a page in the keyed order without sorting the table', async () => {
    const configuration = await demo();
    const profile = { roles: ['analyst'], purpose: 'analytics' };
    const view = edition({ ...configuration, keyring: ring, stores: new Map() })
      .view(profile, profile.purpose)
      .entity('Customer');
    if (view.order.by !== 'hash') throw new Error('the analyst sees ids in clear');
    const key = { k: 'column', alias: 't', column: 'id', type: 'key:integer' } as const;
    const select: Select = {
      from: { alias: 't', schema: 'keyed_orders', table: 'customers' },
      joins: [],
      columns: [{ expr: key, type: key.type }],
      where: { k: 'and', of: [] },
      orderBy: [{ expr: { k: 'hash', salt: 0, of: key }, type: 'hash', direction: 'asc' }],
      limit: 1,
    };
    const index = indexesOf(configuration, ring, noon)
      .find((text) => text.startsWith('-- Customer, for role `analyst`'))
      ?.replace('"crm"."customers"', '"keyed_orders"."customers"')
      .replace('concurrently', '');
    const client = new pg.Client(postgresUrl);
    await client.connect();
    try {
      await client.query('begin; create schema keyed_orders; create table keyed_orders.customers (id int primary key)');
      await client.query(
        'insert into keyed_orders.customers select generate_series(1, 20000); analyze keyed_orders.customers',
      );
      const { salt } = view.order;
      const plan = async (): Promise<string> => {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${lower(select).text}`, [salt, 51]);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      };
      expect(await plan()).toContain('Sort');
      await client.query(index ?? '');
      await client.query('analyze keyed_orders.customers');
      const indexed = await plan();
      expect(indexed).toContain('Index');
      expect(indexed).not.toContain('Sort');
    } finally {
      await client.query('rollback');
      await client.end();
    }
  });
});
