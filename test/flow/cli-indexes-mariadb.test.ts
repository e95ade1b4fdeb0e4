import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { indexesOf } from '../../gateway/cli/indexes.ts';
import { isUsable, loadConfiguration, type UsableConfiguration } from '../../gateway/config/load.ts';
import type { Bound, Select } from '../../gateway/statement.ts';
import { mariadbStore } from '../../gateway/stores/mariadb.ts';
import { hashIndex } from '../../gateway/stores/sql/mariadb/hash.ts';
import { keyring } from '../../plugins/pseudonyms/keyring.ts';
import type { KeyType } from '../../schema/catalogue/catalogue.ts';
import { needs } from '../fixtures/servers.ts';
import { by, column, compare, from, out, outColumn, param } from '../stores/tree.ts';
import { read } from '../stores/listed.ts';

const missing = await needs('mariadb');
const ring = keyring([{ id: 'k1', secret: Buffer.alloc(32, 7) }]);
const noon = Date.parse('2026-11-21T12:00:00Z') / 1000;
const database = `scrim_indexes_${process.pid}`;
const rows = 3000;

/** The demo with its shop in a MariaDB. */
async function demo(): Promise<UsableConfiguration> {
  const configuration = await loadConfiguration(demoFolder, {});
  if (!isUsable(configuration)) throw new Error('the demo is not usable');
  const { gateway } = configuration;
  const shop = { kind: 'mariadb', poolSize: 1, timeoutMs: 1, connectTimeoutMs: 1 } as const;
  return { ...configuration, gateway: { ...gateway, stores: { ...gateway.stores, shop } } };
}

test('an entity in MariaDB gets a column that is computed, one in PostgreSQL an index on an expression', async () => {
  const statements = indexesOf(await demo(), ring, noon);
  const about = (entity: string): readonly string[] => statements.filter((text) => text.startsWith(`-- ${entity},`));
  expect(about('Customer').every((text) => text.includes('create index concurrently'))).toBe(true);
  expect(about('Order').length).toBeGreaterThan(1);
  expect(about('Order').every((text) => text.includes('alter table `shop`.`orders` add column'))).toBe(true);
  expect(indexesOf(await demo(), ring, noon, 'shop').join('\n')).not.toContain('Customer');
  const salts = statements.map((text) => /'([0-9a-f]{64})'/.exec(text)?.[1]);
  expect(new Set(salts).size).toBe(statements.length);
});

const keys: readonly (readonly [name: string, type: KeyType, sql: string, value: string])[] = [
  ['integer', 'integer', 'int', 'cast(seq as signed) - 1500'],
  ['bigint', 'bigint', 'bigint', 'cast(seq as signed) * 4294967296 - 5000000000000'],
  ['text', 'text', 'varchar(40)', "concat('客-', seq)"],
  ['uuid of the type', 'uuid', 'uuid', "concat('00000000-0000-4000-8000-', lpad(hex(seq), 12, '0'))"],
  ['uuid in text', 'uuid', 'char(36)', "concat('0000000A-0000-4000-8000-', lpad(hex(seq), 12, '0'))"],
  ['uuid in bytes', 'uuid', 'binary(16)', "unhex(lpad(hex(seq), 32, '0'))"],
];

describe.skipIf(missing)('MariaDB', () => {
  const open: { writer?: mysql.Connection } = {};
  const exec = async (sql: string): Promise<unknown> => (await open.writer?.query(sql))?.[0];

  beforeAll(async () => {
    open.writer = await mysql.createConnection({ host: '127.0.0.1', user: 'root', multipleStatements: true });
    await exec(`create or replace database ${database} character set utf8mb4; use ${database}`);
  });
  afterAll(async () => {
    await exec(`drop database ${database}`);
    await open.writer?.end();
  });

  const connection = {
    host: '127.0.0.1',
    port: 3306,
    user: 'root',
    database,
    tls: false,
    poolSize: 1,
    timeoutMs: 10_000,
    connectTimeoutMs: 5_000,
  } as const;

  /** What is read, and how many rows the session looked at for it. */
  const looked = async (select: Select, values: readonly Bound[]) => {
    const store = mariadbStore('shop', connection);
    const handlers = async (): Promise<number> =>
      Number((await read(store, { name: 'looked', text: counters, decode: [Number] }, []))[0]?.[0]);
    const query = store.prepare(select);
    await store.read(query, values);
    const before = await handlers();
    const found = await read(store, query, values);
    const after = await handlers();
    await store.close();
    return { found, looked: after - before };
  };
  const counters =
    "select sum(variable_value) from information_schema.session_status where variable_name like 'handler_read%'";

  test.each(keys)(
    'reads a page in the keyed order of a key (%s) without looking at the whole table',
    async (_, type, sql, value) => {
      const salt = 'ab01'.repeat(16);
      await exec(
        `create or replace table t (k ${sql} primary key, note varchar(20)); insert into t select ${value}, seq from seq_1_to_${rows}; analyze table t`,
      );
      const key = column('t', 'k', `key:${type}`);
      const hash = { k: 'hash', salt: 0, of: key } as const;
      const page = from(database, 't', 't', {
        columns: [outColumn(key), out(hash, 'String')],
        where: compare(hash, '>', param(1, 'hash'), 'hash'),
        orderBy: [by(hash, 'hash')],
        limit: 2,
      });
      const asked = [salt, '8', 51];
      const plain = await looked(page, asked);
      const held = sql === 'binary(16)' ? 'bytes' : type;
      await exec(hashIndex({ schema: database, name: 't' }, { column: 'k', type: held }, salt));
      await exec('analyze table t');
      const indexed = await looked(page, asked);
      expect(plain.found).toHaveLength(51);
      expect(indexed.found).toEqual(plain.found);
      expect(plain.looked).toBeGreaterThanOrEqual(rows);
      expect(indexed.looked).toBeLessThan(200);
    },
  );
});
