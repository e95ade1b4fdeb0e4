import { GatewayError } from '../../schema/terms/errors.ts';
import { rowsOf } from '../rows.ts';
import type { Bound, Row } from '../statement.ts';
import type { Call, Query, Store } from './contract.ts';
import { decodeRows } from './decode.ts';
import { answerOf } from './faults.ts';
import type { MariadbConnection } from './mariadb/connection.ts';
import { faultOf, isAnswer, isPassing } from './mariadb/faults.ts';
import { inspectMariadb } from './mariadb/inspect.ts';
import { openPool } from './mariadb/pool.ts';
import { openSession, type Session } from './mariadb/session-open.ts';
import { knownTables } from './mariadb/tables.ts';
import { writer } from './mariadb/writer.ts';
import { lower, type Statement } from './sql/mariadb/lower.ts';

export type { MariadbConnection } from './mariadb/connection.ts';

/** A store in MariaDB 10.6 or later, or MySQL 8, read over a pool of read-only sessions. */
export function mariadbStore(name: string, connection: MariadbConnection): Store {
  const { poolSize, connectTimeoutMs, onFault } = connection;
  const open = (): Promise<Session> => openSession(connection);
  const pool = openPool({ size: poolSize, waitMs: connectTimeoutMs, open });
  const tables = knownTables();
  const write = writer(tables);

  const ask = (query: Query, values: readonly Bound[], call?: Call): Promise<readonly Row[]> =>
    pool.use(async (session) => {
      const statement = await write(query, values, session);
      const rows = await bounded(session, statement, call);
      // What asks for no columns still has its rows, of one column that nobody asked for.
      return query.decode.length === 0 ? rows.map(() => []) : decodeRows(query, rows);
    }, isSound);
  const fail = (error: unknown): never => {
    if (error instanceof GatewayError) throw error;
    const fault = faultOf(name, error);
    onFault?.(fault);
    throw answerOf(fault);
  };
  const again = (error: unknown): void => {
    if (!isPassing(error)) throw error;
    tables.forget();
  };
  const ready: Query = { name: 'ready', text: 'select 1', decode: [] };
  return Object.freeze({
    name,
    nests: false,
    prepare: lower,
    read: async (query: Query, values: readonly Bound[], call?: Call) => {
      if (call?.ended()) throw ended(name);
      try {
        const rows = await ask(query, values, call).catch((error: unknown) => {
          if (call?.ended()) throw ended(name);
          again(error);
          return ask(query, values, call);
        });
        return rowsOf(rows);
      } catch (error) {
        return fail(error);
      }
    },
    inspect: inspectMariadb((text, values) => pool.use((session) => look(session, text, values), isSound).catch(fail)),
    ready: () => ask(ready, []).then(() => undefined, fail),
    close: async () => pool.close(),
  });
}

async function look(session: Session, text: string, values: readonly string[]): Promise<(string | null)[][]> {
  const rows = await session.read({ text, parameters: values.map((value) => ({ type: 'text', value })) });
  return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? null : String(cell))));
}

/** An error of SQL, or one of ours before anything was sent, leaves a session as it was. */
const isSound = (error: unknown): boolean => isAnswer(error) || error instanceof GatewayError;

/** Nobody waits for it any more: that is no fault of the store. */
const ended = (store: string): GatewayError => answerOf({ store, kind: 'timeout', state: 'ENDED' });

async function bounded(session: Session, statement: Statement, call: Call | undefined): Promise<unknown[][]> {
  if (!call) return session.read(statement);
  if (call.ended()) throw ended('');
  const forget = call.onEnd(session.cancel);
  try {
    return await session.read(statement, (row) =>
      call.spend(row.reduce<number>((sum, cell) => sum + bytesOf(cell), 0)),
    );
  } catch (error) {
    if (error instanceof GatewayError) session.cancel();
    throw error;
  } finally {
    forget();
  }
}

const bytesOf = (cell: unknown): number =>
  typeof cell === 'string' ? Buffer.byteLength(cell) : Buffer.isBuffer(cell) ? cell.length : 8;
