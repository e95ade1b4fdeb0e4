import { expect } from 'vitest';
import { jsonText, writeJson, written } from '../../gateway/json.ts';
import type { Rows } from '../../gateway/rows.ts';
import type { Bound, Row } from '../../gateway/statement.ts';
import type { Call, Query, Store } from '../../gateway/stores/contract.ts';

/** All cells of what a store found; each is written as JSON too, which must say the same. */
export function listed({ decode, json = [] }: Pick<Query, 'decode' | 'json'>, rows: Rows): readonly Row[] {
  const out = jsonText();
  const said: string[] = [];
  const list = Array.from({ length: rows.count }, (_, row) =>
    decode.map((_decode, column) => {
      const cell = rows.cell(row, column);
      // Text that is JSON already is copied, whatever the store keeps it as.
      const isJson = json[column] === 'bytes' && typeof cell === 'string';
      rows[isJson ? 'copy' : 'write'](out, row, column);
      writeJson(out, '\n');
      said.push(isJson ? cell : JSON.stringify(cell));
      return cell;
    }),
  );
  expect(written(out).toString('utf8')).toBe(said.map((text) => `${text}\n`).join(''));
  return list;
}

export const read = async (
  store: Store,
  query: Query,
  values: readonly Bound[],
  call?: Call,
): Promise<readonly Row[]> => listed(query, await store.read(query, values, call));
