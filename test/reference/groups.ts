import type { Entity, Field } from '../../schema/catalogue/catalogue.ts';
import type { Band } from '../../schema/terms/band.ts';
import type { Cell, Value } from '../../schema/terms/field.ts';
import { type Asking, remembered, withRows } from './asking.ts';
import { banded } from './bands.ts';
import { type Bound, boundOf } from './bound.ts';
import { compare } from './compare.ts';
import { decimals, mean, short } from './decimals.ts';
import { answers, type Filter, fits } from './filters.ts';
import { isReadable, truthAt } from './relation.ts';
import { fieldsOf } from './sight.ts';
import { gridOf, isFigured, isMasked, states, statisticsAsking, statisticSight } from './statistics.ts';
import { holds } from './tests.ts';
import { grantsOf, rawCell, rowsOf, subjectName, type TwinRow } from './world.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';

export interface GroupArguments {
  readonly filter?: Filter | null;
  readonly groupBy?: Readonly<Record<string, boolean | number | string | null>> | null;
  readonly first?: number | null;
}

/** How wide groups are asked for, by field. */
export const bandsOf = ({ groupBy }: GroupArguments): ReadonlyMap<string, Band> =>
  new Map(
    Object.entries(groupBy ?? {}).flatMap(([name, asked]): readonly (readonly [string, Band])[] => {
      if (asked === null || asked === undefined || asked === false) return [];
      return [[name, typeof asked === 'string' ? (asked.toLowerCase() as Band) : asked]];
    }),
  );

/** The same asker, as groups see the world. */
export const statisticsOf = (asks: Asking): Asking =>
  boundOf(asks)
    ? withRows(
        remembered(asks, 'statistics', () => statisticsAsking(asks, (world) => grantsOf(world, asks.asker))),
        asks.world.rows,
      )
    : asks;

/** A row as groups see it. */
export interface Line {
  readonly row: TwinRow;
  readonly key: readonly Cell[];
  readonly cell: string;
  readonly person: string | undefined;
  readonly counts: boolean;
}

