import { entityTables } from './entity-tables.ts';
import type { ExaminedStore } from './examined.ts';

/** The schema that needs no name in front. In MariaDB what has none before its key lies in the database of the address. */
export const usualSchema = (examined: ExaminedStore): string =>
  examined.kind === 'postgres'
    ? 'public'
    : (entityTables(examined).find((table) => table.key === table.name)?.schema ?? '');
