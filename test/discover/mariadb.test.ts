import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../gateway/config/load.ts';
import type { Classified } from '../../plugins/classification/discover/facts.ts';
import { needs } from '../fixtures/servers.ts';
import { folder, scrim } from '../flow/cli-world.ts';

const missing = await needs('mariadb');
const name = `scrim_discover_${randomBytes(6).toString('hex')}`;
const server = 'mysql://root@127.0.0.1:3306';
const url = `mariadb://root@127.0.0.1:3306/${name}`;

const odd = `
create table \`用户\` (\`编号\` int unsigned auto_increment primary key, \`姓名\` varchar(30), \`手机号\` varchar(20)) comment '用户表';
create table t_order (id bigint primary key, user_id int unsigned, amount decimal(10,2), status enum('NEW','PAID') comment '订单状态',
  receiver varchar(40), receiver_bank varchar(40), paid tinyint(1), y year, j json, b blob, \`desc\` text, note varchar(80) comment '收货人手机号码',
  constraint fk foreign key (user_id) references \`用户\` (\`编号\`)) comment '订单表';
create table pairs (a int, b int, primary key (a, b));
create view v_order as select id, receiver from t_order;
insert into t_order (id, note) select seq, concat('1541234', lpad(seq, 4, '0')) from seq_1_to_40;
insert into \`用户\` (\`姓名\`) select 'Canaryname' from seq_1_to_10;`;

async function ask(...texts: readonly string[]): Promise<void> {
  const client = await mysql.createConnection({ uri: server, multipleStatements: true });
  for (const text of texts) await client.query(text);
  await client.end();
}

describe.skipIf(missing)('a MariaDB that nobody here made', () => {
  beforeAll(() => ask(`create database ${name} character set utf8mb4`, `use ${name}; ${odd}`));
  afterAll(() => ask(`drop database ${name}`));

  test('every column is told, tables without the database of the address', async () => {
    const { stdout, code } = await scrim(['discover', url, '--json']);
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as readonly Classified[];
    const of = (table: string, column: string) => found.find((one) => one.table === table && one.column === column);
    expect(of('用户', '姓名')).toMatchObject({ pii: true, semantic: 'person-name' });
    expect(of('用户', '手机号')).toMatchObject({ pii: true, semantic: 'phone' });
    expect(of('t_order', 'receiver')).toMatchObject({ pii: true, semantic: 'person-name' });
    expect(of('t_order', 'note')).toMatchObject({ pii: true, semantic: 'phone' });
    expect(of('t_order', 'status')).toMatchObject({ pii: false, category: 'transaction' });
    expect(of('t_order', 'user_id')).toMatchObject({ pii: false, category: 'none' });
    expect(stdout).not.toMatch(/canary|1541234/i);
  });

  test('the draft is a catalogue, and says what it cannot hold', async () => {
    const out = join(await folder(), 'draft');
    expect(await scrim(['discover', url, '--out', out])).toMatchObject({ code: 0 });
    const head = (await readFile(join(out, 'catalogue.yaml'), 'utf8')).split('entities:')[0];
    for (const why of ['pairs', 'v_order', 't_order.b']) expect(head).toContain(why);
    const { catalogue, findings } = await loadConfiguration(out, {});
    expect(findings.filter(({ file }) => file.endsWith('catalogue.yaml'))).toEqual([]);
    const order = catalogue?.entities.get('TOrder');
    expect(order).toMatchObject({ table: { name: 't_order' }, subject: ['user'], key: { type: 'bigint' } });
    expect(order?.fields.get('paid')?.type).toBe('Boolean');
    expect(order?.fields.get('status')).toMatchObject({ type: 'Enum', values: ['NEW', 'PAID'] });
  });

  test('drift names what is new, gone and changed', async () => {
    const config = join(await folder(), 'config');
    await scrim(['discover', url, '--out', config]);
    const drift = ['discover', url, '--drift', '--config', config];
    expect(await scrim(drift)).toMatchObject({ code: 0, stdout: '' });
    await ask(
      `use ${name}; alter table t_order add tel varchar(20), drop column receiver_bank, modify amount varchar(20)`,
    );
    const { code, stdout } = await scrim(drift);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^new {5}t_order\.tel/m);
    expect(stdout).toMatch(/^gone {4}t_order\.receiver_bank/m);
    expect(stdout).toMatch(/^changed t_order\.amount/m);
  });

  test('nothing can be written over its session', async () => {
    const { connectMariadb } = await import('../../gateway/discover/mariadb/connect.ts');
    const session = await connectMariadb({ url, timeoutMs: 2_000 });
    await expect(session.query('delete from pairs')).rejects.toThrow('the server refuses it');
    await session.close();
  });

  test('a wrong password is not said', async () => {
    const { stderr, code } = await scrim(['discover', `mysql://nobody:wrongWord77@127.0.0.1:3306/${name}`, '--json']);
    expect(code).toBe(1);
    expect(stderr).toContain('does not accept this name');
    expect(stderr).not.toContain('wrongWord77');
  });
});
