import type { ColumnFacts, TableFacts } from '../../plugins/classification/discover/facts.ts';

/** A column as its database describes it. */
export interface StoredColumn extends ColumnFacts {
  /** As the database writes its type: `character varying(40)`, `int unsigned`. */
  readonly sqlType: string;
  readonly nullable: boolean;
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
