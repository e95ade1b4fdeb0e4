import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { mariadbShopStatements } from '../../gateway/demo/seed/mariadb.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { gatewayOn } from '../fixtures/gateway.ts';
import { needs } from '../fixtures/servers.ts';
import { changedDemo, folder, instead } from './cli-world.ts';

const missing = await needs('mariadb');
const database = `scrim_json_${randomBytes(6).toString('hex')}`;

/** What lies in the column, in the order of the orders: JSON of many kinds, text that is none, and nothing. */
const documents = [
  '{"a": "李雷 \\"said\\" \\\\ \\/ \\n", "😀": [1.10, 12345678901234567890.10, 1E400], "a": {}}',
  ' [true , null]\n',
  '"acme"',
  '0.10',
];
const others = ['null', '[-]', '"\\a"', 'acme', null];

describe.skipIf(missing)('JSON in a MariaDB', () => {
  const open: { writer?: mysql.Connection } = {};
  const exec = async (sql: string, values: readonly unknown[] = []): Promise<unknown> =>
    (await open.writer?.query(sql, [...values]))?.[0];

  beforeAll(async () => {
    open.writer = await mysql.createConnection({
      host: '127.0.0.1',
      user: 'root',
      charset: 'utf8mb4',
      multipleStatements: true,
    });
    await exec(`create database ${database} character set utf8mb4; use ${database}`);
    for (const statement of mariadbShopStatements(0.002)) await exec(statement);
    await exec('alter table orders modify carrier longtext; update orders set carrier = null; set sql_mode = default');
    for (const [at, text] of [...documents, ...others].entries())
      await exec('update orders set carrier = ? where id = ?', [text, at + 1]);
  });
  afterAll(async () => {
    await exec(`drop database ${database}`);
    await open.writer?.end();
  });

  test('is the same in an answer, byte for byte, and what is none is null', async () => {
    const data = await folder();
    await fillFromTemplate(data);
    const config = await changedDemo({
      'gateway.yaml': (text) =>
        text.replace(
          /^ {2}shop: \{.*\}$/m,
          `  shop: { kind: mariadb, url: 'mariadb://root@127.0.0.1:3306/${database}' }`,
        ),
      'catalogue.yaml': (text) =>
        instead(
          'total: { type: Decimal',
          'total: { type: JSON',
        )(instead('carrier: {', 'carrier: { type: JSON,')(text.replaceAll(/table: shop\./g, 'table: '))),
      // The rule on carriers of the partner compares them.
      'policy.yaml': instead(', carrier: acme }', ' }'),
    });
    const gateway = await gatewayOn(config, data);
    onTestFinished(() => gateway.running.close(1000));
    const asked = async (query: string): Promise<string> => {
      const headers = {
        authorization: `Bearer ${await gateway.token('support')}`,
        'scrim-purpose': 'customer-support',
      };
      return (await gateway.send({ query }, headers)).text();
    };
    const text = await asked('{ orders(first: 50) { nodes { total carrier } } }');
    const all = [...text.matchAll(/\{"total":(\d+\.\d\d),"carrier":/g)];
    expect(all).toHaveLength(20);
    for (const document of documents) expect(text).toContain(`,"carrier":${document}}`);
    expect(text.split(',"carrier":null}')).toHaveLength(20 - documents.length + 1);
    expect(() => JSON.parse(text)).not.toThrow();
    const some = await asked('{ orders(first: 50, filter: { carrier: { isNull: false } }) { nodes { carrier } } }');
    expect(some.match(/"carrier":/g)).toHaveLength(documents.length);
  }, 30_000);
});
