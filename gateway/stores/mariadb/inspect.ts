import type { FoundColumn, FoundTable, Inspect, TableName } from '../inspect.ts';
import { type Grants, readGrants } from './grants.ts';
import {
  columnsQuery,
  grantsQuery,
  knownQuery,
  madeQuery,
  placeQuery,
  tablesQuery,
  uniqueQuery,
} from './inspect-statements.ts';
import { nativeFacts } from './native-types.ts';
import { accountOf, type Placed, readsWhole, seesAll, writesOf } from './powers.ts';
import { flavourOf } from './session.ts';

type Cells = readonly (string | null)[];

/** Reads rows of a statement whose values are texts. */
export type Ask = (text: string, values: readonly string[]) => Promise<readonly Cells[]>;

interface Server {
  readonly ask: Ask;
  readonly database: string;
  /** Names of tables are the same in any case of letters. */
  readonly caseless: boolean;
  readonly isMariadb: boolean;
}

/** Looks at a MariaDB or a MySQL. It says nothing of what its account may not use, which is told as well. */
export function inspectMariadb(ask: Ask): Inspect {
  return async (tables) => {
    const server = await serverOf(ask);
    const lines = await ask(grantsQuery, []);
    const grants = readGrants(lines.map(([line]) => line ?? ''));
    const placed = tables.map(({ schema, name }): Placed => ({ database: schema ?? server.database, name }));
    const found: (FoundTable | undefined)[] = [];
    for (const one of placed) found.push(await tableAt(server, one, grants));
    const known = await ask(knownQuery, []);
    return {
      tables: found,
      known: known.map(([schema, name]) => (schema === server.database ? `${name}` : `${schema}.${name}`)),
      account: accountOf(
        grants,
        placed,
        tables.map((table, at) => withDatabase(table, placed[at])),
      ),
      ...(!seesAll(grants) && { hides: true }),
    };
  };
}

const withDatabase = ({ name }: TableName, placed: Placed | undefined): TableName =>
  placed && placed.database !== '' ? { schema: placed.database, name } : { name };

async function serverOf(ask: Ask): Promise<Server> {
  const [[database, names, version] = []] = await ask(placeQuery, []);
  return {
    ask,
    database: database ?? '',
    caseless: names !== '0',
    isMariadb: flavourOf(version ?? '') === 'mariadb',
  };
}

async function tableAt(server: Server, wanted: Placed, grants: Grants): Promise<FoundTable | undefined> {
  const { ask, caseless, isMariadb } = server;
  const rows = await ask(tablesQuery, [wanted.database, wanted.name]);
  const [exact] = rows.filter(([database, name]) => database === wanted.database && name === wanted.name);
  const [database, name, type] = exact ?? (caseless ? (rows[0] ?? []) : []);
  if (typeof database !== 'string' || typeof name !== 'string') return undefined;
  const columns = await ask(columnsQuery, [database, name]);
  const unique = await ask(uniqueQuery, [database, name]);
  const derived = type === 'VIEW';
  const whole = readsWhole(grants, { database, name });
  // MariaDB keeps JSON as text with a condition, MySQL has a type for it. Who may read some columns only is not told.
  const [made] = isMariadb && whole && !derived ? await ask(madeQuery({ schema: database, name }), []) : [];
  const told: Told = {
    derived,
    unique: new Set(unique.map(([column]) => column ?? '')),
    ...(whole && { json: heldToJson(made?.[1] ?? '') }),
  };
  return {
    columns: columns.map((row) => columnOf(row, told)),
    writes: writesOf(grants, { database, name }),
    caseless: true,
    ...(!whole && { hides: true }),
  };
}

interface Told {
  readonly derived: boolean;
  readonly unique: ReadonlySet<string>;
  /** Columns that are held to be JSON, where that is told. */
  readonly json?: ReadonlySet<string>;
}

/** The columns that a condition holds to be JSON, whatever else it asks of them. */
const heldToJson = (made: string): ReadonlySet<string> =>
  new Set(
    [...made.matchAll(/ CHECK \(json_valid\(`((?:[^`]|``)+)`\)(?:\)| and )/g)].map(([, column = '']) =>
      column.replaceAll('``', '`'),
    ),
  );

function columnOf(row: Cells, { derived, unique, json }: Told): FoundColumn {
  const [name, base, type, nullable, privileges, length, precision, scale] = row.map((cell) => cell ?? '');
  const { keys = [], ...facts } = nativeFacts({
    base: (base ?? '').toLowerCase(),
    type: type ?? '',
    length: Number(length),
    precision: Number(precision),
    scale: Number(scale),
    ...(json && { isJson: json.has(name ?? '') }),
  });
  return {
    ...{ name: name ?? '', type: type ?? '', keys, ...facts },
    readable: (privileges ?? '').split(',').includes('select'),
    // What a view says of null is of its statement, which nobody can declare otherwise.
    nullable: nullable !== 'NO' && !derived,
    unique: derived ? 'unknown' : unique.has(name ?? ''),
  };
}
