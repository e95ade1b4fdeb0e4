import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import { fieldTypeOf } from '../../discover/draft/types.ts';
import type { StoredTable } from '../../discover/stored.ts';

/** When something happened singles people out, whatever its name says: days and times have a ladder from the start. */
export function withMoments(classified: readonly Classified[], tables: readonly StoredTable[]): readonly Classified[] {
  const dated = new Map(
    tables.map(({ key, columns }) => [
      key,
      new Set(columns.filter((column) => /^Date/.test(fieldTypeOf(column) ?? '')).map(({ name }) => name)),
    ]),
  );
  return classified.map((one) =>
    one.semantic === 'plain' && dated.get(one.table)?.has(one.column) ? { ...one, semantic: 'moment' } : one,
  );
}
