import mysql from 'mysql2/promise';
import { addressOf } from '../../postgres/address.ts';
import { tlsOf } from '../../postgres/tls.ts';
import { SourceFault, type SourceOptions } from '../port.ts';
import { faultOf } from './fault.ts';

export interface MariadbSession {
  readonly database: string;
  readonly query: (
    text: string,
    values?: readonly (string | number)[],
  ) => Promise<readonly (readonly (string | null)[])[]>;
  readonly close: () => Promise<void>;
}

/** How long to wait for a connection. */
const connectMs = 8_000;

/** One session that can only read, each of its statements within its time. @throws SourceFault */
export async function connectMariadb({ url, timeoutMs }: SourceOptions): Promise<MariadbSession> {
  const { database, ...rest } = connection(url);
  const failed = (error: unknown): never => {
    throw faultOf(error);
  };
  const client = await mysql.createConnection({ ...rest, database, connectTimeout: connectMs }).catch(failed);
  // A connection that is cut while nobody asks would otherwise end the process; the next question tells of it.
  client.on('error', () => undefined);
  const query: MariadbSession['query'] = async (text, values = []) => {
    const [rows] = await client
      .query({ sql: text, values: [...values], rowsAsArray: true, timeout: timeoutMs + 2_000 })
      .catch(failed);
    return (rows as unknown[][]).map((row) => row.map((cell) => (cell === null ? null : String(cell))));
  };
  await client.query('set session transaction read only').catch(failed);
  // MariaDB counts seconds, MySQL milliseconds; each knows only its own.
  await client
    .query(`set session max_statement_time = ${timeoutMs / 1000}`)
    .catch(() => client.query(`set session max_execution_time = ${Math.trunc(timeoutMs)}`).catch(failed));
  await client.query('start transaction read only').catch(failed);
  return { database, query, close: () => client.end().catch(() => undefined) };
}

function connection(url: string) {
  try {
    // The same address with the other name: whatever is wrong with it is said without repeating it.
    const address = addressOf({ url: url.replace(/^(?:mariadb|mysql):/, 'postgres:') });
    const { host, database, user, password } = address;
    const port = /:\d+(?:\/|$)/.test(url.replace(/^.*@/, '')) ? address.port : 3306;
    const { ca, cert, key, rejectUnauthorized } = tlsOf(address, '.') || {};
    const tls = {
      ca,
      cert,
      key,
      rejectUnauthorized: rejectUnauthorized !== false,
      verifyIdentity: address.sslmode === 'verify-full',
    };
    return {
      ...(host.startsWith('/') ? { socketPath: host } : { host, port }),
      database,
      user,
      ...(password !== undefined && { password }),
      ...(address.sslmode === 'disable' ? {} : { ssl: tls as mysql.SslOptions }),
      charset: 'utf8mb4',
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      jsonStrings: true,
      // A server may ask for a file of this machine's: it is never given one.
      flags: ['-LOCAL_FILES'],
    };
  } catch (error) {
    throw new SourceFault(
      (error instanceof Error ? error.message : 'the address cannot be read').replace(
        'postgres://',
        'mariadb:// or mysql://',
      ),
    );
  }
}
