/**
 * An identifier in double quotes, whatever is in it. PostgreSQL cuts longer ones, so two could become one: those are
 * refused.
 */
export function quote(identifier: string): string {
  const bytes = Buffer.byteLength(identifier, 'utf8');
  if (bytes === 0 || bytes > 63 || identifier.includes('\0')) {
    throw new Error(`\`${identifier}\` is no name of a table, column or alias: it must have 1 to 63 bytes`);
  }
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** A table with its schema: `search_path` is never asked. Without one it lies in `public`. */
export const quoteTable = (schema: string | undefined, table: string): string =>
  `${quote(schema ?? 'public')}.${quote(table)}`;

/** A constant text of a plan. It is printable ASCII, and the session takes a backslash for what it is. */
export function literal(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Error('a constant of a statement is printable ASCII');
  return `'${text.replaceAll("'", "''")}'`;
}
