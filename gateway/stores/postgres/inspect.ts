import type { Bound } from '../../statement.ts';
import type { Query, Store } from '../contract.ts';
import type { Account, FoundColumn, FoundTable, Inspect, TableName } from '../inspect.ts';
import { quote, quoteTable } from '../sql/quote.ts';
import { accountQuery, knownQuery, tablesQuery } from './inspect-statements.ts';
import { nativeFacts } from './native-types.ts';

/** Looks at a PostgreSQL through the reads of its own store. @param foreign whether its account is somebody's to choose */
export function inspectPostgres(read: Store['read'], foreign: boolean): Inspect {
  const ask = async <T>(query: Query, values: readonly Bound[]): Promise<readonly T[]> => {
    const rows = await read(query, values);
    return Array.from({ length: rows.count }, (_, row) => JSON.parse(String(rows.cell(row, 0))) as T);
  };
  return async (tables) => {
    const schemas = tables.map(schemaOf);
    const found = await ask<RawTable>(tablesQuery, [schemas, tables.map(({ name }) => name)]);
    const [known = []] = await ask<readonly string[]>(knownQuery, []);
    const [account] = foreign ? await ask<RawAccount>(accountQuery, [schemas, tables.map(({ name }) => name)]) : [];
    const raw = tables.map((table) => found.find((one) => one.schema === schemaOf(table) && one.name === table.name));
    return {
      tables: raw.map((table) => table && foundTable(table)),
      known,
      ...(account && { account: accountOf(account, tables) }),
    };
  };
}

const schemaOf = ({ schema }: TableName): string => schema ?? 'public';

interface RawTable {
  readonly schema: string;
  readonly name: string;
  readonly derived: boolean;
  readonly writes: readonly string[];
  readonly columns: readonly RawColumn[];
}

interface RawColumn {
  readonly name: string;
  readonly type: string;
  readonly native: string;
  readonly kind: string;
  readonly category: string;
  readonly nullable: boolean;
  readonly readable: boolean;
  readonly unique: boolean;
  readonly values: readonly string[] | null;
}

interface RawAccount {
  readonly superuser: boolean;
  readonly powers: readonly string[];
  readonly creates: readonly string[];
  /** Tables that were not asked for, in which it may write: the first few of them. */
  readonly elsewhere: readonly string[];
}

/** So many of those are named. */
const named = 3;

const foundTable = ({ derived, writes, columns }: RawTable): FoundTable => ({
  writes,
  columns: columns.map((column) => foundColumn(column, derived)),
});

function foundColumn(
  { name, type, native, kind, category, nullable, readable, unique, values }: RawColumn,
  derived: boolean,
): FoundColumn {
  const { fits, keys = [], remark } = nativeFacts(native, kind, category);
  return {
    ...{ name, type, fits, keys, readable },
    // A view says of no column that it is never null.
    nullable: nullable && !derived,
    unique: derived ? 'unknown' : unique,
    ...(values && { values }),
    ...(remark !== undefined && { remark }),
  };
}

function accountOf({ superuser, powers, creates, elsewhere }: RawAccount, tables: readonly TableName[]): Account {
  const schemas = [...new Set(tables.map(schemaOf))].map(quote).join(', ');
  const all = [...new Set(tables.map(({ schema, name }) => quoteTable(schema, name)))].join(', ');
  return {
    powers: superuser
      ? ['is a superuser']
      : [
          ...powers,
          ...creates.map((schema) => `may create tables in \`${schema}\``),
          ...elsewhere.slice(0, named).map((table) => `may write in \`${table}\``),
          ...(elsewhere.length > named ? ['may write in more tables that no entity has'] : []),
        ],
    statements: [
      `create role scrim_reader login password '…'`,
      `grant usage on schema ${schemas} to scrim_reader`,
      `grant select on ${all} to scrim_reader`,
    ],
  };
}
