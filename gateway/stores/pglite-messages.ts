/** What the embedded database's thread is asked, one at a time. */
export type Request =
  | { readonly kind: 'read'; readonly name: string; readonly text: string; readonly values: readonly (string | null)[] }
  | { readonly kind: 'exec'; readonly sql: string }
  /** A part of a dump: what it sets holds until the thread ends. `rows` are those of a COPY from the standard input. */
  | { readonly kind: 'load'; readonly sql: string; readonly rows?: string | undefined }
  | { readonly kind: 'close' };

/** What the thread is started with. */
export interface Opening {
  readonly folder: string;
  /** Files of a whole database, as PGlite dumps them: what the folder begins with. */
  readonly from?: string | undefined;
}

/**
 * What it answers: first, unasked, that it is open; then one answer a request. `state` is an SQLSTATE; no text of a
 * read is told.
 */
export type Reply =
  | { readonly kind: 'done'; readonly rows: readonly unknown[][] }
  | { readonly kind: 'failed'; readonly state: string; readonly text?: string };
