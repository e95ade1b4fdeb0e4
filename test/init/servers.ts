import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { Client } from 'pg';
import { postgresUrl } from '../fixtures/servers.ts';
import { shopRows, shopTables } from './shop.ts';

/** A database of a suite's own with the invented shop in it, and an account that can only select. */
export interface Shop {
  /** The reader's address, with its password. */
  readonly url: string;
  readonly password: string;
  /** All that is in it, to see whether anything changed. */
  readonly whole: () => Promise<string>;
  readonly drop: () => Promise<void>;
}

const password = 'Pass-word-4711';
const fresh = (): string => `scrim_init_${randomBytes(6).toString('hex')}`;
const tables = ['clients', 'purchases', 'settings'];

export async function postgresShop(): Promise<Shop> {
  const name = fresh();
  const url = postgresUrl.replace(/test$/, name);
  const ask = async (on: string, ...texts: readonly string[]): Promise<readonly unknown[]> => {
    const client = new Client({ connectionString: on });
    await client.connect();
    const found: unknown[] = [];
    for (const text of texts) found.push((await client.query(text)).rows);
    await client.end();
    return found;
  };
  await ask(postgresUrl, `create database ${name}`, `create role ${name} login password '${password}'`);
  await ask(url, ...shopTables, ...shopRows, `grant select on all tables in schema public to ${name}`);
  const known = 'select table_schema, table_name from information_schema.tables order by 1, 2';
  return {
    url: `postgres://${name}:${password}@127.0.0.1:5432/${name}`,
    password,
    whole: async () => JSON.stringify(await ask(url, known, ...tables.map((table) => `select * from ${table}`))),
    drop: async () => void (await ask(postgresUrl, `drop database ${name} with (force)`, `drop role ${name}`)),
  };
}

export async function mariadbShop(): Promise<Shop> {
  const name = fresh();
  const ask = async (...texts: readonly string[]): Promise<readonly unknown[]> => {
    const client = await mysql.createConnection({ uri: 'mysql://root@127.0.0.1:3306' });
    const found: unknown[] = [];
    for (const text of texts) found.push((await client.query(text))[0]);
    await client.end();
    return found;
  };
  await ask(`create database ${name} character set utf8mb4`, `use ${name}`, ...shopTables, ...shopRows);
  await ask(`create user ${name}@'%' identified by '${password}'`, `grant select on ${name}.* to ${name}@'%'`);
  const known = `select table_name from information_schema.tables where table_schema = '${name}' order by 1`;
  return {
    url: `mariadb://${name}:${password}@127.0.0.1:3306/${name}`,
    password,
    whole: async () => JSON.stringify(await ask(known, ...tables.map((table) => `select * from ${name}.${table}`))),
    drop: async () => void (await ask(`drop database ${name}`, `drop user ${name}@'%'`)),
  };
}
