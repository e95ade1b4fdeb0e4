import mysql from 'mysql2/promise';
import { mariadbShopStatements } from '../../gateway/demo/seed/mariadb.ts';
import { onTheirWay, type Shop, scale } from './demo-on-postgres.ts';

/** A database of its own in the MariaDB that the suites share, with the shop that the demo's part of people have. */
export async function shopInMariadb(name: string): Promise<Shop & { readonly drop: () => Promise<void> }> {
  const writer = await mysql.createConnection({
    host: '127.0.0.1',
    user: 'root',
    charset: 'utf8mb4',
    multipleStatements: true,
  });
  await writer.query(`create or replace database ${name} character set utf8mb4; use ${name}`);
  for (const statement of mariadbShopStatements(scale)) await writer.query(statement);
  await writer.query(`update orders ${onTheirWay}`);
  const drop = async (): Promise<void> => {
    await writer.query(`drop database ${name}`);
    await writer.end();
  };
  const store = { kind: 'mariadb', url: `mariadb://root@127.0.0.1:3306/${name}`, poolSize: 4 };
  return { store, prefix: `${name}.`, drop };
}
