import type { ValueType } from '../../../plugins/classification/discover/facts.ts';
import type { ForeignKey, StoredColumn, StoredTable } from '../stored.ts';

type Cells = readonly (string | null)[];

interface Parts {
  readonly schema: string;
  readonly keyOf: (schema: string, table: string) => string;
  readonly columns: readonly Cells[];
  readonly indexes: readonly Cells[];
  readonly foreign: readonly Cells[];
}

/** A table as discovery knows it, of what `information_schema` says of it. */
export function tableOf([name, type, comment, rows]: Cells, parts: Parts): StoredTable {
  const indexes = Map.groupBy(parts.indexes, ([, index]) => index);
  const primaryKey = (indexes.get('PRIMARY') ?? []).map(([, , column]) => column ?? '');
  const foreignKeys = foreignKeysOf(parts);
  const view = type === 'VIEW';
  return {
    key: parts.keyOf(parts.schema, name ?? ''),
    schema: parts.schema,
    name: name ?? '',
    kind: view ? 'view' : 'table',
    // A view has no comment of its own: the server says `VIEW`.
    ...(comment && !view ? { comment } : {}),
    columns: parts.columns.map((row) => columnOf(row, primaryKey, foreignKeys)),
    primaryKey,
    unique: [...indexes.values()].flatMap((columns) => (columns.length === 1 ? [columns[0]?.[2] ?? ''] : [])),
    foreignKeys,
    ...(rows === null || rows === undefined ? {} : { rows: Number(rows) }),
  };
}

const foreignKeysOf = ({ foreign, keyOf }: Parts): readonly ForeignKey[] =>
  [...Map.groupBy(foreign, ([, constraint]) => constraint).values()].map((rows) => ({
    columns: rows.map((row) => row[2] ?? ''),
    to: keyOf(rows[0]?.[3] ?? '', rows[0]?.[4] ?? ''),
    toColumns: rows.map((row) => row[5] ?? ''),
  }));

function columnOf(row: Cells, primaryKey: readonly string[], foreignKeys: readonly ForeignKey[]): StoredColumn {
  const [, name = '', base = '', sqlType = '', nullable, length, comment] = row.map((cell) => cell ?? '');
  const refers = foreignKeys.find((key) => key.columns.includes(name))?.to;
  const type = typeOf(base, sqlType);
  return {
    name,
    type,
    sqlType,
    nullable: nullable !== 'NO',
    ...(type === 'text' && length ? { length: Number(length) } : {}),
    ...(comment ? { comment } : {}),
    ...(base === 'enum' ? { labels: labelsOf(sqlType) } : {}),
    ...(primaryKey.includes(name) ? { key: true } : {}),
    ...(refers === undefined ? {} : { refers }),
  };
}

const labelsOf = (sqlType: string): readonly string[] =>
  [...sqlType.matchAll(/'((?:[^']|'')*)'/g)].map(([, label = '']) => label.replaceAll("''", "'"));

const types: readonly (readonly [of: RegExp, type: ValueType])[] = [
  [/^(?:char|varchar|tinytext|text|mediumtext|longtext|enum|set)$/, 'text'],
  [/^(?:tinyint|smallint|mediumint|int|bigint|decimal|float|double)$/, 'number'],
  [/^(?:date|datetime|timestamp|year)$/, 'date'],
  [/^(?:binary|varbinary|tinyblob|blob|mediumblob|longblob)$/, 'binary'],
  [/^(?:point|geometry|linestring|polygon|multi\w+|geometrycollection)$/, 'place'],
  [/^inet[46]$/, 'network'],
  [/^json$/, 'json'],
  [/^uuid$/, 'uuid'],
];

function typeOf(base: string, sqlType: string): ValueType {
  // A yes or no is written like this, and a bit of one.
  if (/^(?:tinyint\(1\)|bit\(1\))/.test(sqlType)) return 'boolean';
  return types.find(([of]) => of.test(base))?.[1] ?? 'other';
}
