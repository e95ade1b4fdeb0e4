/** What the embedded database's thread is asked, one at a time. */
export type Request =
  | { readonly kind: 'read'; readonly name: string; readonly text: string; readonly values: readonly (string | null)[] }
  | { readonly kind: 'exec'; readonly sql: string }
  | { readonly kind: 'close' };

/**
 * What it answers: first, unasked, that it is open; then one answer a request. `state` is an SQLSTATE; no text of a
 * read is told.
 */
export type Reply =
  | { readonly kind: 'done'; readonly rows: readonly unknown[][] }
  | { readonly kind: 'failed'; readonly state: string; readonly text?: string };
