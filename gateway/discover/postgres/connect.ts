import pg from 'pg';
import { addressOf } from '../../postgres/address.ts';
import { tlsOf } from '../../postgres/tls.ts';
import { checkSession, startOptions } from '../../stores/postgres/session.ts';
import { SourceFault, type SourceOptions } from '../port.ts';
import { faultOf } from './fault.ts';

export interface PostgresSession {
  readonly query: <R>(text: string, values?: readonly unknown[]) => Promise<readonly R[]>;
  readonly close: () => Promise<void>;
}

/** How long to wait for a connection. */
const connectMs = 8_000;

/** One session that can only read, each of its statements within its time. @throws SourceFault */
export async function connectPostgres({ url, timeoutMs }: SourceOptions): Promise<PostgresSession> {
  const client = new pg.Client({
    ...connection(url),
    options: startOptions({ statement_timeout: String(timeoutMs), lock_timeout: '2000' }),
    connectionTimeoutMillis: connectMs,
    query_timeout: timeoutMs + 2_000,
    application_name: 'scrim discover',
  });
  // A connection that is cut while nobody asks would otherwise end the process; the next question tells of it.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw faultOf(error);
  });
  await verify(client);
  return {
    query: async <R>(text: string, values: readonly unknown[] = []) => {
      const result = await client.query({ text, values: [...values] }).catch((error: unknown) => {
        throw faultOf(error);
      });
      return result.rows as R[];
    },
    close: () => client.end().catch(() => undefined),
  };
}

/** INVARIANT: nothing is asked over a session that could write: a pooler between may have dropped the settings. */
async function verify(client: pg.Client): Promise<void> {
  const { rows } = await client.query<[boolean]>({ text: checkSession, rowMode: 'array' }).catch((error: unknown) => {
    throw faultOf(error);
  });
  if (rows[0]?.[0] === true) return;
  await client.end().catch(() => undefined);
  throw new SourceFault('its session cannot be made read-only: name the server itself, not a pooler before it');
}

function connection(url: string): pg.ClientConfig {
  try {
    const address = addressOf({ url });
    const { host, port, database, user, password } = address;
    return { host, port, database, user, ssl: tlsOf(address, '.'), ...(password !== undefined && { password }) };
  } catch (error) {
    // These texts are ours, and never repeat the address.
    throw new SourceFault(error instanceof Error ? error.message : 'the address cannot be read');
  }
}
