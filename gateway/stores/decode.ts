import type { Row } from '../statement.ts';
import type { Query } from './contract.ts';

/** Cells in the place of what the store sent. The arrays are the ones that the driver made for this answer. */
export function decodeRows({ decode }: Query, rows: readonly unknown[][]): readonly Row[] {
  for (const row of rows) {
    for (const [i, cell] of decode.entries()) row[i] = cell(row[i]);
  }
  return rows as readonly Row[];
}
