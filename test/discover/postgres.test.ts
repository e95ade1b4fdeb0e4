import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../gateway/config/load.ts';
import type { Classified } from '../../plugins/classification/discover/facts.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';
import { folder, scrim } from '../flow/cli-world.ts';

const missing = await needs('postgres');
const name = `scrim_discover_${randomBytes(6).toString('hex')}`;
const reader = `${name}_reader`;
const url = postgresUrl.replace(/test$/, name);
const readerUrl = `postgres://${reader}:s3cretWord@127.0.0.1:5432/${name}`;

/** Everything a schema can be that a catalogue is not. */
const odd = `
create schema sales;
create type mood as enum ('CALM', 'LOUD');
create type odd_mood as enum ('very calm', 'loud');
create type odd_kind as enum ('Canary label', 'other');
create domain short_name as varchar(40);
create table customer (id bigint generated always as identity primary key, full_name short_name, "Geburtstag" date, email text unique,
  mood mood, odd odd_mood, tags text[], photo bytea, "order" int, "select" text, area polygon, notes text, and_ int, price numeric(10,2));
comment on column customer."Geburtstag" is '出生日期';
create table "客户地址" ("编号" int primary key, "客户编号" bigint references customer, "详细地址" varchar(200));
create table sales.orders (id uuid primary key, customer_id bigint not null references customer, total numeric, placed timestamptz);
create table sales.order_line (order_id uuid references sales.orders, line int, qty int, primary key (order_id, line));
create table no_key (a int, b text);
create table only_unique (code text not null unique, v int);
create table "strange-name!" (id int primary key);
create table visits (id bigint, at date, customer_id bigint, primary key (id, at)) partition by range (at);
create table visits_2025 partition of visits for values from ('2025-01-01') to ('2026-01-01');
create view customer_view as select id, full_name from customer;
create table wide (id int primary key, ${Array.from({ length: 900 }, (_, n) => `c${n} int`).join(', ')});
create table lockable (id int primary key, email text);
create table odd_texts (id int primary key, v text default 'Canarydefault', c text check (c <> 'Canarycheck'), k odd_kind);
comment on table odd_texts is 'ask canary@example.com';
comment on column odd_texts.v is 'Canarycomment';
create table closed_table (id int primary key, secret text);
insert into customer (full_name, email, notes) select 'Quentin Canaryname', 'canary' || n || '@example.com', 'Canarynote' from generate_series(1, 40) n;
create role ${reader} login password 's3cretWord';
grant usage on schema public, sales to ${reader};
grant select on all tables in schema public, sales to ${reader};
revoke select on closed_table from ${reader};
revoke select on customer from ${reader};
grant select (id, full_name) on customer to ${reader};
analyze;`;

async function ask(on: string, ...texts: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: on });
  await client.connect();
  for (const text of texts) await client.query(text);
  await client.end();
}

