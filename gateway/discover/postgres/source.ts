import type { Described, Sampled, Source, SourceOptions } from '../port.ts';
import type { StoredTable } from '../stored.ts';
import { connectPostgres, type PostgresSession } from './connect.ts';
import { tableOf } from './describe.ts';
import { type ColumnRow, columnsQuery, type KeyRow, keysQuery, type TableRow, tablesQuery } from './queries.ts';

/** Above so many rows a sample is taken from some pages only. */
const manyRows = 20_000;

/** A PostgreSQL, read by one session. @throws SourceFault */
export async function postgresSource(options: SourceOptions): Promise<Source> {
  const session = await connectPostgres(options);
  return {
    kind: 'postgres',
    describe: () => describe(session, options.schema),
    sample: (table, columns, rows) => sample(session, table, columns, rows),
    close: session.close,
  };
}

async function describe(session: PostgresSession, schema: string | undefined): Promise<Described> {
  const found = await session.query<TableRow>(tablesQuery, [schema ?? null]);
  const open = found.filter((table) => table.readable);
  const oids = open.map((table) => table.oid);
  const columns = Map.groupBy(await session.query<ColumnRow>(columnsQuery, [oids]), (row) => row.oid);
  const keys = Map.groupBy(await session.query<KeyRow>(keysQuery, [oids]), (row) => row.oid);
  const named = new Map(found.map((table) => [table.oid, keyOf(table)]));
  return {
    tables: open.map((table) =>
      tableOf(table, {
        key: keyOf(table),
        columns: columns.get(table.oid) ?? [],
        keys: keys.get(table.oid) ?? [],
        named,
      }),
    ),
    closed: found.filter((table) => !table.readable).map(keyOf),
  };
}

const keyOf = ({ schema, name }: TableRow): string => (schema === 'public' ? name : `${schema}.${name}`);

async function sample(
  session: PostgresSession,
  table: StoredTable,
  columns: readonly string[],
  rows: number,
): Promise<Sampled> {
  // Beginnings are enough to tell what a value is; long texts stay where they are.
  const list = columns.map((column, at) => `left(${quoted(column)}::text, 256) as "${at}"`).join(', ');
  const many = table.kind === 'table' && (table.rows ?? 0) > manyRows;
  const share = Math.min(100, Math.max(0.01, (rows * 20 * 100) / Math.max(1, table.rows ?? 1)));
  const pages = many ? ` tablesample system (${share.toFixed(3)}) repeatable (1)` : '';
  const text = `select ${list} from ${quoted(table.schema)}.${quoted(table.name)}${pages} limit ${Math.trunc(rows)}`;
  const found = await session.query<Readonly<Record<string, string | null>>>(text);
  return found.map((row) => columns.map((_, at) => row[String(at)] ?? null));
}

/** Names come from the catalogue of the server, so any is possible. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
