import type { Entity } from '../../schema/catalogue/catalogue.ts';
import { limits } from '../../plugins/limits/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import type { Asking } from './asking.ts';
import { type Filter, fits } from './filters.ts';
import { type OrderBy, ordering } from './order.ts';
import { isCounted, isReadable, truthAt } from './relation.ts';
import { rowsOf, type TwinRow } from './world.ts';

export interface PageArguments {
  readonly filter?: Filter | null;
  readonly orderBy?: OrderBy | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Page {
  readonly rows: readonly TwinRow[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export const readableAmong = (
  asking: Asking,
  entity: Entity,
  candidates: readonly TwinRow[],
  { filter }: PageArguments,
): readonly TwinRow[] =>
  candidates.filter((row) => isReadable(asking, entity, row) && (!filter || fits(asking, entity, row, filter)));

export function pageOf(
  asking: Asking,
  entity: Entity,
  coordinate: string,
  candidates: readonly TwinRow[],
  args: PageArguments,
): Page {
  const order = ordering(asking, entity, args.orderBy ?? []);
  const after = args.after ? rowAt(asking, entity, coordinate, args, args.after) : undefined;
  const before = args.before ? rowAt(asking, entity, coordinate, args, args.before) : undefined;
  const within = readableAmong(asking, entity, candidates, args)
    .filter((row) => (!after || order(row, after) > 0) && (!before || order(row, before) < 0))
    .sort(order);
  const size = args.first ?? args.last ?? pageLimits(asking).default;
  const backward = typeof args.last === 'number';
  const rows = backward ? within.slice(Math.max(0, within.length - size)) : within.slice(0, size);
  const more = within.length > size;
  return {
    rows,
    hasNextPage: backward ? before !== undefined : more || before !== undefined,
    hasPreviousPage: backward ? more || after !== undefined : after !== undefined,
  };
}

export const countOf = (asking: Asking, entity: Entity, candidates: readonly TwinRow[], args: PageArguments): number =>
  readableAmong(asking, entity, candidates, args).filter((row) =>
    isCounted(asking, entity, truthAt(asking, entity, row)),
  ).length;

/** The twin's cursor names the row and where it was made; it is compared by following it. */
export const cursorOf = (coordinate: string, args: PageArguments, row: TwinRow): string =>
  JSON.stringify([...madeFor(coordinate, args), row.key]);

const madeFor = (coordinate: string, { filter, orderBy }: PageArguments): readonly string[] => [
  coordinate,
  JSON.stringify([filter ?? null, orderBy ?? []]),
];

function rowAt(asking: Asking, entity: Entity, coordinate: string, args: PageArguments, cursor: string): TwinRow {
  const row = openCursor(asking, entity, coordinate, args, cursor);
  if (!row) throw new Error('a cursor that does not belong here was refused before');
  return row;
}

function openCursor(
  asking: Asking,
  entity: Entity,
  coordinate: string,
  args: PageArguments,
  cursor: string,
): TwinRow | undefined {
  return rowsOf(asking.world, entity).find((row) => cursorOf(coordinate, args, row) === cursor);
}

const pageLimits = (asking: Asking) => sectionOf(asking.world.policy, limits).limits.page;

/** What is wrong with the page itself; nothing where it is well asked for. */
export function pageFault(
  asking: Asking,
  entity: Entity,
  coordinate: string,
  args: PageArguments,
): 'BAD_USER_INPUT' | 'COST_EXCEEDED' | undefined {
  const { first, last, after, before } = args;
  const size = first ?? last ?? 0;
  if ((typeof first === 'number' && typeof last === 'number') || size < 0) return 'BAD_USER_INPUT';
  if (size > pageLimits(asking).max) return 'COST_EXCEEDED';
  const fit = [after, before].every((cursor) => !cursor || openCursor(asking, entity, coordinate, args, cursor));
  return fit ? undefined : 'BAD_USER_INPUT';
}
