import { expect } from 'vitest';
import { jsonWriter } from '../../gateway/json.ts';
import type { Rows } from '../../gateway/rows.ts';
import type { Bound, Row } from '../../gateway/statement.ts';
import type { Call, Query, Store } from '../../gateway/stores/contract.ts';

/** All cells of what a store found; each is written as JSON too, which must say the same. */
export function listed({ decode }: Pick<Query, 'decode'>, rows: Rows): readonly Row[] {
  const out = jsonWriter();
  const list = Array.from({ length: rows.count }, (_, row) =>
    decode.map((_decode, column) => {
      rows.write(out, row, column);
      out.json('\n');
      return rows.cell(row, column);
    }),
  );
  expect(out.bytes().toString('utf8')).toBe(
    list
      .flat()
      .map((cell) => `${JSON.stringify(cell)}\n`)
      .join(''),
  );
  return list;
}

export const read = async (
  store: Store,
  query: Query,
  values: readonly Bound[],
  call?: Call,
): Promise<readonly Row[]> => listed(query, await store.read(query, values, call));
