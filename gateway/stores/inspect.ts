import type { KeyType } from '../../schema/catalogue/catalogue.ts';
import type { FieldType } from '../../schema/terms/field.ts';

/** A table as a catalogue names it. */
export interface TableName {
  readonly schema?: string;
  readonly name: string;
}

/**
 * Looks at what stands behind a catalogue, and at what the account could do to it. It reads what the store knows of itself,
 * never a row. @throws GatewayError as a read does
 */
export type Inspect = (tables: readonly TableName[]) => Promise<Inspection>;

export interface Inspection {
  /** For each table that was asked for, in that order; nothing where there is none. */
  readonly tables: readonly (FoundTable | undefined)[];
  /** The names of all tables and views, as a catalogue would write them. */
  readonly known: readonly string[];
  /** The store says nothing of tables that its account may not use: one that is not found may only be hidden. */
  readonly hides?: boolean;
  /** Absent where the store is the gateway's own, whose sessions alone keep it from writing. */
  readonly account?: Account;
}

export interface FoundTable {
  readonly columns: readonly FoundColumn[];
  /** What the account may do with it beside reading: `insert`, `update`, `delete`, `truncate`. */
  readonly writes: readonly string[];
  /** Names of columns are the same in any case of letters. */
  readonly caseless?: boolean;
  /** The store says nothing of columns that its account may not use: one that is not found may only be hidden. */
  readonly hides?: boolean;
}

export interface FoundColumn {
  readonly name: string;
  /** As the store writes it: `character varying(40)`. */
  readonly type: string;
  /** The types of fields that read it as it is, the one that fits best first. */
  readonly fits: readonly FieldType[];
  /** The types that a key in it may have. */
  readonly keys: readonly KeyType[];
  readonly readable: boolean;
  readonly nullable: boolean;
  /** No two rows have the same value; nobody knows it of a view. */
  readonly unique: boolean | 'unknown';
  /** Where it can hold these only. */
  readonly values?: readonly string[];
  /** Types that read not all of it, each with what is lost and what to do. */
  readonly partly?: Readonly<Partial<Record<FieldType, string>>>;
  /** What may surprise in its text, or why nothing fits, and what to do. */
  readonly remark?: string;
}

/** What the account of a store can do beside reading, in words, and the statements that make one that cannot. */
export interface Account {
  /** `is a superuser`, `may create tables in \`crm\`` … */
  readonly powers: readonly string[];
  readonly statements: readonly string[];
}
