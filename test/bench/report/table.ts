type Cell = string | number | null;

/** A table of Markdown: columns of numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
  const rule = head.map((_, at) => (at > 0 && rows.every((row) => isNumber(row[at] ?? '–')) ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const isNumber = (cell: string | number): boolean => typeof cell === 'number' || /^[-−+–\d.,%*· ]+$/.test(cell);

/** `12,345`, with so many digits after the point. */
export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const times = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

export const mebibytes = (bytes: number): string => number(bytes / 1024 ** 2);
