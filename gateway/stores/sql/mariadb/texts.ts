import type { CompareOperator } from '../../../statement.ts';
import type { BareColumn, Operand } from './operands.ts';

/** The bytes of a text, which in UTF-8 compare by code point, whatever the column's collation, and to the last space. */
export const bytesOf = (expression: string): string => `cast(${expression} as binary)`;

/** A word of the server's own, which nobody else could have put there. */
const word = (name: string): string => {
  if (!/^\w+$/.test(name)) throw new Error('a character set and a collation are plain words');
  return name;
};

/** Around a bound value, so that it meets a column in the column's own characters: MariaDB refuses to mix others. */
const inCharset = ({ facts }: BareColumn): { readonly before?: string; readonly after?: string } =>
  facts.charset === undefined || facts.charset === 'utf8mb4'
    ? {}
    : { before: 'convert(', after: ` using ${word(facts.charset)})` };

const isTextColumn = (column: BareColumn | undefined): column is BareColumn => column?.facts.kind === 'text';

/** The other side as the column's own collation sees it. */
function met(column: BareColumn, { bound, column: other, value }: Operand): string {
  if (bound) return bound(undefined, inCharset(column));
  const { charset, collation } = column.facts;
  if (isTextColumn(other) && other.facts.collation === collation) return other.bare;
  return charset === undefined || collation === undefined
    ? value
    : `convert(${value} using ${word(charset)}) collate ${word(collation)}`;
}

const exactly = (left: Operand, word: string, right: Operand, around: (inner: string) => string): string =>
  left.bound && !right.bound
    ? `${left.bound()} ${word} ${around(bytesOf(right.value))}`
    : `${bytesOf(left.value)} ${word} ${around(right.bound ? right.bound() : bytesOf(right.value))}`;

/**
 * Compares texts. The plain comparison finds the column's own index, under a collation that takes different texts for
 * equal too much of it; the exact one takes that away.
 */
function compared(left: Operand, op: string, right: Operand, around: (inner: string) => string): string {
  const exact = `(${exactly(left, op, right, around)})`;
  const [column, other] = isTextColumn(left.column) ? [left.column, right] : [right.column, left];
  if (!isTextColumn(column)) return exact;
  const same = other.bound || (isTextColumn(other.column) && other.column.facts.collation === column.facts.collation);
  const [l, r] = column === left.column ? [column.bare, met(column, right)] : [met(column, left), column.bare];
  const plain = `${l} ${op} ${around(r)}`;
  if (column.exact && same) return `(${plain})`;
  return op === '=' || op === 'in' ? `(${plain} and ${exact})` : exact;
}

const alone = (inner: string): string => inner;

export const compareTexts = (left: Operand, op: CompareOperator, right: Operand): string =>
  compared(left, op, right, alone);

/** @param list a bound array */
export const textIn = (left: Operand, list: Operand): string => compared(left, 'in', list, (inner) => `(${inner})`);

/** The first characters are the bound ones. The pattern finds an index; what it takes too much is taken away. */
export function startsWith({ value, column }: Operand, prefix: Operand): string {
  const exact = `${bytesOf(`left(${value}, char_length(${prefix.value}))`)} = ${prefix.bound ? prefix.value : bytesOf(prefix.value)}`;
  if (!isTextColumn(column) || !prefix.bound) return `(${exact})`;
  return `(${column.bare} like ${prefix.bound('pattern', inCharset(column))} escape '|' and ${exact})`;
}

/** What rows are ordered by: the column itself where its collation says the same. */
export const textOrder = ({ value, column }: Operand): string =>
  isTextColumn(column) && column.exact ? column.bare : bytesOf(value);
