import type { ValueType } from '../../../plugins/classification/discover/facts.ts';
import type { StoredColumn } from '../stored.ts';
import { type Json, listOf, objectOf, referred, resolved, textOf } from './document.ts';

/** A property as a column. What it refers to by a schema of its own is told, and so is a list of such. */
export function columnOf(root: unknown, name: string, schema: unknown, key: boolean): StoredColumn {
  const own = resolved(root, schema);
  const said = { ...own, ...objectOf(schema) };
  const comment = textOf(said['description']) ?? textOf(said['title']);
  const refers = referred(schema) ?? referred(own['items']);
  const type = typeOf(own);
  const length = typeof own['maxLength'] === 'number' ? own['maxLength'] : undefined;
  return {
    name,
    type,
    sqlType: sqlTypeOf(own, type),
    nullable: !key,
    ...(type === 'text' && length !== undefined ? { length } : {}),
    ...(comment === undefined ? {} : { comment }),
    ...(key ? { key: true } : {}),
    ...(refers === undefined || type !== 'json' ? {} : { refers }),
  };
}

const formats: Readonly<Record<string, ValueType>> = {
  date: 'date',
  'date-time': 'date',
  uuid: 'uuid',
  byte: 'binary',
  binary: 'binary',
  ipv4: 'network',
  ipv6: 'network',
};

const types: Readonly<Record<string, ValueType>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'json',
  object: 'json',
};

/** OpenAPI 3.1 may name several types, `null` among them. */
const typeName = ({ type }: Json): string =>
  textOf(Array.isArray(type) ? listOf(type).find((one) => one !== 'null') : type) ?? '';

const typeOf = (schema: Json): ValueType =>
  formats[textOf(schema['format']) ?? ''] ?? types[typeName(schema)] ?? 'json';

/** As a database would call it: whole numbers may be as large as any, and decimals keep their digits. */
const named: Readonly<Partial<Record<ValueType, string>>> = {
  number: 'numeric',
  json: 'json',
  binary: 'bytea',
  uuid: 'uuid',
};

function sqlTypeOf(schema: Json, type: ValueType): string {
  const format = textOf(schema['format']);
  if (typeName(schema) === 'integer') return format === 'int32' ? 'integer' : 'bigint';
  if (type === 'date') return format === 'date' ? 'date' : 'timestamp with time zone';
  return named[type] ?? 'text';
}
