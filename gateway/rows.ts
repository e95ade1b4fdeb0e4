import type { Cell } from '../schema/terms/field.ts';
import type { JsonWriter } from './json.ts';
import type { Row } from './statement.ts';

/** What a statement found, whatever form it lies in. Places count from 0. */
export interface Rows {
  readonly count: number;
  /** In the form that `schema/terms/field.ts` states for its type; keys as text. */
  readonly cell: (row: number, column: number) => Cell;
  /** The same cell as JSON. */
  readonly write: (out: JsonWriter, row: number, column: number) => void;
  /** The same cell, which is JSON already. */
  readonly copy: (out: JsonWriter, row: number, column: number) => void;
}

/** Rows whose cells are there already. */
export const rowsOf = (list: readonly Row[]): Rows => ({
  count: list.length,
  cell: (row, column) => list[row]?.[column] ?? null,
  write: (out, row, column) => out.value(list[row]?.[column] ?? null),
  copy: (out, row, column) => out.json(String(list[row]?.[column] ?? null)),
});

export const noRows: Rows = rowsOf([]);
