import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { BoundFetch, BoundPlan, Page } from '../bound.ts';
import type { Row } from '../statement.ts';
import { type Reader, readerOf, type Stores } from './reader.ts';

/** The rows of one fetch for all its parents, and of those below it. */
export interface Block {
  readonly bound: BoundFetch;
  readonly rows: readonly Row[];
  /** For each parent the places of its rows, in order. The root has one parent. */
  readonly groups: readonly (readonly number[])[];
  /** For each parent whether there were more rows than asked for. */
  readonly more: readonly boolean[];
  readonly counts: readonly number[];
  /** What is known of a subject, by key; asked for only where a technique needs it. */
  readonly known: ReadonlyMap<string, readonly string[]>;
  readonly children: readonly (Block | undefined)[];
  /** The store failed this branch. */
  readonly fault?: GatewayError;
}

/** Reads everything that a bound plan asks for: one statement per place, all parents together, level by level. */
export async function fetch(stores: Stores, plan: BoundPlan): Promise<readonly (Block | undefined)[]> {
  const reader = readerOf(stores);
  return Promise.all(plan.roots.map(({ bound }) => (bound ? fetchBlock(reader, bound, [null]) : undefined)));
}

/** @param keys what each parent holds to find its rows by; the root has one parent without a key */
async function fetchBlock(reader: Reader, bound: BoundFetch, keys: readonly Cell[]): Promise<Block> {
  try {
    const [found, counts] = await Promise.all([readRows(reader, bound, keys), readCounts(reader, bound, keys)]);
    const [known, children] = await Promise.all([
      readKnown(reader, bound, found.rows),
      Promise.all(bound.children.map((child) => child && fetchBlock(reader, child, keysFor(child, found.rows)))),
    ]);
    return Object.freeze({ bound, ...found, counts, known, children });
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    return Object.freeze({ bound, rows: [], groups: [], more: [], counts: [], known: new Map(), children: [], fault });
  }
}

function keysFor(child: BoundFetch, rows: readonly Row[]): readonly Cell[] {
  const { access } = child.fetch;
  if (access.by !== 'parent' && access.by !== 'reference') throw new Error('a child is found by its parent');
  return rows.map((row) => row[access.from] ?? null);
}

type Found = Pick<Block, 'rows' | 'groups' | 'more'>;

async function readRows(reader: Reader, bound: BoundFetch, keys: readonly Cell[]): Promise<Found> {
  const rows = bound.select ? await reader.statement(bound.store, bound.select, keys) : [];
  const { access } = bound.fetch;
  if (access.by === 'parent') return grouped(rows, keys, bound.page);
  if (access.by === 'reference')
    return referred(
      rows,
      keys,
      bound.fetch.reads.findIndex((one) => one.read === 'key'),
    );
  // Two records that fit one full value answer like none.
  const single = access.by === 'lookup' && rows.length > 1 ? [] : rows;
  return paged([single], bound.page);
}

/** Rows come with their group's key in front; each parent gets those of its key. */
function grouped(rows: readonly Row[], keys: readonly Cell[], page: Page | undefined): Found {
  const byKey = new Map<Cell, Row[]>();
  for (const [key = null, ...row] of rows) {
    const group = byKey.get(key);
    if (group) group.push(row);
    else byKey.set(key, [row]);
  }
  return paged(
    keys.map((key) => byKey.get(key) ?? []),
    page,
  );
}

/** Cuts the one row that only tells that there are more, and turns round what was read from the end. */
function paged(lists: readonly (readonly Row[])[], page: Page | undefined): Found {
  const rows: Row[] = [];
  const more: boolean[] = [];
  const groups = lists.map((list) => {
    const size = page?.size ?? list.length;
    more.push(list.length > size);
    const kept = list.slice(0, size);
    if (page?.backward) kept.reverse();
    return kept.map((row) => rows.push(row) - 1);
  });
  return { rows, groups, more };
}

/** Each parent refers to one row at most. */
function referred(rows: readonly Row[], keys: readonly Cell[], keyAt: number): Found {
  const places = new Map(rows.map((row, at) => [row[keyAt] ?? null, at] as const));
  const groups = keys.map((key) => {
    const at = key === null ? undefined : places.get(key);
    return at === undefined ? [] : [at];
  });
  return { rows, groups, more: [] };
}

async function readCounts(reader: Reader, bound: BoundFetch, keys: readonly Cell[]): Promise<readonly number[]> {
  const rows = bound.count ? await reader.statement(bound.store, bound.count, keys) : [];
  if (bound.fetch.access.by !== 'parent') return [Number(rows[0]?.[0] ?? 0)];
  const byKey = new Map(rows.map(([key = null, count]) => [key, Number(count)] as const));
  return keys.map((key) => byKey.get(key) ?? 0);
}

async function readKnown(
  reader: Reader,
  bound: BoundFetch,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const at = bound.fetch.subject?.column;
  if (!bound.known || at === undefined) return new Map();
  const subjects = [...new Set(rows.map((row) => row[at]))].filter((key) => typeof key === 'string');
  if (subjects.length === 0) return new Map();
  const found = await reader.read(bound.known.store, bound.known.query, [subjects]);
  return new Map(
    found.map(([key, ...values]) => [String(key), values.filter((value) => value !== null).map(String)] as const),
  );
}
