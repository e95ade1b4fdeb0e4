/** Tables and views of one database that are no system's and no part of another (partitions), with what may be read. */
export const tablesQuery = `
select n.nspname as schema, c.relname as name, c.relkind as kind, c.oid::text as oid,
       obj_description(c.oid, 'pg_class') as comment, c.reltuples::float8 as rows,
       has_schema_privilege(n.oid, 'usage') and has_any_column_privilege(c.oid, 'select') as readable
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and ($1::text is null or n.nspname = $1)
  and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by n.nspname, c.relname`;

export interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly oid: string;
  readonly comment: string | null;
  readonly rows: number;
  readonly readable: boolean;
}

export const columnsQuery = `
select a.attrelid::text as oid, a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as "sqlType",
       coalesce(b.typname, t.typname) as base, coalesce(b.typtype, t.typtype) as kind, t.typcategory as category,
       a.attnotnull as required, col_description(a.attrelid, a.attnum) as comment,
       case when coalesce(b.oid, t.oid) in (1042, 1043) then nullif(greatest(a.atttypmod, t.typtypmod), -1) - 4 end as length,
       (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = coalesce(b.oid, t.oid)) as labels
from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
left join pg_catalog.pg_type b on t.typtype = 'd' and b.oid = t.typbasetype
where a.attrelid = any($1::text[]::oid[]) and a.attnum > 0 and not a.attisdropped
  and has_column_privilege(a.attrelid, a.attnum, 'select')
order by a.attrelid, a.attnum`;

export interface ColumnRow {
  readonly oid: string;
  readonly name: string;
  readonly sqlType: string;
  readonly base: string;
  /** `e` is an enumeration. */
  readonly kind: string;
  readonly category: string;
  readonly required: boolean;
  readonly comment: string | null;
  readonly length: number | null;
  readonly labels: readonly string[] | null;
}

/** Primary, foreign and unique keys; unique indexes that are no constraint and cover every row count too. */
export const keysQuery = `
select k.conrelid::text as oid, k.contype::text as kind, k.confrelid::text as "to",
       (select array_agg(a.attname::text order by o) from unnest(k.conkey) with ordinality u(n, o)
          join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n) as columns,
       (select array_agg(a.attname::text order by o) from unnest(k.confkey) with ordinality u(n, o)
          join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n) as "toColumns"
from pg_catalog.pg_constraint k where k.contype in ('p', 'f', 'u') and k.conrelid = any($1::text[]::oid[])
union all
select i.indrelid::text, 'u', '0', array[a.attname::text], null
from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
where i.indisunique and i.indnatts = 1 and i.indpred is null and i.indkey[0] > 0 and i.indrelid = any($1::text[]::oid[])`;

export interface KeyRow {
  readonly oid: string;
  readonly kind: 'p' | 'f' | 'u';
  readonly to: string;
  readonly columns: readonly string[];
  readonly toColumns: readonly string[] | null;
}
