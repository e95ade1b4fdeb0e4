import type { Source } from '../../statement.ts';
import { columnFacts, type TableFacts } from '../sql/mariadb/columns.ts';
import type { Session } from './session-open.ts';

/** The columns of tables, as the server tells them. */
export interface KnownTables {
  /** Each of them, asked for where it is not known. */
  readonly of: (sources: readonly Source[], session: Session) => Promise<(source: Source) => TableFacts | undefined>;
  /** A table may have changed: everything is looked at again. */
  readonly forget: () => void;
}

/** How long a table is taken to be as it was. */
const keptMs = 60_000;

const columnsOf =
  'select column_name, data_type, coalesce(numeric_scale, 0), is_nullable, character_set_name, collation_name, extra, table_name ' +
  'from information_schema.columns where table_schema = coalesce(?, database()) and table_name = ?';

export function knownTables(): KnownTables {
  const known = new Map<string, Promise<TableFacts | undefined>>();
  const look = (source: Source, session: Session): Promise<TableFacts | undefined> => {
    const key = keyOf(source);
    const before = known.get(key);
    if (before) return before;
    const looking = lookAt(source, session);
    known.set(key, looking);
    const forget = (): void => {
      if (known.get(key) === looking) known.delete(key);
    };
    looking.catch(forget);
    setTimeout(forget, keptMs).unref();
    return looking;
  };
  const of: KnownTables['of'] = async (sources, session) => {
    const keys = new Map(sources.map((source) => [keyOf(source), source]));
    const found = new Map<string, TableFacts | undefined>();
    for (const [key, source] of keys) found.set(key, await look(source, session));
    return (source) => found.get(keyOf(source));
  };
  return Object.freeze({ of, forget: () => known.clear() });
}

const keyOf = ({ schema, table }: Source): string => JSON.stringify([schema, table]);

async function lookAt({ schema, table }: Source, session: Session): Promise<TableFacts | undefined> {
  const value = (text: string | undefined) => ({ type: 'text', value: text ?? null }) as const;
  const rows = await session.read({ text: columnsOf, parameters: [value(schema), value(table)] });
  // The server may take a name in any case; where it does not, both may be there.
  const exact = rows.filter((row) => row[7] === table);
  const found = (exact.length > 0 ? exact : rows).filter(isOurs);
  return rows.length === 0 ? undefined : new Map(found.map((row) => [String(row[0]).toLowerCase(), factsOf(row)]));
}

/** What is named like a column of hashes and is not computed is none. */
const isOurs = (row: readonly unknown[]): boolean =>
  !String(row[0]).startsWith('scrim_order_') || String(row[6]).toUpperCase().includes('GENERATED');

const text = (cell: unknown): string | null => (cell === null || cell === undefined ? null : String(cell));

const factsOf = ([, dataType, scale, nullable, charset, collation]: readonly unknown[]) =>
  columnFacts({
    dataType: String(dataType),
    scale: Number(scale),
    nullable: nullable !== 'NO',
    charset: text(charset),
    collation: text(collation),
  });
