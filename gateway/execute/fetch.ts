import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { BoundFetch, BoundPlan, Page } from '../bound.ts';
import { noRows, type Rows } from '../rows.ts';
import type { Call } from '../stores/contract.ts';
import { fetchGroups, type Groups } from './groups.ts';
import { type Reader, readerOf, type Stores } from './reader.ts';
import type { Purse, Spent } from './spending.ts';

/** The rows of one fetch for all its parents, and of those below it. */
export interface Block {
  readonly bound: BoundFetch;
  readonly rows: Rows;
  /** Where a row's columns begin: behind the key of its group, where it has one. */
  readonly first: number;
  /** For each parent the places of its rows, in order. The root has one parent. A row that is in none is not answered. */
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

/** What a root of the operation found. */
export type Fetched = Block | Groups;

/** Reads everything that a bound plan asks for: one statement per place, all parents together, level by level. */
export async function fetch(
  stores: Stores,
  plan: BoundPlan,
  call: Call,
  paying?: { readonly purse: Purse; readonly spent: Spent },
): Promise<readonly (Fetched | undefined)[]> {
  const reader = readerOf(stores, call);
  return Promise.all(
    plan.roots.map(({ bound, groups }) => {
      if (groups) return fetchGroups(reader, groups, paying && { purse: paying.purse, paid: paying.spent.get(groups) });
      return bound ? fetchBlock(reader, bound, [null]) : undefined;
    }),
  );
}

/** @param keys what each parent holds to find its rows by; the root has one parent without a key */
async function fetchBlock(reader: Reader, bound: BoundFetch, keys: readonly Cell[]): Promise<Block> {
  try {
    const counting = bound.count && readCounts(reader, bound, keys);
    const [found, counts] = counting
      ? await Promise.all([readRows(reader, bound, keys), counting])
      : [await readRows(reader, bound, keys), keys.map(() => 0)];
    const block = { bound, ...found, counts, known: nothingKnown, children: [] };
    if (!bound.known && bound.children.length === 0) return block;
    const [known, children] = await Promise.all([
      readKnown(reader, block),
      Promise.all(bound.children.map((child) => child && fetchBlock(reader, child, keysFor(child, block)))),
    ]);
    return { ...block, known, children };
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    const nothing = { rows: noRows, first: 0, groups: [], more: [], counts: [], known: nothingKnown, children: [] };
    return { bound, ...nothing, fault };
  }
}

const nothingKnown: Block['known'] = new Map();

/** A cell of the columns that the fetch reads. */
export const cellOf = ({ rows, first }: Pick<Block, 'rows' | 'first'>, row: number, column: number): Cell =>
  rows.cell(row, first + column);

/** By the place of the row that is the parent; a row that is not answered has no children. */
function keysFor(child: BoundFetch, block: Block): readonly Cell[] {
  const { access } = child.fetch;
  if (access.by !== 'parent' && access.by !== 'reference') throw new Error('a child is found by its parent');
  const keys = new Array<Cell>(block.rows.count).fill(null);
  for (const group of block.groups) for (const row of group) keys[row] = cellOf(block, row, access.from);
  return keys;
}

type Found = Pick<Block, 'rows' | 'first' | 'groups' | 'more'>;

async function readRows(reader: Reader, bound: BoundFetch, keys: readonly Cell[]): Promise<Found> {
  const rows = bound.select ? await reader.statement(bound.store, bound.select, keys) : noRows;
  const { access } = bound.fetch;
  if (access.by === 'parent') return grouped(rows, keys, bound.page);
  if (access.by === 'reference') return referred(bound, rows, keys);
  // Two records that fit one full value answer like none.
  const count = access.by === 'lookup' && rows.count > 1 ? 0 : rows.count;
  return { rows, first: 0, ...paged([places(count)], bound.page) };
}

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, row) => row);

/** Rows come with their group's key in front; each parent gets those of its key. */
function grouped(rows: Rows, keys: readonly Cell[], page: Page | undefined): Found {
  const byKey = new Map<Cell, number[]>();
  for (let row = 0; row < rows.count; row += 1) {
    const key = rows.cell(row, 0);
    const group = byKey.get(key);
    if (group) group.push(row);
    else byKey.set(key, [row]);
  }
  const lists = keys.map((key) => byKey.get(key) ?? []);
  return { rows, first: 1, ...paged(lists, page) };
}

/** Leaves out the one row that only tells that there are more, and turns round what was read from the end. */
function paged(lists: readonly (readonly number[])[], page: Page | undefined): Pick<Block, 'groups' | 'more'> {
  if (!page) return { groups: lists, more: [] };
  const { size, backward } = page;
  const groups = lists.map((list) => {
    const kept = list.length > size ? list.slice(0, size) : list;
    return backward ? kept.toReversed() : kept;
  });
  return { groups, more: lists.map((list) => list.length > size) };
}

/** Each parent refers to one row at most. */
function referred({ fetch: { reads } }: BoundFetch, rows: Rows, keys: readonly Cell[]): Found {
  const keyAt = reads.findIndex((one) => one.read === 'key');
  const byKey = new Map(places(rows.count).map((row) => [rows.cell(row, keyAt), row] as const));
  const groups = keys.map((key) => {
    const row = key === null ? undefined : byKey.get(key);
    return row === undefined ? [] : [row];
  });
  return { rows, first: 0, groups, more: [] };
}

async function readCounts(reader: Reader, bound: BoundFetch, keys: readonly Cell[]): Promise<readonly number[]> {
  const rows = bound.count ? await reader.statement(bound.store, bound.count, keys) : noRows;
  if (bound.fetch.access.by !== 'parent') return [rows.count > 0 ? Number(rows.cell(0, 0)) : 0];
  const byKey = new Map(places(rows.count).map((row) => [rows.cell(row, 0), Number(rows.cell(row, 1))] as const));
  return keys.map((key) => byKey.get(key) ?? 0);
}

async function readKnown(reader: Reader, block: Omit<Block, 'known'>): Promise<Block['known']> {
  const { bound } = block;
  const at = bound.fetch.subject?.column;
  if (!bound.known || at === undefined) return nothingKnown;
  const all = block.groups.flatMap((group) => group.map((row) => cellOf(block, row, at)));
  const subjects = [...new Set(all)].filter((key) => typeof key === 'string');
  if (subjects.length === 0) return nothingKnown;
  const { store, query } = bound.known;
  const found = await reader.read(store, query, [subjects]);
  const values = (row: number): readonly string[] =>
    query.decode
      .flatMap((_, column) => (column === 0 ? [] : [found.cell(row, column)]))
      .filter(isThere)
      .map(String);
  return new Map(places(found.count).map((row) => [String(found.cell(row, 0)), values(row)] as const));
}

const isThere = (cell: Cell): boolean => cell !== null;