const discovered = async (...more: readonly string[]): Promise<readonly Classified[]> => {
  const { stdout, code } = await scrim(['discover', url, '--json', ...more]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as readonly Classified[];
};

describe.skipIf(missing)('a PostgreSQL that nobody here made', () => {
  beforeAll(async () => {
    await ask(postgresUrl, `create database ${name}`);
    await ask(url, odd);
  });
  afterAll(() => ask(postgresUrl, `drop database ${name} with (force)`, `drop role ${reader}`));

  test('every column is told once, tables with their schema unless it is `public`', async () => {
    const found = await discovered();
    const keys = found.map(({ table, column }) => `${table}.${column}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(
      expect.arrayContaining([
        'customer.full_name',
        'sales.orders.total',
        '客户地址.详细地址',
        'wide.c899',
        'customer_view.full_name',
      ]),
    );
    expect(keys.some((key) => key.startsWith('visits_2025'))).toBe(false);
    expect(found.find(({ column }) => column === 'Geburtstag')).toMatchObject({ semantic: 'birth-date', pii: true });
    expect(Object.keys(found[0] ?? {})).toEqual([
      'table',
      'column',
      'pii',
      'category',
      'sensitive',
      'semantic',
      'tier',
      'confidence',
      'evidence',
    ]);
  });

  test('no value of the store is in anything that is said', async () => {
    const json = await scrim(['discover', url, '--json', '--progress']);
    const draft = await scrim(['discover', url]);
    const said = json.stdout + json.stderr + draft.stdout + draft.stderr;
    expect(said).toContain('e-mail addresses');
    expect(said).not.toMatch(/canary/i);
  });

  test('a table that is locked is left without a sample, and is named; nothing waits for it long', async () => {
    const locking = new Client({ connectionString: url });
    await locking.connect();
    await locking.query('begin; lock table lockable in access exclusive mode');
    const { stderr, code } = await scrim(['discover', url, '--json', '--only', 'lock*', '--timeout', '1']);
    await locking.end();
    expect(code).toBe(0);
    expect(stderr).toContain('no values could be read in time of: "lockable"');
  });

  test('with --only the others are not there, and drift takes all', async () => {
    const found = await discovered('--only', 'sales.*', '--only', 'cust*r');
    expect([...new Set(found.map(({ table }) => table))]).toEqual(['customer', 'sales.order_line', 'sales.orders']);
    expect(await scrim(['discover', url, '--drift', '--config', '.', '--only', 'a'])).toMatchObject({ code: 2 });
  });

  test('with --no-sample no value is looked at', async () => {
    const found = await discovered('--no-sample');
    expect(found.some(({ evidence }) => evidence.some((line) => line.startsWith('values:')))).toBe(false);
  });

  test('the draft of an odd schema is a catalogue, and says what it cannot hold', async () => {
    const out = join(await folder(), 'draft');
    const { code } = await scrim(['discover', url, '--out', out, '--store', 'crm']);
    expect(code).toBe(0);
    const text = await readFile(join(out, 'catalogue.yaml'), 'utf8');
    for (const why of [
      'strange-name!',
      'customer_view',
      'sales.order_line',
      'no_key',
      'customer.photo',
      'customer.area',
    ])
      expect(text.split('entities:')[0]).toContain(why);
    const { catalogue, findings } = await loadConfiguration(out, {});
    expect(findings.filter(({ file }) => file.endsWith('catalogue.yaml'))).toEqual([]);
    const customer = catalogue?.entities.get('Customer');
    expect(customer?.subject).toEqual([]);
    expect(customer?.fields.get('fullName')).toMatchObject({ semantic: 'person-name', column: 'full_name' });
    expect(customer?.fields.get('mood')).toMatchObject({ type: 'Enum', values: ['CALM', 'LOUD'] });
    const order = catalogue?.entities.get('Order');
    expect(order).toMatchObject({ table: { schema: 'sales', name: 'orders' }, subject: ['customer'] });
    expect(catalogue?.entities.get('OnlyUnique')?.key).toEqual({ column: 'code', type: 'text' });
  });

  test('a draft never overwrites a catalogue', async () => {
    const out = await folder();
    await writeFile(join(out, 'catalogue.yaml'), 'mine');
    const { code, stderr } = await scrim(['discover', url, '--out', out]);
    expect(code).toBe(1);
    expect(stderr).toContain('is there already');
    expect(await readFile(join(out, 'catalogue.yaml'), 'utf8')).toBe('mine');
  });

  test('an account that may read some tables and columns gets those, and is told of the others', async () => {
    const { stdout, stderr, code } = await scrim(['discover', readerUrl, '--json']);
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as readonly Classified[];
    expect(found.filter(({ table }) => table === 'customer').map(({ column }) => column)).toEqual(['id', 'full_name']);
    expect(found.some(({ table }) => table === 'closed_table')).toBe(false);
    expect(stderr).toContain('closed_table');
  });

  test.each([
    [
      'a name that the server does not know',
      `postgres://${name}_none:wrongWord77@127.0.0.1:5432/${name}`,
      'does not accept this name',
    ],
    ['no such database', 'postgres://postgres:wrongWord77@127.0.0.1:5432/scrim_discover_none', 'no such database'],
    ['nobody there', 'postgres://postgres:wrongWord77@127.0.0.1:1/x', 'nothing answers there'],
    ['an address of something else', 'ftp://postgres:wrongWord77@127.0.0.1/x', 'begins with postgres://'],
    ['an address without a database', 'postgres://postgres:wrongWord77@127.0.0.1', 'needs host, database and user'],
  ])('%s is said, and the password is not', async (_, address, why) => {
    const { stdout, stderr, code } = await scrim(['discover', address, '--json']);
    expect(code).toBe(1);
    expect(stderr).toContain(why);
    expect(stdout + stderr).not.toContain('wrongWord77');
  });

  test('drift names what is new, gone and changed, and ends with 1', async () => {
    const config = join(await folder(), 'config');
    await mkdir(config);
    await scrim(['discover', url, '--out', config]);
    const except = ['--except', 'lockable'];
    const drift = ['discover', url, '--drift', '--config', config, '--json', ...except];
    // What no catalogue can hold is told beside, and is no drift.
    const { stderr, ...fresh } = await scrim(drift);
    expect(fresh).toEqual({ code: 0, stdout: '[]\n' });
    for (const outside of ['customer_view', 'no_key', 'customer.photo']) expect(stderr).toContain(`"${outside}"`);
    await ask(
      url,
      'alter table customer add mobile text',
      'alter table customer drop notes',
      'alter table customer alter price type text',
      'create table fresh (id int primary key)',
      'alter table lockable add mobile text',
      'create view fresh_view as select 1 as one',
      'drop table only_unique',
      `alter type mood add value 'NEW'`,
    );
    const { code, stdout } = await scrim(drift);
    expect(code).toBe(1);
    const found = JSON.parse(stdout) as readonly {
      change: string;
      table: string;
      column?: string;
      classified?: Classified;
    }[];
    expect(found.map(({ change, table, column }) => [change, table, column])).toEqual(
      expect.arrayContaining([
        ['new', 'customer', 'mobile'],
        ['gone', 'customer', 'notes'],
        ['changed', 'customer', 'price'],
        ['changed', 'customer', 'mood'],
        ['new', 'fresh', undefined],
        ['gone', 'only_unique', undefined],
      ]),
    );
    expect(found).toHaveLength(6);
    expect(found.find(({ column }) => column === 'mobile')?.classified).toMatchObject({ semantic: 'phone', pii: true });
  });

  test('drift without a folder is wrong usage', async () => {
    expect(await scrim(['discover', url, '--drift'])).toMatchObject({ code: 2 });
  });
});
