import type { StoredTable } from '../stored.ts';
import { columnOf } from './columns.ts';
import { objectOf, type Property, propertiesOf, textOf } from './document.ts';

/** The schemas of a description that have properties, each as a table with a column for each property. */
export function tablesOf(document: unknown): readonly StoredTable[] {
  const root = objectOf(document);
  const schemas = { ...objectOf(root['definitions']), ...objectOf(objectOf(root['components'])['schemas']) };
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const properties = propertiesOf(root, schema);
    return properties.length === 0 ? [] : [tableOf(root, name, schema, properties)];
  });
}

function tableOf(root: unknown, name: string, schema: unknown, properties: readonly Property[]): StoredTable {
  const comment = textOf(objectOf(schema)['description']) ?? textOf(objectOf(schema)['title']);
  return {
    key: name,
    schema: '',
    name,
    kind: 'table',
    ...(comment === undefined ? {} : { comment }),
    columns: properties.map(([property, of]) => columnOf(root, property, of, property === 'id')),
    primaryKey: properties.some(([property]) => property === 'id') ? ['id'] : [],
    unique: [],
    foreignKeys: [],
  };
}
