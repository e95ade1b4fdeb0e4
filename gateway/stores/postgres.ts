import type { ConnectionOptions } from 'node:tls';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { Rows } from '../rows.ts';
import type { Bound } from '../statement.ts';
import type { Call, Query, Store } from './contract.ts';
import { answerOf, faultOf, type OnFault } from './faults.ts';
import type { Lane } from './postgres/lane.ts';
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
  /** A pooler stands between, and lends its sessions for one transaction at a time. */
  readonly pooler?: boolean;
  readonly poolSize: number;
  /** How long a statement may take. */
  readonly timeoutMs: number;
  /** How long to wait for a new connection. */
  readonly connectTimeoutMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly onFault?: OnFault;
}

/** A store in PostgreSQL 14 or later, read over a few read-only sessions, each with several statements under way. */
export function postgresStore(name: string, connection: PostgresConnection): Store {
  const { poolSize, now, onFault } = connection;
  const open = lanes({ ...connection, most: poolSize }, now);
  const ask = async (query: Query, values: readonly (string | null)[], how: How): Promise<Rows> => {
    let lane = open.lane();
    // Chosen in the step in which it is asked: else all who waited for a connection would take the same one.
    for (let tries = 0; lane instanceof Promise; tries += 1) {
      const opened: Lane = await lane;
      lane = tries < attempts ? open.lane() : opened;
    }
    // Nobody waits for it any more: that is no fault of the store.
    if (how.call?.ended()) throw answerOf({ store: name, kind: 'timeout', state: 'ENDED' });
    try {
      return await lane.ask(query, { values, ...how });
    } catch (error) {
      // The session is over, or holds an outdated statement: what is asked again is asked over another one.
      if (isPassing(error)) lane.retire();
      throw error;
    }
  };
  const read = async (query: Query, values: readonly Bound[], call?: Call): Promise<Rows> => {
    const encoded = values.map(encode);
    const begun = now();
    const attempt = async (left: number): Promise<Rows> => {
      try {
        return await ask(query, encoded, { named: left === attempts, call });
      } catch (error) {
        const foreign = codeOf(error) === canceled && now() - begun < connection.timeoutMs && !call?.ended();
        if (left === 0 || !(foreign || isPassing(error))) throw error;
        return attempt(foreign ? left - 1 : 0);
      }
    };
    return attempt(attempts);
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

/** How often a statement is asked again that was stopped in another's place; what else passes is tried once more. */
const attempts = 3;

const probe: Query = { name: 'ready', text: 'select', decode: [] };

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? '';

const outdated: ReadonlySet<string> = new Set(['0A000', '26000', '42P05']);
const passing: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', '57P01', ...outdated]);

/** By time or by request: a request that came before the time was up may have been meant for the statement ahead. */
const canceled = '57014';

/**
 * What is over with a new session: an idle connection was cut (a restart of the server), or the tables behind a
 * prepared statement changed. A read may be asked again, and is, once.
 */
const isPassing = (error: unknown): boolean =>
  passing.has(codeOf(error)) || lost.has((error as { readonly message?: string }).message ?? '');

/** What the library says of a connection that was lost, or given up between choosing it and sending over it. */
const lost: ReadonlySet<string> = new Set([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]);
