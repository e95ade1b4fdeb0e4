import type { Unmapped } from '../../discover/draft/model.ts';
import type { StoredTable } from '../../discover/stored.ts';
import type { ExaminedStore } from './examined.ts';

/** What can become entities: the tables of a database, and what an API lists; not all of its schemas can be read. */
export const entityTables = ({ tables, api }: ExaminedStore): readonly StoredTable[] =>
  api ? api.resources.map(({ table }) => table) : tables;

/** What of an API can be read and has no place in a store. */
export const unreadOf = ({ api }: ExaminedStore): readonly Unmapped[] => api?.unread ?? [];
