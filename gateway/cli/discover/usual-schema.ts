import type { ExaminedStore } from './examined.ts';

/** The schema that needs no name in front. In MariaDB what has none before its key lies in the database of the address. */
export const usualSchema = ({ tables, kind }: Pick<ExaminedStore, 'tables' | 'kind'>): string =>
  kind === 'postgres' ? 'public' : (tables.find((table) => table.key === table.name)?.schema ?? '');
