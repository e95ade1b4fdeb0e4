import type { ValueType } from '../../../plugins/classification/discover/facts.ts';
import type { ForeignKey, StoredColumn, StoredTable } from '../stored.ts';
import type { ColumnRow, KeyRow, TableRow } from './queries.ts';

interface Parts {
  readonly key: string;
  readonly columns: readonly ColumnRow[];
  readonly keys: readonly KeyRow[];
  /** The keys of all tables by their oid. */
  readonly named: ReadonlyMap<string, string>;
}

/** A table as discovery knows it, of what PostgreSQL's catalogue says of it. */
export function tableOf(table: TableRow, { key, columns, keys, named }: Parts): StoredTable {
  const primaryKey = keys.find((one) => one.kind === 'p')?.columns ?? [];
  const foreignKeys = keys.flatMap((one) => foreignKeyOf(one, named));
  return {
    key,
    schema: table.schema,
    name: table.name,
    kind: table.kind === 'v' || table.kind === 'm' ? 'view' : 'table',
    ...(table.comment ? { comment: table.comment } : {}),
    columns: columns.map((column) => columnOf(column, primaryKey, foreignKeys)),
    primaryKey,
    unique: [
      ...new Set(keys.filter((one) => one.kind !== 'f' && one.columns.length === 1).flatMap((one) => one.columns)),
    ],
    foreignKeys,
    ...(table.rows >= 0 ? { rows: table.rows } : {}),
  };
}

function foreignKeyOf({ kind, columns, to, toColumns }: KeyRow, named: Parts['named']): readonly ForeignKey[] {
  const target = named.get(to);
  return kind === 'f' && target !== undefined ? [{ columns, to: target, toColumns: toColumns ?? [] }] : [];
}

function columnOf(row: ColumnRow, primaryKey: readonly string[], foreignKeys: readonly ForeignKey[]): StoredColumn {
  const refers = foreignKeys.find((key) => key.columns.includes(row.name))?.to;
  return {
    name: row.name,
    type: typeOf(row),
    sqlType: row.sqlType,
    nullable: !row.required,
    ...(row.length === null ? {} : { length: row.length }),
    ...(row.comment ? { comment: row.comment } : {}),
    ...(row.labels ? { labels: row.labels } : {}),
    ...(primaryKey.includes(row.name) ? { key: true } : {}),
    ...(refers === undefined ? {} : { refers }),
  };
}

const named: Readonly<Record<string, ValueType>> = {
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  hstore: 'json',
  xml: 'text',
  bytea: 'binary',
  inet: 'network',
  cidr: 'network',
  macaddr: 'network',
  macaddr8: 'network',
  geometry: 'place',
  geography: 'place',
  point: 'place',
  citext: 'text',
  time: 'other',
  timetz: 'other',
  interval: 'other',
  money: 'number',
};

/** The categories of `pg_type.typcategory`. */
const categories: Readonly<Record<string, ValueType>> = {
  S: 'text',
  N: 'number',
  D: 'date',
  B: 'boolean',
  E: 'text',
  A: 'text',
  I: 'network',
  G: 'place',
};

/** By `pg_type.typtype`: enumerations and rows. */
const byKind: Readonly<Record<string, ValueType>> = { e: 'text', c: 'json' };

const typeOf = ({ base, kind, category }: ColumnRow): ValueType =>
  named[base] ?? byKind[kind] ?? categories[category] ?? 'other';
