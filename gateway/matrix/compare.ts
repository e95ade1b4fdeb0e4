import { intersect, type Restriction, restrictionKey, unite, none } from '../../schema/terms/restriction.ts';
import type { Cell, EntityCell, Outcome } from './cells.ts';
import { between, type Direction } from './direction.ts';
import { quotasDirection, quotasInWords } from './quotas.ts';
import { tellingDirection } from './telling.ts';
import { rowsDirection, within } from './within.ts';

/** One thing about a cell that a change touches, before and after. */
export type Part = { readonly aspect: string; readonly direction: Direction } & (
  | { readonly of: 'outcome'; readonly from: Seen; readonly to: Seen }
  | { readonly of: 'rows'; readonly from: Restriction; readonly to: Restriction }
  | { readonly of: 'names'; readonly gained: readonly string[]; readonly lost: readonly string[] }
  | { readonly of: 'text'; readonly from?: string; readonly to?: string }
);

/** What is shown on which rows. */
export type Seen = Pick<Cell, 'rows' | 'cases'>;

type Visible = Pick<Cell, 'rows' | 'cases' | 'filter' | 'order' | 'lookup' | 'quotas'>;
type Entered = Pick<EntityCell, 'rows' | 'roots' | 'relations' | 'counted' | 'statistics'>;

const unseen: Visible = { rows: none, cases: [], filter: [], order: false, lookup: none, quotas: [] };
const closed: Entered = { rows: none, roots: [], relations: [], counted: none, statistics: [] };

/** @param ladders the field's ladder before and after */
export function compareCells(
  from: Visible = unseen,
  to: Visible = unseen,
  ladders: readonly (readonly string[])[],
): readonly Part[] {
  const direction = outcomeDirection(from, to, ladders);
  const uses = names('uses', usesOf(from), usesOf(to));
  // Uses follow the verdict: what a clearer value loses or a stricter one gains of them reveals nothing by itself.
  const followed = direction === 'same' ? uses : uses.map((part): Part => ({ ...part, direction: 'same' }));
  const outcome: Part = { aspect: 'outcome', of: 'outcome', direction, from: seen(from), to: seen(to) };
  return [
    ...(direction === 'same' ? [] : [outcome]),
    ...followed,
    ...rows('lookup', from.lookup, to.lookup),
    ...lookups(from, to),
  ];
}

/** Where there was no lookup, or is none any more, its rows say it. */
const lookups = (from: Visible, to: Visible): readonly Part[] =>
  from.lookup.kind === 'none' || to.lookup.kind === 'none'
    ? []
    : text('lookups', quotasInWords(from.quotas), quotasInWords(to.quotas), quotasDirection(from.quotas, to.quotas));

export const compareEntities = (from: Entered = closed, to: Entered = closed): readonly Part[] => [
  ...rows('rows', from.rows, to.rows),
  ...names('roots', from.roots, to.roots),
  ...names('relations', from.relations, to.relations),
  ...rows('counted', from.counted, to.counted),
  ...names('statistics', from.statistics, to.statistics),
];

const seen = ({ rows, cases }: Seen): Seen => ({ rows, cases });

const usesOf = ({ filter, order }: Visible): readonly string[] => [
  ...filter.map((operator) => `filter.${operator}`),
  ...(order ? ['order'] : []),
];

/** On every row the new one tells at least what the old one told, and the other way round. */
function outcomeDirection(from: Seen, to: Seen, ladders: readonly (readonly string[])[]): Direction {
  return between(tellsAll(to, from, ladders), tellsAll(from, to, ladders));
}

function tellsAll(one: Seen, other: Seen, ladders: readonly (readonly string[])[]): boolean {
  return other.cases.every((told) => {
    const atLeast = one.cases.filter((each) => ['same', 'wider'].includes(tellingDirection(told, each, ladders)));
    const covered = atLeast.reduce<Restriction>((sum, each) => unite(sum, rowsOf(one, each)), none);
    return within(rowsOf(other, told), covered);
  });
}

const rowsOf = ({ rows: readable }: Seen, { when }: Outcome): Restriction => intersect(readable, when);

function rows(aspect: string, from: Restriction, to: Restriction): readonly Part[] {
  if (restrictionKey(from) === restrictionKey(to)) return [];
  return [{ aspect, of: 'rows', direction: rowsDirection(from, to), from, to }];
}

export function names(aspect: string, from: readonly string[], to: readonly string[]): readonly Part[] {
  const gained = to.filter((name) => !from.includes(name));
  const lost = from.filter((name) => !to.includes(name));
  if (gained.length + lost.length === 0) return [];
  return [{ aspect, of: 'names', direction: between(lost.length === 0, gained.length === 0), gained, lost }];
}

/** A text that is another one. What that means is the caller's to say. */
export function text(
  aspect: string,
  from: string | undefined,
  to: string | undefined,
  direction: Direction = 'same',
): readonly Part[] {
  if (from === to) return [];
  return [{ aspect, of: 'text', direction, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
}
