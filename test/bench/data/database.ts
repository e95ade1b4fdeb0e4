import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

const file = join(import.meta.dirname, 'build.sql');

/** The customers of a full race. */
export const usualCustomers = 100_000;

export interface Database {
  /** `postgres://…` of the database that holds the data. */
  readonly url: string;
  readonly customers: number;
  /** As the server says it: `15.20`. */
  readonly server: string;
}

export interface DatabaseOptions {
  /** `postgres://…` of any database of the server, by a role that may create databases. */
  readonly address: string;
  readonly customers: number;
  readonly progress: (text: string) => void;
}

/** The database with the data in it; built where it is not there or is not the one that the SQL describes. */
export async function openDatabase({ address, customers, progress }: DatabaseOptions): Promise<Database> {
  const name = customers === usualCustomers ? 'scrim_bench' : `scrim_bench_${customers}`;
  const sql = readFileSync(file, 'utf8');
  const mark = createHash('sha256').update(`${customers} ${sql}`).digest('hex');
  const url = new URL(address);
  url.pathname = `/${name}`;
  const [server, known] = await withClient(address, async (client) => [
    await one(client, 'show server_version'),
    await one(client, 'select shobj_description(oid, $$pg_database$$) from pg_database where datname = $1', name),
  ]);
  if (known !== mark) {
    progress(`building ${customers} customers in the database \`${name}\``);
    await withClient(address, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name} template template0 encoding 'UTF8' locale 'C'`);
    });
    await withClient(url.href, (client) => build(client, sql, customers));
    // Last, so that a build that was cut off is not taken for a whole one.
    await withClient(address, (client) => client.query(`comment on database ${name} is '${mark}'`));
  }
  return { url: url.href, customers, server: server?.split(' ')[0] ?? 'unknown' };
}

async function build(client: pg.Client, sql: string, customers: number): Promise<void> {
  await client.query(`set bench.customers = ${customers}`);
  await client.query(sql);
  // Outside of a transaction; it also marks pages as visible to all, so that no reader of the race has to.
  await client.query('vacuum analyze');
}

async function one(client: pg.Client, text: string, ...values: readonly string[]): Promise<string | undefined> {
  const { rows } = await client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array' });
  return rows[0]?.[0] ?? undefined;
}

async function withClient<T>(connectionString: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect().catch((cause: unknown) => {
    const { host } = new URL(connectionString);
    throw new Error(`there is no PostgreSQL to use at \`${host}\`: start one, or set \`BENCH_POSTGRES\``, { cause });
  });
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
