import type { TableName } from '../inspect.ts';
import { quoteTable } from '../sql/mariadb/quote.ts';

/** One row: the database that names without one lie in, and how the server takes names of tables. */
export const placeQuery = `select coalesce(database(), ''), @@lower_case_table_names, version()`;

/** A row for each table of a name in a database; the server may take both in any case of letters. */
export const tablesQuery =
  'select table_schema, table_name, table_type from information_schema.tables where table_schema = ? and table_name = ?';

/** A row for each column that the account may do something with. Nothing of a row is read. */
export const columnsQuery = `
select column_name, data_type, column_type, is_nullable, privileges, coalesce(character_maximum_length, 0),
  coalesce(numeric_precision, 0), coalesce(numeric_scale, 0)
from information_schema.columns where table_schema = ? and table_name = ? order by ordinal_position`;

/** A row for each column that alone tells rows apart. An index on its beginning does not. */
export const uniqueQuery = `
select min(column_name) from information_schema.statistics
where table_schema = ? and table_name = ? and non_unique = 0
group by index_name having count(*) = 1 and max(sub_part) is null and min(column_name) is not null`;

/**
 * One row, whose second cell makes the table anew: the conditions on its rows are in it, which `information_schema` hides from
 * an account that may only read.
 */
export const madeQuery = ({ schema, name }: TableName): string => `show create table ${quoteTable(schema, name)}`;

/** A row for each table or view that is not the system's own. */
export const knownQuery = `
select table_schema, table_name from information_schema.tables
where table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
  and table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys') order by 1, 2`;

/** What the account was given, by itself or by a role: each a statement that would give it. */
export const grantsQuery = 'show grants';
