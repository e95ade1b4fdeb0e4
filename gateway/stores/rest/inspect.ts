import { keyTypes } from '../../../schema/catalogue/catalogue.ts';
import { fieldTypes } from '../../../schema/terms/field.ts';
import type { FoundTable, Inspect, TableName } from '../inspect.ts';
import type { RestOptions } from './options.ts';
import type { Resource } from './resource-options.ts';

/** What gateway.yaml says of an API: it has no way to be asked. */
export const inspectRest =
  ({ resources }: Pick<RestOptions, 'resources'>): Inspect =>
  async (tables) => ({
    tables: tables.map((table) => {
      const name = nameOf(table);
      const resource = Object.hasOwn(resources, name) ? resources[name] : undefined;
      return resource && foundIn(resource);
    }),
    known: Object.keys(resources),
  });

const nameOf = ({ schema, name }: TableName): string => (schema === undefined ? name : `${schema}.${name}`);

const foundIn = ({ key, fields }: Resource): FoundTable => ({
  columns: Object.entries(fields).map(([name, { format }]) => ({
    name,
    type: format ?? 'JSON',
    fits: format === undefined ? fieldTypes : format === 'text-seconds' ? ['DateTime'] : ['DateTime', 'Date'],
    keys: format === undefined ? keyTypes : [],
    readable: true,
    nullable: name !== key,
    unique: name === key,
  })),
  writes: [],
});
