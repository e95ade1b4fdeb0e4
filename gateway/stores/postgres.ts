import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import type { Bound, Row } from '../statement.ts';
import type { Query, Store } from './contract.ts';
import { decodeRows } from './decode.ts';
import { answerOf, faultOf, type OnFault, sessionRefused } from './faults.ts';
import { checkSession, startOptions } from './session.ts';
import { lower } from './sql/postgres.ts';
import { encode } from './sql/values.ts';

export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  readonly tls: ConnectionOptions | false;
  readonly poolSize: number;
  /** How long a statement may take. */
  readonly timeoutMs: number;
  /** How long to wait for a connection, an old or a new one. */
  readonly connectTimeoutMs: number;
  readonly onFault?: OnFault;
}

/** After so many different statements a connection is renewed: the server keeps each one that was prepared on it. */
const statementsPerConnection = 500;

/** How much later than the server the client gives up: then the network or the server is stuck. */
const graceMs = 1000;

/** A store in PostgreSQL 14 or later, read over a pool of read-only sessions. */
export function postgresStore(name: string, connection: PostgresConnection): Store {
  const fail = (error: unknown): never => {
    const fault = faultOf(name, error);
    connection.onFault?.(fault);
    throw answerOf(fault);
  };
  const pool = openPool(connection);
  pool.on('error', (error) => connection.onFault?.(faultOf(name, error)));
  const prepared = new WeakMap<pg.PoolClient, Set<string>>();

  const ask = async (query: Query, values: readonly (string | null)[], named: boolean): Promise<readonly Row[]> => {
    const client = await pool.connect();
    const known = prepared.get(client) ?? new Set();
    prepared.set(client, known.add(query.name));
    const name = named ? { name: query.name } : {};
    try {
      const result = await client.query<unknown[]>({
        ...name,
        text: query.text,
        values: [...values],
        rowMode: 'array',
        types: raw,
      });
      client.release(known.size >= statementsPerConnection);
      return decodeRows(query, result.rows);
    } catch (error) {
      // A session that answered with an error of SQL is sound, save where it holds an outdated statement; any other is
      // thrown away.
      client.release(!(error instanceof pg.DatabaseError) || isPassing(error));
      throw error;
    }
  };

  return Object.freeze({
    name,
    prepare: lower,
    read: (query: Query, values: readonly Bound[]) => {
      const encoded = values.map(encode);
      return ask(query, encoded, true)
        .catch((error: unknown) => (isPassing(error) ? ask(query, encoded, false) : Promise.reject(error)))
        .catch(fail);
    },
    ready: () => pool.query('select').then(() => undefined, fail),
    close: () => pool.end(),
  });
}

/**
 * What is over with a new session: an idle connection was cut (a restart of the server), or the tables behind a
 * prepared
 * statement changed. A read may be asked again, and is, once.
 */
const isPassing = (error: unknown): boolean => {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return passing.has(code ?? '') || message === 'Connection terminated unexpectedly';
};

const passing: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', '57P01', '0A000', '26000']);

/** Cells as the text that the server sent. */
const raw = { getTypeParser: () => (cell: unknown) => cell } as unknown as pg.CustomTypesConfig;

function openPool(connection: PostgresConnection): pg.Pool {
  const { host, port, database, user, password, tls, poolSize, timeoutMs, connectTimeoutMs } = connection;
  return new pg.Pool({
    host,
    port,
    database,
    user,
    ...(password === undefined ? {} : { password }),
    ssl: tls,
    max: poolSize,
    options: startOptions({ statement_timeout: String(timeoutMs) }),
    query_timeout: timeoutMs + graceMs,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'scrim',
    keepAlive: true,
    onConnect: verifySession,
  });
}

/** INVARIANT: no statement is sent over a session that could write. */
async function verifySession(client: pg.ClientBase): Promise<void> {
  // A connection that is cut after it was given up tells so once more; unheard, that would end the process.
  client.on('error', () => undefined);
  const { rows } = await client.query<[boolean]>({ text: checkSession, rowMode: 'array' });
  if (rows[0]?.[0] !== true) throw new Error(sessionRefused);
}