/** The groups of an entity, each with every figure that could be asked of it. */
export function groupsOf(plain: Asking, entity: Entity, args: GroupArguments): readonly unknown[] {
  const asks = statisticsOf(plain);
  const bands = bandsOf(args);
  const keys = fieldsOf(entity).filter(({ name }) => bands.has(name));
  const lines = visible(asks, linesOf(asks, entity, keys, bands, args));
  const groups = new Map<string, Line[]>();
  if (keys.length === 0) groups.set('[]', []);
  for (const line of lines) {
    const name = JSON.stringify(line.key.map((cell) => [cell === null ? 1 : 0, cell]));
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  const masked = keys.some((field) => isMasked(asks, field));
  const ordered = [...groups].sort(([a, [left]], [b, [right]]) =>
    masked ? (a < b ? -1 : 1) : byKeys(keys, left?.key ?? [], right?.key ?? []),
  );
  return ordered.slice(0, args.first ?? ordered.length).map(([, group]) => groupOf(asks, entity, keys, group));
}

function byKeys(keys: readonly Field[], a: readonly Cell[], b: readonly Cell[]): number {
  return keys.reduce((order, { type }, at) => {
    const [left = null, right = null] = [a[at], b[at]];
    if (order !== 0 || (left === null && right === null)) return order;
    return left === null ? 1 : right === null ? -1 : compare(type, left, right);
  }, 0);
}

/** The rows that are in groups at all, seen as groups see them. */
export function linesOf(
  asks: Asking,
  entity: Entity,
  keys: readonly Field[],
  bands: ReadonlyMap<string, Band>,
  { filter }: GroupArguments,
): readonly Line[] {
  const bound = boundOf(asks);
  const grid = bound ? gridOf(asks, bound, entity) : new Map<string, Band>();
  const wanted = (row: TwinRow): boolean =>
    !filter || (bound ? fitsGrid(asks, entity, row, grid, filter) : fits(asks, entity, row, filter));
  return rowsOf(asks.world, entity)
    .filter((row) => isReadable(asks, entity, row) && isEntered(asks, entity, row) && wanted(row))
    .map((row) => ({
      row,
      key: keys.map((field) => seenInGroups(asks, entity, field, row, bands.get(field.name) ?? true)),
      cell: JSON.stringify([...grid].map(([name, band]) => dimension(asks, entity, row, name, band))),
      person: subjectName(asks.world, entity, row),
      counts: isFigured(asks, entity, truthAt(asks, entity, row)),
    }));
}

function isEntered(asks: Asking, entity: Entity, row: TwinRow): boolean {
  const truth = truthAt(asks, entity, row);
  const stating = boundOf(asks) !== undefined;
  return asks
    .opening(entity.name)
    .filter((grant) => grant.roots.has(entity.roots.many ?? '') || (stating && states(asks, entity, grant)))
    .some((grant) => holds(grant.rows(entity.name), truth));
}

const dimension = (asks: Asking, entity: Entity, row: TwinRow, name: string, band: Band): Cell => {
  const field = entity.fields.get(name);
  return field ? seenInGroups(asks, entity, field, row, band) : null;
};

/** What a row's group is told by: null where its grants do not open that. */
export function seenInGroups(asks: Asking, entity: Entity, field: Field, row: TwinRow, band: Band): Cell {
  const one = statisticSight(asks, field, 'group', truthAt(asks, entity, row));
  const raw = rawCell(row, field);
  if (raw === null || !one) return null;
  if (one.grouped === 'store') return banded(field.type, one.see(raw, undefined), band);
  return isMasked(asks, field) ? one.see(raw, undefined) : null;
}

/** What is summed up of a row: its value where that is clear to statistics. */
export function summedValue(asks: Asking, entity: Entity, field: Field, row: TwinRow): Cell {
  const one = statisticSight(asks, field, 'aggregate', truthAt(asks, entity, row));
  return one?.disclosure === 'clear' ? rawCell(row, field) : null;
}

function fitsGrid(
  asks: Asking,
  entity: Entity,
  row: TwinRow,
  grid: ReadonlyMap<string, Band>,
  filter: Filter,
): boolean {
  const inner = (one: unknown): boolean => fitsGrid(asks, entity, row, grid, one as Filter);
  return Object.entries(filter).every(([name, value]) => {
    if (value === undefined || value === null) return true;
    const list = Array.isArray(value) ? value : [value];
    if (name === 'and') return list.every(inner);
    if (name === 'or') return list.some(inner);
    if (name === 'not') return !inner(value);
    const field = entity.fields.get(name);
    const seen = dimension(asks, entity, row, name, grid.get(name) ?? true);
    return Object.entries(value as Filter).every(
      ([operator, operand]) =>
        operand === undefined ||
        (field !== undefined && answers(field, operator as FilterOperator, seen, operand as Cell | readonly Value[])),
    );
  });
}

/** Different people, of those for whom something is so. */
const peopleOf = (lines: readonly Line[]): ReadonlySet<string> =>
  new Set(lines.flatMap(({ person }) => (person === undefined ? [] : [person])));

/** Cells of fewer people than groups are bound to are as if they were not there. */
function visible(asks: Asking, lines: readonly Line[]): readonly Line[] {
  const bound = boundOf(asks);
  if (!bound) return lines;
  return lines.filter(({ cell }) => {
    const inside = lines.filter((one) => one.cell === cell && one.counts);
    return peopleOf(inside).size >= bound.size;
  });
}

function groupOf(asks: Asking, entity: Entity, keys: readonly Field[], lines: readonly Line[]): unknown {
  const counting = lines.filter(({ counts }) => counts);
  const all = fieldsOf(entity);
  const figures = (of: (field: Field) => unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(all.map((field) => [field.name, of(field)]));
  const valuesOf = (field: Field): readonly Value[] => valuesIn(asks, entity, field, lines);
  return {
    key: figures((field) => (keys.includes(field) ? (lines[0]?.key[keys.indexOf(field)] ?? null) : null)),
    count: counting.length,
    // Nobody asks for it: an average tells of how many values it is.
    filled: figures((field) => (isNumber(field) ? valuesOf(field).length : null)),
    subjects: subjectsIn(boundOf(asks), counting),
    sum: figures((field) => (isNumber(field) ? short(decimals(valuesOf(field))) : null)),
    avg: figures((field) => (isNumber(field) ? mean(valuesOf(field)) : null)),
    ...(!boundOf(asks) && {
      min: figures((field) => shown(field, least(field, valuesOf(field), 1))),
      max: figures((field) => shown(field, least(field, valuesOf(field), -1))),
    }),
  };
}

const shown = ({ type }: Field, value: Cell): Cell =>
  type === 'Decimal' && value !== null ? short(String(value)) : value;

const isNumber = ({ type }: Field): boolean => type === 'Int' || type === 'BigInt' || type === 'Decimal';

/** Where groups are bound to a size, people are asked for only where nobody is in two of the cells of a group. */
const subjectsIn = (bound: Bound | undefined, lines: readonly Line[]): number =>
  bound
    ? new Set(lines.flatMap(({ cell, person }) => (person === undefined ? [] : [`${cell} ${person}`]))).size
    : peopleOf(lines).size;

/** The values of a field that are summed up: where groups are bound, of the cells in which nobody stands out. */
function valuesIn(asks: Asking, entity: Entity, field: Field, lines: readonly Line[]): readonly Value[] {
  const bound = boundOf(asks);
  const having = lines.flatMap((line) => {
    const value = summedValue(asks, entity, field, line.row);
    return value === null ? [] : [{ line, value }];
  });
  if (!bound) return having.map(({ value }) => value);
  return having
    .filter(({ line }) => {
      const inside = having.filter((one) => one.line.cell === line.cell);
      return peopleOf(inside.map((one) => one.line)).size >= bound.size && isMixed(bound, inside);
    })
    .map(({ value }) => value);
}

/** Nobody's part of a cell's sum is larger than the rule lets it be. Rows about nobody are about one who is not known. */
function isMixed(bound: Bound, inside: readonly { readonly line: Line; readonly value: Value }[]): boolean {
  const parts = new Map<string | undefined, Value[]>();
  for (const { line, value } of inside) parts.set(line.person, [...(parts.get(line.person) ?? []), value]);
  const sizes = [...parts.values()].map((values) => (decimals(values) ?? '0').replace('-', ''));
  const whole = decimals(sizes) ?? '0';
  return sizes.every((size) => {
    const share = decimals(Array.from({ length: 100 }, () => size)) ?? '0';
    const most = decimals(Array.from({ length: bound.dominance }, () => whole)) ?? '0';
    return compare('Decimal', share, most) <= 0;
  });
}

function least({ type }: Field, values: readonly Value[], turned: 1 | -1): Cell {
  return values.reduce<Cell>(
    (best, value) => (best === null || turned * compare(type, value, best) < 0 ? value : best),
    null,
  );
}
