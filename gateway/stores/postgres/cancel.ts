import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import pg from 'pg';

/** What the library's connection has beside what its types say. */
interface Connection extends EventEmitter {
  readonly stream: Duplex;
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secret: number): void;
}

const Connection = (pg as unknown as { readonly Connection: new (config: object) => Connection }).Connection;

/** A server that does not take the request is left alone after so many milliseconds. */
const patienceMs = 5000;

/**
 * Asks the server to stop what this connection runs. It is a request of its own and has no answer; by the time it
 * arrives the next statement may be running, whose asker then asks again.
 */
export function cancelStatement(
  client: pg.Client,
  { host, port, tls }: { readonly host: string; readonly port: number; readonly tls: pg.ClientConfig['ssl'] },
): void {
  const { processID, secretKey } = client as unknown as { readonly processID: number; readonly secretKey: number };
  const connection = new Connection({ ssl: tls });
  // Whoever takes it hangs up, as with libpq: a PgBouncer of 1.18 ends altogether where the asker does so first.
  const send = (): void => connection.cancel(processID, secretKey);
  const over = (): void => void connection.stream.destroy();
  const patience = setTimeout(over, patienceMs).unref();
  connection.on('error', over);
  connection.on('end', () => clearTimeout(patience));
  connection.on('connect', () => (tls ? connection.requestSsl() : send()));
  connection.on('sslconnect', send);
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
  else connection.connect(port, host);
}
