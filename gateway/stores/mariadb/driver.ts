import type { SecureVersion } from 'node:tls';
import mysql from 'mysql2';
import type { Parameter } from '../sql/mariadb/values.ts';
import type { MariadbConnection } from './connection.ts';

export type Raw = mysql.Connection;

/** Prepared statements that a connection keeps; the server bounds those of all connections together. */
const keptStatements = 200;

const parameters: Readonly<Record<Parameter['type'], (value: string) => unknown>> = {
  text: (value) => value,
  integer: (value) =>
    value.startsWith('-') || BigInt(value) < 2n ** 63n
      ? mysql.TypedParameter.LONGLONG(value)
      : mysql.TypedParameter.LONGLONG.unsigned(value),
  decimal: (value) => mysql.TypedParameter.NEWDECIMAL(value),
  double: (value) => mysql.TypedParameter.DOUBLE(Number(value)),
};

/** TLS as the driver takes it: it checks the name of a certificate only where it is told to. */
function tlsFor({ tls }: MariadbConnection): mysql.SslOptions | undefined {
  if (tls === false) return undefined;
  const { ca, cert, key, rejectUnauthorized, checkServerIdentity } = tls;
  return {
    ...(ca === undefined ? {} : { ca: ca as Buffer }),
    ...(cert === undefined ? {} : { cert: cert as Buffer }),
    ...(key === undefined ? {} : { key: key as Buffer }),
    minVersion: 'TLSv1.2' satisfies SecureVersion,
    rejectUnauthorized: rejectUnauthorized !== false,
    verifyIdentity: checkServerIdentity === undefined,
  };
}

/** Opens a connection as it comes: it is not a session of ours yet. Errors after that are told to `onBroken`. */
export function openRaw(connection: MariadbConnection, onBroken: (error: unknown) => void): Promise<Raw> {
  const { host, port, user, password, database, connectTimeoutMs } = connection;
  const ssl = tlsFor(connection);
  return new Promise((resolve, reject) => {
    const raw = mysql.createConnection({
      ...(host.startsWith('/') ? { socketPath: host } : { host, port }),
      user,
      database,
      ...(password === undefined ? {} : { password }),
      ...(ssl ? { ssl } : {}),
      charset: 'utf8mb4_bin',
      connectTimeout: connectTimeoutMs,
      maxPreparedStatements: keptStatements,
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      jsonStrings: true,
      // A server may ask for a file of this machine's: it is never given one.
      flags: ['-LOCAL_FILES'],
      enableKeepAlive: true,
    });
    raw.on('error', (error) => {
      reject(error);
      onBroken(error);
    });
    raw.connect((error) => (error ? reject(error) : resolve(raw)));
  });
}

export interface Reading {
  readonly text: string;
  readonly parameters: readonly Parameter[];
}

/** Reads rows as arrays. @param onRow may throw: then nothing more is kept, and that is the error */
export function readRaw(
  raw: Raw,
  { text, parameters: bound }: Reading,
  onRow: (row: readonly unknown[]) => void,
): Promise<unknown[][]> {
  const values = bound.map(({ type, value }) => (value === null ? null : parameters[type](value)));
  return new Promise((resolve, reject) => {
    const rows: unknown[][] = [];
    const command = raw.execute({ sql: text, values, rowsAsArray: true });
    command.on('error', reject);
    command.on('result', (row: unknown) => {
      if (!Array.isArray(row)) return;
      rows.push(row);
      try {
        onRow(row);
      } catch (error) {
        reject(error);
      }
    });
    command.on('end', () => resolve(rows));
  });
}
