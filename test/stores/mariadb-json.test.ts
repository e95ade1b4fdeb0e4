import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../gateway/stores/contract.ts';
import { mariadbStore } from '../../gateway/stores/mariadb.ts';
import type { Cell } from '../../schema/terms/field.ts';
import { needs } from '../fixtures/servers.ts';
import { read } from './listed.ts';
import { by, column, from, isNull, not, out, outColumn } from './tree.ts';

const missing = await needs('mariadb');
const database = `scrim_json_${randomBytes(6).toString('hex')}`;

/** Documents that come back byte for byte. */
const documents = [
  '{"a": "李雷 \\"said\\" \\\\ \\/ \\b\\f\\n\\r\\t", "😀": ["𠀀", "\\ud83d\\ude00"], "": {}}',
  '[12345678901234567890.10000000000000000001, 1E400, -0, 1e-400, 0.10, -1.50e+2, 9007199254740993]',
  '{"b":1.10, "b":\n\t2,"a":[true , false,null,[],{}]}',
  '"\\u0000\\u001f"',
  '"plain"',
  ' {"padded": 1} \n',
  '0',
  'false',
  '"null"',
  `"${'x'.repeat(70_000)}"`,
  `${'['.repeat(31)}1${']'.repeat(31)}`,
];

/** Texts that are none, some of which the server takes for it. */
const others = [
  '',
  'null',
  ' null\n',
  'nul',
  'NaN',
  '01',
  '1.',
  '1.e5',
  '.5',
  '-',
  '[-]',
  '[1.]',
  '{"a":-}',
  '+1',
  '"\\a"',
  '"\\B"',
  '"\\\\\\a"',
  '{"\\x41":1}',
  "'a'",
  '{a:1}',
  '[1,]',
  '[1 2]',
  '"\t"',
  '"a',
  '1 /* one */',
  '1\u00a0',
  '\ufeff1',
  '李雷',
];

/** Columns of other types, each with a value and its JSON. */
const natives: readonly (readonly [sql: string, literal: string, json: string])[] = [
  ['bigint unsigned', '18446744073709551615', '18446744073709551615'],
  ['decimal(40, 20)', '-12345678901234567890.10000000000000000001', '-12345678901234567890.10000000000000000001'],
  ['decimal(4, 2)', '-0.50', '-0.50'],
  ['double', '5e-324', '5e-324'],
  ['double', '-1.5e300', '-1.5e300'],
  ['float', '0.1', '0.10000000149011612'],
  ['date', "'2024-02-29'", '"2024-02-29"'],
  ['datetime(6)', "'2024-02-29 23:59:59.000001'", '"2024-02-29T23:59:59.000001Z"'],
  ['timestamp', "'2024-02-29 23:59:59'", '"2024-02-29T23:59:59.000000Z"'],
  ['uuid', "'00112233-4455-6677-8899-AABBCCDDEEFF'", '"00112233-4455-6677-8899-aabbccddeeff"'],
  ['varchar(40) character set latin1', `'{"a": "é"}'`, '{"a": "é"}'],
  ['text character set ucs2', `'["a"]'`, '["a"]'],
];

/** What anybody's parser says of a text. */
function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

