import mysql from 'mysql2/promise';
import { mariadbShopStatements } from '../../demo/seed/mariadb.ts';
import { seedVersion } from '../../demo/seed/seed.ts';
import { type Address, addressOf } from '../../postgres/address.ts';
import { mariadbScheme } from '../../stores/mariadb/scheme.ts';
import { readerOf } from './reader.ts';
import { missing, ServiceMissing } from './service-missing.ts';

/** The database that the shop lies in: in the catalogue it is the schema of its tables. */
export const shopDatabase = 'scrim_demo_shop';

/** What the database is marked with, so that nobody else's is ever touched. */
const mark = `scrim demo ${seedVersion}`;

/** Makes and fills the shop's database where it is not there yet. Gives the address of a reader of it. */
export async function fillShop(url: string, password: string, progress: (text: string) => void): Promise<string> {
  const address = addressOf({ url }, mariadbScheme);
  const reader = readerOf(password);
  const place = `${address.host}:${address.port}`;
  try {
    const admin = await login(address);
    await prepare(admin, place, progress).finally(() => admin.end());
    const granting = await login(address);
    await grant(granting, reader, password).finally(() => granting.end());
  } catch (error) {
    throw missing('a MariaDB', 'SCRIM_DEMO_MARIADB', place, error);
  }
  const { host, port, sslmode } = address;
  return `mariadb://${reader}:${password}@${encodeURIComponent(host)}:${port}/${shopDatabase}?sslmode=${sslmode}`;
}

async function prepare(admin: mysql.Connection, place: string, progress: (text: string) => void): Promise<void> {
  const [rows] = await admin.query<mysql.RowDataPacket[]>(
    'select schema_comment as mark from information_schema.schemata where schema_name = ?',
    [shopDatabase],
  );
  const found = rows[0]?.['mark'] as string | undefined;
  if (found !== undefined && !found.startsWith('scrim demo')) {
    throw new ServiceMissing(`the MariaDB has a database \`${shopDatabase}\` that is not the demo's: rename it`);
  }
  if (found === mark) return;
  progress(`filling the database \`${shopDatabase}\` of the MariaDB at ${place}`);
  await admin.query(`drop database if exists ${shopDatabase}`);
  // Marked as whole only when it is: what a start that was cut short left behind is made anew.
  await admin.query(`create database ${shopDatabase} character set utf8mb4 comment 'scrim demo, not yet whole'`);
  await admin.query(`use ${shopDatabase}`);
  for (const statement of mariadbShopStatements()) await admin.query(statement);
  await admin.query(`alter database ${shopDatabase} comment '${mark}'`);
}

async function grant(admin: mysql.Connection, reader: string, password: string): Promise<void> {
  await admin.query(`create user if not exists ${reader}@'%'`);
  await admin.query(`alter user ${reader}@'%' identified by '${password}'`);
  await admin.query(`grant select on ${shopDatabase}.* to ${reader}@'%'`);
}

const login = ({ host, port, user, password, sslmode }: Address): Promise<mysql.Connection> =>
  mysql.createConnection({
    ...(host.startsWith('/') ? { socketPath: host } : { host, port }),
    user,
    ...(password === undefined ? {} : { password }),
    ...(sslmode === 'disable' ? {} : { ssl: { verifyIdentity: sslmode === 'verify-full' } }),
    charset: 'utf8mb4',
    connectTimeout: 5_000,
    multipleStatements: true,
  });
