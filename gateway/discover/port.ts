import type { Api } from './openapi/api.ts';
import type { StoredTable } from './stored.ts';

/** What can be read of a store, and what its account may not see. */
export interface Described {
  readonly tables: readonly StoredTable[];
  /** Tables that are there and that this account cannot read. */
  readonly closed: readonly string[];
  /** How it is read, where it is an API: its resources are what can be an entity. */
  readonly api?: Api;
}

/** Values of some columns, row by row, each as a text; they never leave the process. */
export type Sampled = readonly (readonly (string | null)[])[];

/** A live database that is only read: its structure, and a few values of it. */
export interface Source {
  readonly kind: 'postgres' | 'mariadb' | 'openapi';
  readonly describe: () => Promise<Described>;
  /** At most so many rows. @throws where the table cannot be read in time. */
  readonly sample: (table: StoredTable, columns: readonly string[], rows: number) => Promise<Sampled>;
  readonly close: () => Promise<void>;
}

/** How a source is asked. */
export interface SourceOptions {
  readonly url: string;
  /** Only what lies in this schema. */
  readonly schema?: string;
  /** Milliseconds for one statement. */
  readonly timeoutMs: number;
}

/** What keeps a source from being read. Its text holds no password and no text of the server's. */
export class SourceFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SourceFault';
  }
}
