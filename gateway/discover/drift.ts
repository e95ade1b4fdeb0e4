import type { Catalogue, Entity } from '../../schema/catalogue/catalogue.ts';
import type { FieldType } from '../../schema/terms/field.ts';
import { fieldTypeOf, keyTypeOf } from './draft/types.ts';
import type { StoredColumn, StoredTable } from './stored.ts';

/** One difference between a catalogue and its store. */
export interface Drift {
  readonly change: 'new' | 'gone' | 'changed';
  readonly table: string;
  readonly column?: string;
  /** What it is in the catalogue and in the store. */
  readonly what: string;
}

interface Comparing {
  readonly catalogue: Catalogue;
  readonly store: string;
  readonly tables: readonly StoredTable[];
  /** The schema of tables that name none. */
  readonly usual: string;
  /** `table`, `table.column` or `table.*` that are left out on purpose. */
  readonly except: readonly string[];
}

/** What is new, gone or changed in a store since the catalogue was written. */
export function driftOf({ catalogue, store, tables, usual, except }: Comparing): readonly Drift[] {
  const entities = [...catalogue.entities.values()].filter((entity) => entity.store === store);
  const keyOf = (schema: string | undefined, name: string): string => JSON.stringify([schema ?? usual, name]);
  const stored = new Map(tables.map((table) => [keyOf(table.schema, table.name), table]));
  const mapped = Map.groupBy(entities, ({ table }) => keyOf(table.schema, table.name));
  const left = new Set(except);
  const found = [
    ...[...mapped].flatMap(([key, own]) => driftOfTable(stored.get(key), own, columnsOf(catalogue, own))),
    ...tables.filter((table) => !mapped.has(keyOf(table.schema, table.name))).map(newTable),
  ];
  return found.filter(
    ({ table, column }) => !left.has(table) && !left.has(`${table}.*`) && !left.has(`${table}.${column}`),
  );
}

const newTable = ({ key, kind }: StoredTable): Drift => ({
  change: 'new',
  table: key,
  what: `a ${kind} that the catalogue does not have`,
});

/** The columns that a catalogue knows of the table of these entities: fields, keys, and what relations go by. */
function columnsOf(catalogue: Catalogue, own: readonly Entity[]): ReadonlySet<string> {
  const names = new Set(own.map((entity) => entity.name));
  const all = [...catalogue.entities.values()];
  const via = all
    .flatMap(({ relations }) => [...relations.values()])
    .filter(({ many, from, to }) => names.has(many ? to : from));
  return new Set([
    ...own.flatMap(({ fields, key }) => [key.column, ...[...fields.values()].map((field) => field.column)]),
    ...via.map((relation) => relation.via),
  ]);
}

function driftOfTable(
  table: StoredTable | undefined,
  own: readonly Entity[],
  known: ReadonlySet<string>,
): readonly Drift[] {
  const [first] = own;
  if (!first) return [];
  const name = table?.key ?? [first.table.schema, first.table.name].filter(Boolean).join('.');
  if (!table) return [{ change: 'gone', table: name, what: `a table of ${own.map((one) => one.name).join(', ')}` }];
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const gone = [...known].filter((column) => !columns.has(column));
  const fresh = table.columns.filter((column) => !known.has(column.name));
  return [
    ...gone.map(
      (column): Drift => ({ change: 'gone', table: name, column, what: 'a column that the catalogue reads' }),
    ),
    ...fresh.map((column): Drift => ({ change: 'new', table: name, column: column.name, what: column.sqlType })),
    ...own.flatMap((entity) => changesOf(entity, name, columns)),
  ];
}

function changesOf(entity: Entity, table: string, columns: ReadonlyMap<string, StoredColumn>): readonly Drift[] {
  const changed = (column: string, before: string, now: string): Drift => ({
    change: 'changed',
    table,
    column,
    what: `${entity.name} takes it for ${before}, and it is ${now}`,
  });
  const key = columns.get(entity.key.column);
  const other = key && keyTypeOf(key) !== entity.key.type ? [changed(key.name, entity.key.type, key.sqlType)] : [];
  const fields = [...entity.fields.values()].flatMap((field) => {
    const column = columns.get(field.column);
    if (!column || field.type === 'ID') return [];
    if (!reads(field.type, column)) return [changed(field.column, field.type, column.sqlType)];
    const strange = (column.labels ?? []).filter((label) => field.type === 'Enum' && !field.values?.includes(label));
    return strange.length > 0
      ? [changed(field.column, `an Enum without ${strange.length} of its values`, column.sqlType)]
      : [];
  });
  return [...other, ...fields];
}

/** Types that a column may be read as, beside its own and `String`. */
const wider: Readonly<Partial<Record<FieldType, readonly FieldType[]>>> = {
  Int: ['BigInt', 'Decimal', 'Float'],
  BigInt: ['Decimal'],
  Float: ['Decimal'],
  Date: ['DateTime'],
  String: ['Enum'],
};

function reads(type: FieldType, column: StoredColumn): boolean {
  const now = fieldTypeOf(column);
  return now !== undefined && (type === now || type === 'String' || (wider[now] ?? []).includes(type));
}
