import type { ConnectionOptions } from 'node:tls';
import type { OnFault } from '../faults.ts';

/** How a MariaDB is reached, and how it is read. */
export interface MariadbConnection {
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
