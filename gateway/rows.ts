import type { Cell } from '../schema/terms/field.ts';
import { type JsonText, writeJson, writeString, writeValue } from './json.ts';
import type { Row } from './statement.ts';

/** A stretch of bytes. */
export interface Slice {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** What a statement found, whatever form it lies in. Places count from 0. */
export interface Rows {
  readonly count: number;
  /** In the form that `schema/terms/field.ts` states for its type; keys as text. */
  readonly cell: (row: number, column: number) => Cell;
  /** The same cell as JSON. */
  readonly write: (out: JsonText, row: number, column: number) => void;
  /** The same cell, which is text, with something constant before it. */
  readonly prefixed: (out: JsonText, row: number, column: number, before: string) => void;
  /** Where the text of the cell lies, where it lies as bytes; nothing for a null. It holds until the next call. */
  readonly slice?: (row: number, column: number) => Slice | undefined;
  /** The same cell, which is JSON already. */
  readonly copy: (out: JsonText, row: number, column: number) => void;
}

/** Rows whose cells are there already. */
export function rowsOf(list: readonly Row[]): Rows {
  const cell = (row: number, column: number): Cell => list[row]?.[column] ?? null;
  return {
    count: list.length,
    cell,
    write: (out, row, column) => writeValue(out, cell(row, column)),
    prefixed: (out, row, column, before) => {
      const value = cell(row, column);
      if (value === null) writeJson(out, 'null');
      else writeString(out, before + value);
    },
    copy: (out, row, column) => writeJson(out, String(cell(row, column))),
  };
}

export const noRows: Rows = rowsOf([]);
