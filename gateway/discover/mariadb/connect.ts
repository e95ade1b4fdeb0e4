import { addressOf } from '../../postgres/address.ts';
import type { MariadbConnection } from '../../stores/mariadb/connection.ts';
import { mariadbScheme } from '../../stores/mariadb/scheme.ts';
import { openSession } from '../../stores/mariadb/session-open.ts';
import { mariadbTls } from '../../stores/mariadb/tls.ts';
import { SourceFault, type SourceOptions } from '../port.ts';
import { faultOf } from './fault.ts';

export interface MariadbSession {
  readonly database: string;
  readonly query: (text: string, values?: readonly string[]) => Promise<readonly (readonly (string | null)[])[]>;
  readonly close: () => Promise<void>;
}

/** How long to wait for a connection. */
const connectTimeoutMs = 8_000;

/** One session that can only read, as that of a store, each of its statements within its time. @throws SourceFault */
export async function connectMariadb({ url, timeoutMs }: SourceOptions): Promise<MariadbSession> {
  const connection = connectionOf(url, timeoutMs);
  const session = await openSession(connection).catch((error: unknown) => {
    throw faultOf(error);
  });
  return {
    database: connection.database,
    query: async (text, values = []) => {
      const parameters = values.map((value) => ({ type: 'text', value }) as const);
      const rows = await session.read({ text, parameters }).catch((error: unknown) => {
        throw faultOf(error);
      });
      return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? null : String(cell))));
    },
    close: async () => session.end(),
  };
}

function connectionOf(url: string, timeoutMs: number): MariadbConnection {
  try {
    const address = addressOf({ url }, mariadbScheme);
    return { ...address, tls: mariadbTls(address, '.')[0] ?? false, poolSize: 1, timeoutMs, connectTimeoutMs };
  } catch (error) {
    // These texts are ours, and never repeat the address.
    throw new SourceFault(error instanceof Error ? error.message : 'the address cannot be read');
  }
}
