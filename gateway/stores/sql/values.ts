import type { Cell } from '../../../schema/terms/field.ts';
import type { Bound } from '../../statement.ts';

/** A bound value in PostgreSQL's text format; the statement casts it. */
export const encode = (bound: Bound): string | null => (isList(bound) ? encodeList(bound) : encodeCell(bound));

const isList = (bound: Bound): bound is readonly Cell[] => Array.isArray(bound);

const encodeCell = (cell: Cell): string | null => (cell === null ? null : String(cell));

/** An array literal; every element in quotes, so `NULL`, braces and commas are what they are. */
const encodeList = (cells: readonly Cell[]): string =>
  `{${cells.map((cell) => (cell === null ? 'NULL' : `"${String(cell).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
