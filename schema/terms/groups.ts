import { type Band, meet } from './band.ts';

/** The dimensions of the finest groups of an entity, by field. */
export type Grid = Readonly<Record<string, Band>>;

/** Groups of fewer people are as if they were not there. */
export interface MinimumGroups {
  /** How many different people a group is about at least. */
  readonly size: number;
  /** How many percent of a sum may come from one of them. */
  readonly dominance: number;
  /** By entity; one that is not here is one group. */
  readonly grids: Readonly<Record<string, Grid>>;
}

/** Both demands hold: the larger group, and groups that are whole groups of either. */
export function joinGroups(a: MinimumGroups | undefined, b: MinimumGroups | undefined): MinimumGroups | undefined {
  if (!a || !b) return a ?? b;
  const grids = shared(a.grids, b.grids, joinGrids);
  return { size: Math.max(a.size, b.size), dominance: Math.min(a.dominance, b.dominance), grids };
}

const joinGrids = (a: Grid, b: Grid): Grid => shared(a, b, meet);

function shared<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (a: T, b: T) => T | undefined,
): Readonly<Record<string, T>> {
  const both = Object.keys(a).filter((name) => Object.hasOwn(b, name));
  const joined = both.map((name) => [name, join(a[name] as T, b[name] as T)] as const);
  return Object.fromEntries(joined.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const])).sort());
}
