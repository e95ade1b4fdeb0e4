/**
 * A PostgreSQL as the ledger asks it: rows come as arrays, bigint as text. Without values a text may hold several
 * statements.
 */
export interface Sql {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly (readonly unknown[])[]>;
  readonly end: () => Promise<void>;
}

/** What the ledger asks of an open file; node's `FileHandle` is one. */
export interface LedgerFile {
  readonly read: (
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => Promise<{ bytesRead: number }>;
  readonly write: (buffer: Uint8Array, offset: number, length: number) => Promise<{ bytesWritten: number }>;
  readonly datasync: () => Promise<void>;
  readonly truncate: (length: number) => Promise<void>;
  readonly stat: () => Promise<{ readonly size: number; readonly nlink: number }>;
  readonly close: () => Promise<void>;
}

export type OpenFile = (path: string, flags: string | number) => Promise<LedgerFile>;

/** What went wrong, for the operator's log: the ledger's own words, a code, a place. Nothing of an entry is in it. */
export interface LedgerFault {
  readonly message: string;
  /** An errno name or an SQLSTATE. */
  readonly code?: string;
  readonly file?: string;
  readonly offset?: number;
}

export type OnFault = (fault: LedgerFault) => void;
