import type { Lexicon } from '../../../plugins/classification/discover/lexicon.ts';
import type { TableSense } from '../../../plugins/classification/discover/table-kind.ts';
import { partsOf } from '../../../plugins/classification/discover/split.ts';
import type { StoredTable } from '../stored.ts';
import type { DraftEntity, Unmapped } from './model.ts';
import { distinct, entityName, isFreeEntity } from './names.ts';
import { keyTypeOf } from './types.ts';

/** A name as `catalogue.yaml` takes it for tables and columns. */
export const isPlainName = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_$]{0,62}$/u.test(name);

interface Entities {
  readonly entities: readonly DraftEntity[];
  readonly unmapped: readonly Unmapped[];
}

/** The tables that can be entities, each with a name of its own. */
export function entitiesOf(
  lexicon: Lexicon,
  tables: readonly StoredTable[],
  senses: ReadonlyMap<string, TableSense>,
): Entities {
  const prefix = sharedPrefix(tables.map((table) => table.name));
  const name = distinct();
  const unmapped: Unmapped[] = [];
  const entities = tables.flatMap((table): readonly DraftEntity[] => {
    const key = keyOf(table);
    const sense = senses.get(table.key);
    if (typeof key === 'string' || !sense) {
      unmapped.push({ what: table.key, why: typeof key === 'string' ? key : 'nothing is known of it' });
      return [];
    }
    return [{ name: name(entityName(lexicon, table.name, prefix), isFreeEntity), table, sense, key }];
  });
  return { entities, unmapped };
}

/** The one column by which a row is found, or why there is none. */
function keyOf(table: StoredTable): DraftEntity['key'] | string {
  if (!isPlainName(table.name) || !isPlainName(table.schema))
    return 'its name has signs that a catalogue does not take';
  if (table.kind === 'view')
    return 'it is a view, which has no primary key: add it by hand if one of its columns is unique';
  if (table.primaryKey.length > 1)
    return `its primary key has ${table.primaryKey.length} columns, and a catalogue takes one`;
  const column = table.columns.find((one) => one.name === (table.primaryKey[0] ?? uniqueOf(table)));
  if (!column) return 'it has no primary key that this account may read';
  const type = keyTypeOf(column);
  if (!type || !isPlainName(column.name))
    return `its key \`${column.name}\` is of the type ${column.sqlType}, which no key has`;
  return { column: column.name, type };
}

/** Without a primary key: a column that is unique and never null does as well. */
const uniqueOf = ({ unique, columns }: StoredTable): string | undefined =>
  unique.find((name) => columns.some((column) => column.name === name && !column.nullable));

/** The first word of most tables, where there are several. */
function sharedPrefix(names: readonly string[]): string | undefined {
  const [first, of] =
    [...Map.groupBy(names, (name) => partsOf(name)[0])].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return of && of.length > 3 && of.length * 2 > names.length ? first : undefined;
}
