import type { KeyType } from '../../../schema/catalogue/catalogue.ts';
import type { FieldType } from '../../../schema/terms/field.ts';
import type { StoredColumn } from '../stored.ts';

const enumValue = /^(?!__|(?:true|false|null)$)[A-Za-z_][A-Za-z0-9_]*$/;

/** By what a database calls a type, without its length. */
const byName: Readonly<Record<string, FieldType>> = {
  smallint: 'Int',
  integer: 'Int',
  int: 'Int',
  mediumint: 'Int',
  tinyint: 'Int',
  year: 'Int',
  bigint: 'BigInt',
  'int unsigned': 'BigInt',
  numeric: 'Decimal',
  decimal: 'Decimal',
  real: 'Float',
  'double precision': 'Float',
  float: 'Float',
  double: 'Float',
  date: 'Date',
  datetime: 'DateTime',
  timestamp: 'DateTime',
  'timestamp without time zone': 'DateTime',
  'timestamp with time zone': 'DateTime',
};

/** `numeric(10,2)` without its numbers, and without what does not change its type. */
const bare = (sqlType: string): string =>
  sqlType
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/ zerofill$/, '')
    .replace(/^((?:small|medium|tiny|big)int|decimal|float|double) unsigned$/, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** The type of a field, or nothing where a catalogue has none for it. */
export function fieldTypeOf({ type, sqlType, labels }: StoredColumn): FieldType | undefined {
  if (type === 'binary' || (type === 'place' && !/point/i.test(sqlType))) return undefined;
  // The text of money depends on where the server stands.
  if (sqlType === 'money') return undefined;
  if (type === 'json' || sqlType.endsWith('[]')) return 'JSON';
  if (type === 'boolean') return 'Boolean';
  if (labels) return labels.length > 0 && labels.every((label) => enumValue.test(label)) ? 'Enum' : 'String';
  return byName[bare(sqlType)] ?? (type === 'number' ? numberOf(sqlType) : 'String');
}

const numberOf = (sqlType: string): FieldType => (/oid/.test(sqlType) ? 'String' : 'Decimal');

/** The type of a key, or nothing where a catalogue has none for it. */
export function keyTypeOf(column: StoredColumn): KeyType | undefined {
  if (column.type === 'uuid') return 'uuid';
  if (column.type === 'text') return 'text';
  const type = fieldTypeOf(column);
  if (type === 'Int') return 'integer';
  return type === 'BigInt' ? 'bigint' : undefined;
}
