import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { mariadbStore } from '../../gateway/stores/mariadb.ts';
import { needs } from '../fixtures/servers.ts';
import { storeContract } from './contract.ts';
import { mariadbWorld } from './mariadb-world.ts';

const shared = {
  host: '127.0.0.1',
  port: 3306,
  database: 'information_schema',
  user: 'root',
  tls: false,
  poolSize: 4,
  timeoutMs: 1000,
  connectTimeoutMs: 2000,
} as const;

const there = (await needs('mariadb')) === undefined;

if (there) {
  const open = async () => {
    const faults: unknown[] = [];
    const writer = await mysql.createConnection({
      host: shared.host,
      user: 'root',
      charset: 'utf8mb4',
      multipleStatements: true,
    });
    const store = mariadbStore('crm', { ...shared, onFault: (fault) => faults.push(fault) });
    return {
      store,
      faults,
      exec: (sql: string) => writer.query(sql).then(() => undefined),
      close: () => Promise.all([store.close(), writer.end()]).then(() => undefined),
    };
  };
  storeContract('MariaDB', `scrim s ${randomBytes(6).toString('hex')} odd`, open, mariadbWorld);
}
