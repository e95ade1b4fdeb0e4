import type { ColumnFacts, TableFacts } from '../../plugins/classification/discover/facts.ts';

/** A column as its database describes it. */
export interface StoredColumn extends ColumnFacts {
  /** As the database writes its type: `character varying(40)`, `int unsigned`. */
  readonly sqlType: string;
  readonly nullable: boolean;
  /** The values of an enumeration, which are part of the schema. */
  readonly labels?: readonly string[];
}

/** A foreign key of one table to another, both sides in the same order. */
export interface ForeignKey {
  readonly columns: readonly string[];
  /** The key of the table that it leads to. */
  readonly to: string;
  readonly toColumns: readonly string[];
}

/** A table or view as its database describes it. */
export interface StoredTable extends TableFacts {
  /** Where it lies: a schema of PostgreSQL, a database of MariaDB. */
  readonly schema: string;
  readonly kind: 'table' | 'view';
  readonly columns: readonly StoredColumn[];
  readonly primaryKey: readonly string[];
  /** Columns of which each value stands in one row at most. */
  readonly unique: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  /** How many rows there are, as the database estimates it without counting. */
  readonly rows?: number;
}

/** What can be read of a store, and what its account may not see. */
export interface Described {
  readonly tables: readonly StoredTable[];
  /** Tables that are there and that this account cannot read. */
  readonly closed: readonly string[];
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
