import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { Figure } from '../aggregate.ts';
import type { BoundAggregate } from '../bound.ts';
import { noRows, type Rows } from '../rows.ts';
import { addExact, averageOf, shortest } from './exact.ts';
import { noisyGroups } from './noisy.ts';
import type { Reader } from './reader.ts';
import type { Paid, Purse } from './spending.ts';

/** One group of an answer. */
export interface Group {
  /** By the name of the field. */
  readonly key: ReadonlyMap<string, Cell>;
  /** By the place of the figure. */
  readonly figures: readonly Cell[];
  /** How far off each may be, where that is the group's own. */
  readonly errors?: readonly (number | null)[];
  /** The one person that it is about. */
  readonly person?: string;
}

/** The groups that an aggregate found. */
export interface Groups {
  readonly aggregate: BoundAggregate;
  readonly groups: readonly Group[];
  /** The store failed this branch. */
  readonly fault?: GatewayError;
}

/** Finds the groups of an aggregate. @param paying needed where they come with noise */
export async function fetchGroups(
  reader: Reader,
  aggregate: BoundAggregate,
  paying?: { readonly purse: Purse; readonly paid: Paid | undefined },
): Promise<Groups> {
  try {
    // INVARIANT: what comes with noise is answered in no other way.
    if (aggregate.noise) {
      if (!paying?.paid) throw new Error('a noisy answer is paid for before anything is read');
      return { aggregate, groups: await noisyGroups(paying.purse, reader, aggregate, paying.paid) };
    }
    const rows = aggregate.select ? await reader.statement(aggregate.store, aggregate.select, []) : noRows;
    return { aggregate, groups: groupsOf(aggregate, rows) };
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    return { aggregate, groups: [], fault };
  }
}

/** The columns of one group, as they came. */
type Line = readonly Cell[];

/** @throws GatewayError `COST_EXCEEDED` where there are more groups than an answer may hold */
function groupsOf(aggregate: BoundAggregate, rows: Rows): readonly Group[] {
  const { keys, columns, alone, most, bearable = Number.POSITIVE_INFINITY } = aggregate;
  const isMasked = keys.some(({ bound }) => bound);
  const width = 1 + Math.max(keys.length - 1, alone?.column ?? -1, ...columns.flat());
  const lines = Array.from({ length: rows.count }, (_, row) =>
    Array.from({ length: width }, (_, column) => rows.cell(row, column)),
  );
  if (lines.length > bearable) throw tooMany(bearable, isMasked);
  // Without rows there is still the one group of all of them.
  const found = keys.length === 0 && lines.length === 0 ? [nobody(aggregate, width)] : lines;
  const told = isMasked ? masked(aggregate, found) : found;
  return told.slice(0, most).map((line) => groupOf(aggregate, line));
}

const nobody = ({ aggregate, columns }: BoundAggregate, width: number): Line => {
  const line: Cell[] = new Array<Cell>(width).fill(null);
  for (const [at, figure] of aggregate.figures.entries())
    if (figure.figure === 'count' || figure.figure === 'subjects') line[columns[at]?.[0] ?? 0] = 0;
  return line;
};

const tooMany = (most: number, masked: boolean): GatewayError => {
  const fewer = masked ? 'choose fewer with `filter`' : 'ask for the first of them with `first`';
  return new GatewayError('COST_EXCEEDED', `there are more than ${most} groups: ${fewer}, or tell fewer apart`);
};

function groupOf({ aggregate, keys, columns, alone }: BoundAggregate, line: Line): Group {
  const person = alone && line[alone.column];
  return {
    ...(typeof person === 'string' && { person }),
    key: new Map(keys.map(({ name }, at) => [name, line[at] ?? null] as const)),
    figures: aggregate.figures.map((figure, at) =>
      figureOf(
        figure,
        (columns[at] ?? []).map((one) => line[one] ?? null),
      ),
    ),
  };
}

function figureOf(of: Figure, [value = null, count = 0]: readonly Cell[]): Cell {
  if (value === null || !('field' in of)) return value;
  if (of.figure === 'avg') return averageOf(String(value), Number(count));
  // Of two equal values that are written differently nobody knows which one is the least.
  return of.figure === 'sum' || of.field.field.type === 'Decimal' ? shortest(String(value)) : value;
}

/** Keys become surrogates here; groups that look alike then are one. Their order must tell nothing of what they stand for. */
function masked({ aggregate, keys, columns, alone }: BoundAggregate, lines: readonly Line[]): readonly Line[] {
  const merged = new Map<string, Line>();
  const joins = joinsOf(aggregate.figures, columns);
  if (alone) joins.set(alone.column, same);
  for (const line of lines) {
    const seen = line.map((cell, at) => {
      const bound = keys[at]?.bound;
      return bound && cell !== null ? bound.mask(cell) : cell;
    });
    const name = JSON.stringify(seen.slice(0, keys.length).map((cell) => [cell === null ? 1 : 0, cell]));
    const before = merged.get(name);
    merged.set(name, before ? before.map((cell, at) => joined(joins.get(at), cell, seen[at] ?? null)) : seen);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

type Join = (a: Cell, b: Cell) => Cell;

const joined = (join: Join | undefined, a: Cell, b: Cell): Cell => {
  if (!join) return a;
  if (join === same) return same(a, b);
  return a === null ? b : b === null ? a : join(a, b);
};

/** Of several people none is alone. */
const same: Join = (a, b) => (a === b ? a : null);
const add: Join = (a, b) => Number(a) + Number(b);
const sum: Join = (a, b) => addExact(String(a), String(b));
const less = (a: Cell, b: Cell): boolean =>
  typeof a === 'number' ? a < Number(b) : addExact(String(a), negative(String(b))).startsWith('-');
const negative = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);

/** How a figure of two groups becomes that of both. People who are in both are counted by nobody. */
const figureJoins: Readonly<Record<Figure['figure'], readonly Join[]>> = {
  count: [add],
  subjects: [add],
  sum: [sum],
  avg: [sum, add],
  min: [(a, b) => (less(a, b) ? a : b)],
  max: [(a, b) => (less(a, b) ? b : a)],
};

const joinsOf = (figures: readonly Figure[], columns: BoundAggregate['columns']): Map<number, Join> =>
  new Map(
    figures.flatMap(({ figure }, at) =>
      (columns[at] ?? []).map((column, n) => [column, figureJoins[figure][n] ?? add] as const),
    ),
  );
