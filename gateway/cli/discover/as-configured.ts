import type { ApiResource } from '../../discover/openapi/api.ts';
import type { StoredTable } from '../../discover/stored.ts';
import type { StoreOptions } from '../../stores/options.ts';
import { entityTables } from './entity-tables.ts';
import type { ExaminedStore } from './examined.ts';

type Resource = Extract<StoreOptions, { kind: 'rest' }>['resources'][string];

/** What a store has, an API by the names that gateway.yaml gives to its resources and to the places in their records. */
export function asConfigured(examined: ExaminedStore, options: StoreOptions | undefined): readonly StoredTable[] {
  const { api } = examined;
  if (!api || options?.kind !== 'rest') return entityTables(examined);
  const configured = Object.entries(options.resources);
  return api.resources.map((found) => {
    const [name, own] = configured.find(([, { list }]) => list.path === found.list.path) ?? [];
    return own && name !== undefined ? renamed(found, name, own) : found.table;
  });
}

function renamed({ table, fields }: ApiResource, name: string, { fields: own }: Resource): StoredTable {
  const configured = new Map(Object.entries(own).map(([column, { at }]) => [at ?? `/${column}`, column]));
  const places = new Map(fields.map(({ column, at }) => [column, at ?? `/${column}`]));
  const columns = table.columns.map((column) => ({
    ...column,
    name: configured.get(places.get(column.name) ?? '') ?? column.name,
  }));
  return { ...table, key: name, name, columns };
}
