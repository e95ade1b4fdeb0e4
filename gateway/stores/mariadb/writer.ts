import type { Bound } from '../../statement.ts';
import type { Query } from '../contract.ts';
import { bytesHashColumn, hashColumn } from '../sql/mariadb/hash-column.ts';
import { fill, type MariadbQuery, type Statement, write, type Written } from '../sql/mariadb/lower.ts';
import { sourcesOf } from '../sql/mariadb/sight.ts';
import type { TableFacts } from '../sql/mariadb/columns.ts';
import type { Session } from './session-open.ts';
import type { KnownTables } from './tables.ts';

interface Kept {
  readonly seen: readonly unknown[];
  readonly written: Written;
}

/** Writes statements for the tables as they are, and keeps each text as long as they are the same. */
export function writer(tables: KnownTables) {
  const kept = new WeakMap<Query, Kept>();
  return async (query: Query, values: readonly Bound[], session: Session): Promise<Statement> => {
    // A text that somebody else wrote, without values.
    if (!isLowered(query)) return { text: query.text, parameters: [] };
    const sources = sourcesOf(query.select);
    const of = await tables.of(sources, session);
    const names = query.salts.map((slot) => hashColumn(String(values[slot])));
    const seen: readonly unknown[] = [...sources.map(of), ...names.map((name) => used(name, sources.map(of)))];
    const before = kept.get(query);
    if (before && isSame(before.seen, seen)) return fill(before.written, values);
    const nameOf = (salt: number): string | undefined => names[query.salts.indexOf(salt)];
    const written = write(query.select, { of, hashColumn: nameOf });
    kept.set(query, { seen, written });
    return fill(written, values);
  };
}

const isLowered = (query: Query): query is MariadbQuery => 'select' in query;

/** A column of hashes that is there: which it is, is part of the text. */
const used = (name: string, tables: readonly (TableFacts | undefined)[]): string | undefined =>
  tables.some((table) => table?.has(name) || table?.has(bytesHashColumn(name))) ? name : undefined;

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((fact, at) => fact === other[at]);