describe.skipIf(missing)('JSON in a MariaDB', () => {
  const open: { writer?: mysql.Connection; store?: Store } = {};
  const exec = async (sql: string, values: readonly unknown[] = []): Promise<unknown> =>
    (await open.writer?.query(sql, [...values]))?.[0];

  beforeAll(async () => {
    open.writer = await mysql.createConnection({
      host: '127.0.0.1',
      user: 'root',
      charset: 'utf8mb4',
      multipleStatements: true,
    });
    await exec(`create database ${database} character set utf8mb4 collate utf8mb4_general_ci; use ${database};
      set session time_zone = '+00:00'`);
    open.store = mariadbStore('crm', {
      ...{ host: '127.0.0.1', port: 3306, database, user: 'root', tls: false },
      ...{ poolSize: 1, timeoutMs: 5000, connectTimeoutMs: 2000 },
    });
  });
  afterAll(async () => {
    await open.store?.close();
    await exec(`drop database ${database}`);
    await open.writer?.end();
  });

  const at = (name: string) => column('t', name, 'JSON');
  const cells = async (table: string, name = 'v'): Promise<readonly (readonly Cell[])[]> => {
    const columns = [outColumn(at(name)), out(isNull(at(name)), 'Boolean')];
    const orderBy = [by(column('t', 'id', 'key:integer'), 'key:integer')];
    const { store } = open;
    if (!store) throw new Error('there is no store');
    return read(store, store.prepare(from(database, table, 't', { columns, orderBy })), []);
  };
  const fill = async (table: string, type: string, texts: readonly (string | null)[]): Promise<void> => {
    await exec(`create or replace table ${table} (id int primary key, v ${type})`);
    await exec(`insert into ${table} values ?`, [texts.map((text, id) => [id, text])]);
  };

  test.each(['json', 'longtext', 'longtext collate utf8mb4_bin'])(
    'comes byte for byte out of a column of type %s',
    async (type) => {
      const table = `whole_${type.replaceAll(' ', '_')}`;
      await fill(table, type, [...documents, 'null', null]);
      const found = documents.map((text) => [text, false]);
      expect(await cells(table)).toEqual([...found, [null, true], [null, true]]);
    },
  );

  test('is what anybody takes for it: what only the server does is null, to the caller and to a filter', async () => {
    await fill('loose', 'longtext', [...others, '[1]']);
    expect(await cells('loose')).toEqual([...others.map(() => [null, true]), ['[1]', false]]);
    const { store } = open;
    const select = from(database, 'loose', 't', { columns: [outColumn(at('v'))], where: not(isNull(at('v'))) });
    expect(store && (await read(store, store.prepare(select), []))).toEqual([['[1]']]);
  });

  test('is, of any text, what is JSON and not null', async () => {
    const token = fc.constantFrom(
      ...[
        '[',
        ']',
        '{',
        '}',
        ',',
        ':',
        '"',
        '"a"',
        '"\\',
        '\\"',
        'u0041',
        '-',
        '.',
        '1',
        '0',
        'e',
        '+',
        '1.5',
        ' ',
        '\n',
      ],
      ...['true', 'null', '李', '😀', '\\a', '\\n', '\u0001', '{"a":', '[1,', '"\\\\'],
    );
    const some = fc.oneof(
      fc.array(token, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.array(token, { maxLength: 4 }).map((parts) => `[${parts.join('')}]`),
      fc.array(token, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`),
      fc.json({ maxDepth: 4 }).filter((text) => !/\\ud[89a-f]/i.test(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 200, maxLength: 200 }), async (texts) => {
        await fill('anything', 'longtext', texts);
        expect(await cells('anything')).toEqual(texts.map((text) => (isJson(text) ? [text, false] : [null, true])));
      }),
      { numRuns: 10 },
    );
  });

  test('deeper than the server looks, or with half a pair of surrogates, is null: that is all it withholds', async () => {
    await fill('odd', 'longtext', [`${'['.repeat(32)}${']'.repeat(32)}`, '"\\ud800"']);
    expect(await cells('odd')).toEqual([
      [null, true],
      [null, true],
    ]);
  });

  test.each(natives.map(([type, literal, json], i) => ({ type, literal, json, i })))(
    'is also made of $type',
    async ({ type, literal, json, i }) => {
      await exec(`create table native_${i} (id int primary key, v ${type} null);
      insert into native_${i} values (1, ${literal}), (2, null)`);
      expect(await cells(`native_${i}`)).toEqual([
        [json, false],
        [null, true],
      ]);
    },
  );

  test.each(['blob', 'bit', 'time'])('is never made of %s', async (type) => {
    await exec(`create table never_${type} (id int primary key, v ${type}); insert into never_${type} values (1, 1)`);
    await expect(cells(`never_${type}`)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
