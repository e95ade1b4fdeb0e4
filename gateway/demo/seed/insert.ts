type Literal = string | number | null;
type LiteralRow = readonly Literal[];

/** Statements that insert these rows, a thousand at a time: the text stays small enough for any client. */
export function* insert(table: string, columns: readonly string[], rows: readonly LiteralRow[]): Iterable<string> {
  const into = `insert into ${table} (${columns.join(', ')}) values\n`;
  for (let start = 0; start < rows.length; start += 1000) {
    const values = rows.slice(start, start + 1000).map((row) => `(${row.map(literal).join(', ')})`);
    yield `${into}${values.join(',\n')};\n`;
  }
}

/** Untyped: PostgreSQL reads each as its column's type. Quotes are doubled, as standard_conforming_strings asks. */
function literal(value: Literal): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (value.includes('\0')) throw new Error('the seed holds a zero byte, which PostgreSQL has no text for');
  return `'${value.replaceAll("'", "''")}'`;
}
