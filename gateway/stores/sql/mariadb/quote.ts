/**
 * An identifier in backticks, whatever is in it and whatever `sql_mode` says of double quotes. MariaDB's own bound is
 * 64 characters.
 */
export function quote(identifier: string): string {
  const { length } = [...identifier];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: places of values are marked with one of them
  if (length === 0 || length > 64 || /[\0-\u001f]/.test(identifier)) {
    throw new Error(`\`${identifier}\` is no name of a table, column or alias: it must have 1 to 64 characters`);
  }
  return `\`${identifier.replaceAll('`', '``')}\``;
}

/** A table with its database; without one it lies in the one that the connection names. */
export const quoteTable = (schema: string | undefined, table: string): string =>
  schema === undefined ? quote(table) : `${quote(schema)}.${quote(table)}`;
