import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { TableKind } from '../../../plugins/classification/discover/rules.ts';
import type { TableSense } from '../../../plugins/classification/discover/table-kind.ts';
import { semantics } from '../../../schema/terms/semantics/index.ts';
import { fieldTypeOf } from '../../discover/draft/types.ts';
import type { StoredTable } from '../../discover/stored.ts';

/** The tier of what waits for somebody to look at it: above all that any role or purpose of the start reaches. */
export const waiting = 'unreviewed';

/** How a system is set, and who may get in: nothing that customers are served or counted by. */
const inner: readonly TableKind[] = ['system', 'credential'];

/**
 * Puts what nobody should see yet into a tier of its own: what discovery is unsure of, what is personal and has no semantic
 * type that says how to mask it, JSON, which can hold anything, and tables of settings and of secrets.
 */
export function reserve(
  classified: readonly Classified[],
  tables: readonly StoredTable[],
  senses: ReadonlyMap<string, TableSense>,
): readonly Classified[] {
  const kindOf = (table: string): TableKind | undefined => senses.get(table)?.kind;
  const closed = new Set(tables.flatMap(({ key }) => (inner.includes(kindOf(key) ?? 'system') ? [key] : [])));
  const json = new Set(
    tables.flatMap(({ key, columns }) =>
      columns.filter((column) => fieldTypeOf(column) === 'JSON').map(({ name }) => placeOf(key, name)),
    ),
  );
  return classified.map((one) => {
    const unsure = one.review || closed.has(one.table) || unmasked(one) || json.has(placeOf(one.table, one.column));
    return unsure ? { ...one, review: true, tier: waiting } : one;
  });
}

const placeOf = (table: string, column: string): string => JSON.stringify([table, column]);

const unmasked = ({ pii, semantic }: Classified): boolean =>
  semantic === 'plain' || semantic === 'id' ? pii : !Object.hasOwn(semantics, semantic);
