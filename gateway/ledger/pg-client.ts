import { Pool } from 'pg';
import { addressOf } from '../postgres/address.ts';
import { tlsOf } from '../postgres/tls.ts';
import type { OnFault, Sql } from './port.ts';

export interface PgClientOptions {
  /** As that of a store: verified TLS, save on this machine or where it says otherwise. */
  readonly url: string;
  /** The folder of gateway.yaml: certificates that the url names lie relative to it. */
  readonly base?: string;
  /** Settings of the session, as libpq's `options` has them: `-c name=value`. */
  readonly options?: string;
  readonly onFault: OnFault;
  /** Milliseconds until a connection or a statement is given up. */
  readonly timeout?: number;
}

/** The ledger's own few connections, so that no read of a store ever waits in front of a record. */
export function pgClient({ url, base = '.', options, onFault, timeout = 5_000 }: PgClientOptions): Sql {
  const address = addressOf({ url });
  const { host, port, database, user, password, sslmode } = address;
  if (sslmode === 'allow' || sslmode === 'prefer')
    throw new Error(
      `\`sslmode=${sslmode}\` leaves to others whether the ledger is encrypted: say \`verify-full\`, or \`disable\``,
    );
  const pool = new Pool({
    host,
    port,
    database,
    user,
    ...(password !== undefined && { password }),
    ssl: tlsOf(address, base),
    ...(options !== undefined && { options }),
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
