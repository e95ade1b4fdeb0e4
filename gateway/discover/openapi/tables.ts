import type { ValueType } from '../../../plugins/classification/discover/facts.ts';
import type { StoredColumn, StoredTable } from '../port.ts';

type Json = Readonly<Record<string, unknown>>;

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The schemas of a description that have properties, each as a table with a column for each property. */
export function tablesOf(document: unknown): readonly StoredTable[] {
  const root = objectOf(document);
  const schemas = { ...objectOf(root['definitions']), ...objectOf(objectOf(root['components'])['schemas']) };
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const properties = propertiesOf(objectOf(schema), schemas, 0);
    return properties.length === 0 ? [] : [tableOf(name, objectOf(schema), properties)];
  });
}

/** Parts of parts of a schema are followed so deep: descriptions may be circles. */
const deepest = 8;

/** The properties of a schema, with those of the schemas that it is made of. */
function propertiesOf(schema: Json, schemas: Json, depth: number): readonly (readonly [name: string, of: Json])[] {
  if (depth > deepest) return [];
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) =>
    Array.isArray(schema[key]) ? (schema[key] as unknown[]) : [],
  );
  const of = parts.flatMap((part) => {
    const named = referred(objectOf(part));
    return propertiesOf(named === undefined ? objectOf(part) : objectOf(schemas[named]), schemas, depth + 1);
  });
  const own = Object.entries(objectOf(schema['properties'])).map(([name, value]) => [name, objectOf(value)] as const);
  return [...new Map([...of, ...own])];
}

const referred = (schema: Json): string | undefined => textOf(schema['$ref'])?.split('/').at(-1);

function tableOf(name: string, schema: Json, properties: readonly (readonly [string, Json])[]): StoredTable {
  const comment = textOf(schema['description']) ?? textOf(schema['title']);
  return {
    key: name,
    schema: '',
    name,
    kind: 'table',
    ...(comment === undefined ? {} : { comment }),
    columns: properties.map(([property, of]) => columnOf(property, of)),
    primaryKey: properties.some(([property]) => property === 'id') ? ['id'] : [],
    unique: [],
    foreignKeys: [],
  };
}

function columnOf(name: string, schema: Json): StoredColumn {
  const comment = textOf(schema['description']) ?? textOf(schema['title']);
  const refers = referred(schema) ?? referred(objectOf(schema['items']));
  const length = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : undefined;
  const type = typeOf(schema);
  return {
    name,
    type,
    sqlType: [textOf(schema['type']) ?? 'object', textOf(schema['format'])].filter(Boolean).join(' '),
    nullable: true,
    ...(type === 'text' && length !== undefined ? { length } : {}),
    ...(comment === undefined ? {} : { comment }),
    ...(name === 'id' ? { key: true } : {}),
    ...(refers === undefined ? {} : { refers }),
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
function typeOf({ type, format }: Json): ValueType {
  const first = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  return formats[textOf(format) ?? ''] ?? types[textOf(first) ?? ''] ?? 'json';
}
