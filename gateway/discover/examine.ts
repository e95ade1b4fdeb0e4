import { narrowed } from './narrow.ts';
import type { Described, Source } from './port.ts';
import type { StoredTable } from './stored.ts';
import { summarize } from './values/summarize.ts';

export interface Examining {
  /** Rows to look at in each table; none where it is 0. */
  readonly rows: number;
  /** Milliseconds for all of them together; a table that finds them spent is left without a sample. */
  readonly withinMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Only tables that fit one of these names, in which `*` stands for anything; all where there is none. */
  readonly only?: readonly string[];
  /** Called before each table. */
  readonly progress?: (done: number, all: number, table: string) => void;
}

/** What a store is, with what a sample of its values shows, and what could not be looked at. */
export interface Examined extends Described {
  /** Tables of which no values could be read in time. */
  readonly unsampled: readonly string[];
}

/** So many columns are read by one statement: a table may have more than a thousand. */
const columnsAtOnce = 100;

/** Reads the structure of a store, then a few rows of each table; what fails for one table fails for it alone. */
export async function examine(source: Source, examining: Examining): Promise<Examined> {
  const { rows, progress, withinMs, now, only = [] } = examining;
  const described = narrowed(await source.describe(), only);
  if (rows === 0) return { ...described, unsampled: [] };
  // What a view shows lies in tables, and asking it can be dear: it is asked only where there is nothing else.
  const onlyViews = described.tables.every((table) => table.kind === 'view');
  const unsampled: string[] = [];
  const tables: StoredTable[] = [];
  const until = now() + withinMs;
  const inTime = async <T>(ask: () => Promise<T>): Promise<T | undefined> => (now() < until ? ask() : undefined);
  for (const [at, table] of described.tables.entries()) {
    progress?.(at, described.tables.length, table.key);
    const asked = table.kind === 'table' || onlyViews;
    const sampled = asked ? await inTime(() => sampledTable(source, table, rows)) : table;
    if (!sampled) unsampled.push(table.key);
    tables.push(sampled ?? table);
  }
  return { ...described, tables, unsampled };
}

/** What no one value tells anything of. */
const mute: ReadonlySet<string> = new Set(['binary', 'boolean', 'place', 'other']);

async function sampledTable(source: Source, table: StoredTable, rows: number): Promise<StoredTable | undefined> {
  const names = table.columns.filter((column) => !mute.has(column.type)).map((column) => column.name);
  const facts = new Map<string, ReturnType<typeof summarize>>();
  try {
    for (let at = 0; at < names.length; at += columnsAtOnce) {
      const some = names.slice(at, at + columnsAtOnce);
      const values = await source.sample(table, some, rows);
      for (const [i, name] of some.entries()) facts.set(name, summarize(values.map((row) => row[i] ?? null)));
    }
  } catch {
    return undefined;
  }
  const columns = table.columns.map((column) => {
    const sample = facts.get(column.name);
    return sample ? { ...column, sample } : column;
  });
  return { ...table, columns };
}
