import { Pool } from 'pg';
import type { OnFault, Sql } from './port.ts';

export interface PgClientOptions {
  readonly url: string;
  readonly onFault: OnFault;
  /** Milliseconds until a connection or a statement is given up. */
  readonly timeout?: number;
}

/** The ledger's own few connections, so that no read of a store ever waits in front of a record. */
export function pgClient({ url, onFault, timeout = 5_000 }: PgClientOptions): Sql {
  const pool = new Pool({
    connectionString: url,
    application_name: 'scrim ledger',
    max: 3,
    connectionTimeoutMillis: timeout,
    query_timeout: timeout,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it would otherwise end the process.
  pool.on('error', (error: Error & { readonly code?: string }) =>
    onFault({
      message: 'a connection to the ledger was lost',
      ...(error.code === undefined ? {} : { code: error.code }),
    }),
  );
  return {
    query: async (text, values) => {
      const result = await pool.query<unknown[]>({ text, rowMode: 'array', ...(values && { values: [...values] }) });
      // Without values a text may hold several statements; then there is a result for each.
      const last: { readonly rows: readonly (readonly unknown[])[] } | undefined = Array.isArray(result)
        ? result.at(-1)
        : result;
      return last?.rows ?? [];
    },
    end: () => pool.end(),
  };
}
