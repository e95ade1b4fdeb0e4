import pg from 'pg';
import { crmStatements, seedVersion } from '../../demo/seed/seed.ts';
import { type Address, addressOf } from '../../postgres/address.ts';
import { tlsOf } from '../../postgres/tls.ts';
import { readerOf } from './reader.ts';
import { missing, ServiceMissing } from './service-missing.ts';

const database = 'scrim_demo';

/** What the database is marked with, so that nobody else's is ever touched. */
const mark = `scrim demo ${seedVersion}`;

/** Makes and fills the customers' database where it is not there yet. Gives the address of a reader of it. */
export async function fillCrm(url: string, password: string, progress: (text: string) => void): Promise<string> {
  const address = addressOf({ url });
  const reader = readerOf(password);
  try {
    await within(address, address.database, async (admin) => {
      await prepare(admin);
      await grantLogin(admin, reader, password);
    });
    await within(address, database, async (admin) => {
      const filled = await admin.query("select 1 from pg_namespace where nspname = 'crm'");
      if (filled.rowCount === 0) {
        progress(`filling the database \`${database}\` of the PostgreSQL at ${address.host}`);
        await admin.query(`begin; ${[...crmStatements()].join('\n')}; commit`);
      }
      await admin.query(
        `grant usage on schema crm to ${reader}; grant select on all tables in schema crm to ${reader}`,
      );
    });
  } catch (error) {
    throw missing('a PostgreSQL', 'SCRIM_DEMO_POSTGRES', `${address.host}:${address.port}`, error);
  }
  const { host, port, sslmode } = address;
  return `postgres://${reader}:${password}@${encodeURIComponent(host)}:${port}/${database}?sslmode=${sslmode}`;
}

async function prepare(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ readonly mark: string | null }>(
    "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1",
    [database],
  );
  const [found] = rows;
  if (found && !found.mark?.startsWith('scrim demo')) {
    throw new ServiceMissing(`the PostgreSQL has a database \`${database}\` that is not the demo's: rename it`);
  }
  if (found?.mark !== mark) {
    await admin.query(`drop database if exists ${database}`);
    await admin.query(`create database ${database} template template0 encoding 'UTF8'`);
    await admin.query(`comment on database ${database} is '${mark}'`);
  }
}

async function grantLogin(admin: pg.Client, reader: string, password: string): Promise<void> {
  const roles = await admin.query('select 1 from pg_roles where rolname = $1', [reader]);
  const verb = roles.rowCount === 0 ? 'create' : 'alter';
  await admin.query(`${verb} role ${reader} login nosuperuser nocreatedb nocreaterole password '${password}'`);
}

async function within(address: Address, name: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const { host, port, user, password } = address;
  const client = new pg.Client({
    host,
    port,
    user,
    database: name,
    ...(password === undefined ? {} : { password }),
    ssl: tlsOf(address, '.'),
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  await work(client).finally(() => client.end());
}
