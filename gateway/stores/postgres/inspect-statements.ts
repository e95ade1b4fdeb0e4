import { createHash } from 'node:crypto';
import type { Query } from '../contract.ts';

const named = (text: string): Query => ({
  name: `i${createHash('sha256').update(text).digest('hex').slice(0, 40)}`,
  text,
  decode: [(cell) => String(cell)],
});

/** One row of JSON for each table: schemas and names are two lists. Nothing of a row is read. */
export const tablesQuery: Query = named(`
select to_json(found)::text from (
  select n.nspname as schema, c.relname as name, c.relkind in ('v', 'f') as derived,
    array_remove(array[
      case when has_table_privilege(c.oid, 'INSERT') or has_any_column_privilege(c.oid, 'INSERT') then 'insert' end,
      case when has_table_privilege(c.oid, 'UPDATE') or has_any_column_privilege(c.oid, 'UPDATE') then 'update' end,
      case when has_table_privilege(c.oid, 'DELETE') then 'delete' end,
      case when has_table_privilege(c.oid, 'TRUNCATE') then 'truncate' end], null) as writes,
    (select coalesce(json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'native', t.typname, 'kind', t.typtype,
        'category', t.typcategory, 'nullable', not a.attnotnull,
        'readable', has_column_privilege(c.oid, a.attnum, 'SELECT'),
        'unique', exists (
          select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indpred is null
            and i.indnkeyatts = 1 and i.indkey[0] = a.attnum),
        'values', (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)
      ) order by a.attnum), '[]')
      from pg_attribute a
      cross join lateral (
        with recursive below as (
          select p.oid, p.typname, p.typtype, p.typcategory, p.typbasetype from pg_type p where p.oid = a.atttypid
          union all
          select p.oid, p.typname, p.typtype, p.typcategory, p.typbasetype from below b join pg_type p on p.oid = b.typbasetype
          where b.typtype = 'd')
        select * from below where typtype <> 'd') t
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
  from unnest($1::text[], $2::text[]) as wanted(schema, name)
  join pg_namespace n on n.nspname = wanted.schema
  join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name
  where c.relkind in ('r', 'p', 'v', 'm', 'f')) found`);

/** One row of JSON: every table and view that is not the system's own. */
export const knownQuery: Query = named(`
select coalesce(json_agg(case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname order by 1), '[]')::text
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);

/** One row of JSON: what the account may do beside reading. Its values are the schemas and the names of the tables, as lists. */
export const accountQuery: Query = named(`
select json_build_object(
  'superuser', r.rolsuper,
  'powers', array_remove(array[
    case when r.rolcreaterole then 'may make roles' end,
    case when r.rolcreatedb then 'may make databases' end,
    case when r.rolreplication then 'may replicate' end,
    case when r.rolbypassrls then 'passes by the security of rows' end,
    case when has_database_privilege(current_database(), 'CREATE') then 'may create schemas' end,
    case when pg_has_role('pg_read_server_files', 'USAGE') then 'may read files of the server' end,
    case when pg_has_role('pg_write_server_files', 'USAGE') then 'may write files of the server' end,
    case when pg_has_role('pg_execute_server_program', 'USAGE') then 'may run programs of the server' end], null),
  'creates', array(
    select distinct s.name from unnest($1::text[]) as s(name) join pg_namespace n on n.nspname = s.name
    where has_schema_privilege(n.oid, 'CREATE') order by 1),
  'elsewhere', array(
    select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and (n.nspname, c.relname) not in (select * from unnest($1::text[], $2::text[]))
      and has_schema_privilege(n.oid, 'USAGE')
      and (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') or has_any_column_privilege(c.oid, 'INSERT, UPDATE'))
    order by 1 limit 4))::text
from pg_roles r where r.rolname = current_user`);
