import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { worldFolder } from './on-embedded.ts';
import type { Place } from './place.ts';
import { rowStatements } from './tables.ts';

/** Texts under a collation that takes many of them for equal. */
const tables = (crm: string, shop: string): string => `
create table ${crm}.people (id varchar(60) primary key, name text, mood text, birth_date date, national_id text, tel_raw text,
  email text, address text, branch text, town text, ip text, balance numeric(12, 2), code_hidden text, plain_secret text,
  referrer_id varchar(60), contact_line text generated always as (concat(tel_raw, ' ', email)) stored);
create table ${crm}.memos (id integer primary key, person_id varchar(60), kind text, agent text, text text);
create table ${crm}.vaults (id integer primary key, person_id varchar(60), grade text, contents text);
create table ${shop}.parcels (id integer primary key, person_id varchar(60), status text, total numeric(12, 2), destination text)`;

/** Databases of their own in the MariaDB that the suites share, two for each world. */
export function mariadbPlaces(): { readonly place: Place; readonly drop: () => Promise<void> } {
  const made: string[] = [];
  const exec = async (statements: Iterable<string>): Promise<void> => {
    const writer = await mysql.createConnection({
      host: '127.0.0.1',
      user: 'root',
      charset: 'utf8mb4',
      multipleStatements: true,
    });
    try {
      await writer.query("set session sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'");
      for (const statement of statements) await writer.query(statement);
    } finally {
      await writer.end();
    }
  };
  const place: Place = async (data, filled) => {
    const name = `scrim_leaks_${randomBytes(5).toString('hex')}`;
    const names = { crm: `${name}_crm`, shop: `${name}_shop` } as const;
    made.push(...Object.values(names));
    const create = Object.values(names).map((one) => `create database ${one} character set utf8mb4`);
    const placed = (sql: string): string =>
      sql.replace(/^insert into (crm|shop)\./, (_, one: keyof typeof names) => `insert into ${names[one]}.`);
    await exec([...create, tables(names.crm, names.shop), ...[...rowStatements(filled)].map(placed)]);
    return configured(data, names);
  };
  return { place, drop: () => exec(made.splice(0).map((name) => `drop database ${name}`)) };
}

function configured(data: string, { crm, shop }: { readonly crm: string; readonly shop: string }): string {
  const folder = join(data, 'config');
  mkdirSync(folder);
  const read = (file: string): string => readFileSync(join(worldFolder, file), 'utf8');
  const store = `{ kind: mariadb, url: 'mariadb://root@127.0.0.1:3306/${crm}', poolSize: 4 }`;
  writeFileSync(
    join(folder, 'gateway.yaml'),
    read('gateway.yaml').replaceAll('{ kind: pglite, database: canaries }', store),
  );
  const catalogue = read('catalogue.yaml')
    .replaceAll('table: crm.', `table: ${crm}.`)
    .replaceAll('table: shop.', `table: ${shop}.`);
  writeFileSync(join(folder, 'catalogue.yaml'), catalogue);
  cpSync(join(worldFolder, 'policy.yaml'), join(folder, 'policy.yaml'));
  return folder;
}
