import type { Described, Sampled, Source, SourceOptions } from '../port.ts';
import type { StoredTable } from '../stored.ts';
import { connectMariadb, type MariadbSession } from './connect.ts';
import { tableOf } from './describe.ts';
import { columnsQuery, foreignKeysQuery, indexesQuery, tablesQuery } from './queries.ts';

/** A MariaDB or a MySQL, read by one session. @throws SourceFault */
export async function mariadbSource(options: SourceOptions): Promise<Source> {
  const session = await connectMariadb(options);
  return {
    kind: 'mariadb',
    describe: () => describe(session, options.schema ?? session.database),
    sample: (table, columns, rows) => sample(session, table, columns, rows),
    close: session.close,
  };
}

type Cells = readonly (string | null)[];
const named = (row: Cells): string => row[0] ?? '';

async function describe(session: MariadbSession, database: string): Promise<Described> {
  const tables = await session.query(tablesQuery, [database]);
  const columns = Map.groupBy(await session.query(columnsQuery, [database]), named);
  const indexes = Map.groupBy(await session.query(indexesQuery, [database]), named);
  const foreign = Map.groupBy(await session.query(foreignKeysQuery, [database]), named);
  // What lies in the database of the address needs no name before it.
  const keyOf = (schema: string, table: string): string => (schema === session.database ? table : `${schema}.${table}`);
  return {
    tables: tables.map((row) =>
      tableOf(row, {
        schema: database,
        keyOf,
        columns: columns.get(named(row)) ?? [],
        indexes: indexes.get(named(row)) ?? [],
        foreign: foreign.get(named(row)) ?? [],
      }),
    ),
    // The server does not tell of tables that an account may not read.
    closed: [],
  };
}

async function sample(
  session: MariadbSession,
  table: StoredTable,
  columns: readonly string[],
  rows: number,
): Promise<Sampled> {
  // Beginnings are enough to tell what a value is; long texts stay where they are.
  const list = columns.map((column) => `left(cast(${quoted(column)} as char), 256)`).join(', ');
  return session.query(`select ${list} from ${quoted(table.schema)}.${quoted(table.name)} limit ${Math.trunc(rows)}`);
}

/** Names come from the catalogue of the server, so any is possible. */
const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
