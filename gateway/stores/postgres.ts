import type { ConnectionOptions } from 'node:tls';
import { performance } from 'node:perf_hooks';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { Rows } from '../rows.ts';
import type { Bound } from '../statement.ts';
import type { Call, Query, Store } from './contract.ts';
import { answerOf, faultOf, type OnFault } from './faults.ts';
import { lanes } from './postgres/lanes.ts';
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
  /** How long to wait for a new connection. */
  readonly connectTimeoutMs: number;
  readonly onFault?: OnFault;
}

/** A store in PostgreSQL 14 or later, read over a few read-only sessions, each with several statements under way. */
export function postgresStore(name: string, connection: PostgresConnection): Store {
  const { poolSize, onFault } = connection;
  const now = (): number => performance.now();
  const open = lanes({ ...connection, most: poolSize }, now);
  const ask = async (query: Query, values: readonly (string | null)[], how: How): Promise<Rows> => {
    const lane = await open.lane();
    try {
      return await lane.ask(query, { values, ...how });
    } catch (error) {
      // The session holds an outdated statement.
      if (outdated.has(codeOf(error))) lane.retire();
      throw error;
    }
  };
  const read = async (query: Query, values: readonly Bound[], call?: Call): Promise<Rows> => {
    const encoded = values.map(encode);
    const begun = now();
    try {
      return await ask(query, encoded, { named: true, call });
    } catch (error) {
      const foreign = codeOf(error) === canceled && now() - begun < connection.timeoutMs && !call?.ended();
      if (!foreign && !isPassing(error)) throw error;
      return ask(query, encoded, { named: false, call });
    }
  };
  const told = (error: unknown): never => {
    if (error instanceof GatewayError) throw error;
    const fault = faultOf(name, error);
    onFault?.(fault);
    throw answerOf(fault);
  };
  return Object.freeze({
    name,
    nests: true,
    prepare: lower,
    read: (query: Query, values: readonly Bound[], call?: Call) => read(query, values, call).catch(told),
    ready: () => read(probe, []).then(() => undefined, told),
    close: open.close,
  });
}

interface How {
  readonly named: boolean;
  readonly call: Call | undefined;
}

const probe: Query = { name: 'ready', text: 'select', decode: [] };

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? '';

const outdated: ReadonlySet<string> = new Set(['0A000', '26000']);
const passing: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', '57P01', ...outdated]);

/** By time or by request: a request that came before the time was up may have been meant for the statement ahead. */
const canceled = '57014';

/**
 * What is over with a new session: an idle connection was cut (a restart of the server), or the tables behind a
 * prepared statement changed. A read may be asked again, and is, once.
 */
const isPassing = (error: unknown): boolean =>
  passing.has(codeOf(error)) ||
  (error as { readonly message?: string }).message === 'Connection terminated unexpectedly';
