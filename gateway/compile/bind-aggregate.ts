import { subjectEntity } from '../../schema/catalogue/catalogue.ts';
import { type Band, isMadeOf } from '../../schema/terms/band.ts';
import type { Aggregate } from '../aggregate.ts';
import type { BoundAggregate, BoundKey } from '../bound.ts';
import { included } from '../include.ts';
import type { FieldView, StatisticsView } from '../views.ts';
import type { Expr, Join, OutputColumn, Select } from '../statement.ts';
import { refuseUse } from './aggregates.ts';
import { type Arguments, argumentsOf } from './arguments.ts';
import { statement } from './bind-fetch.ts';
import type { Binding } from './binding.ts';
import { and } from './expressions.ts';
import { type FilterValue, lowerFilter } from './filters.ts';
import { lowerGridFilter } from './grid-filter.ts';
import { bindNoisy } from './bind-noisy.ts';
import { groupsAsked } from './group-size.ts';
import { layColumns } from './group-columns.ts';
import { banded, bandOf, column, type Lowering } from './group-keys.ts';
import { lowerRestriction, rawColumn, sourceOf } from './rows.ts';
import { scopeOf } from './scope.ts';
import { readable } from './select.ts';
import { isGroupedBy } from './visible.ts';

/** An aggregate with its arguments in place; nothing where these variables leave it out. */
export function bindAggregate(binding: Binding, aggregate: Aggregate): BoundAggregate | undefined {
  if (!included(aggregate.include, binding.variables)) return undefined;
  const { view, definition, node } = aggregate;
  const asked = argumentsOf(definition, node, binding.variables);
  const scope = scopeOf(binding);
  const alias = scope.alias();
  const lowering: Lowering = { binding, scope, view, alias };
  if (view.noise) return bindNoisy(lowering, aggregate, asked, view.noise);
  const keys = keysOf(lowering, asked);
  if (view.cells) judgeSubjects(lowering, aggregate, keys);
  const dimensions = dimensionsOf(lowering);
  const joins: Join[] = [];
  const exprs = keys.map((key) => column(key.field, bandedKey(lowering, key)));
  const laid = layColumns({ scope, view, alias, joins }, aggregate.figures, exprs, [...dimensions.values()]);
  const where = and(
    readable(scope, view, alias),
    lowerRestriction(scope, view.entity, alias, view.entered),
    asked.filter ? wantedRows(lowering, dimensions, asked.filter) : and(),
  );
  const { most, limit, bearable } = groupsAsked(asked, binding.page, keys);
  scope.note(limit === undefined ? 'one' : 'groups');
  const select: Select = {
    from: sourceOf(view.entity, alias),
    joins,
    columns: laid.columns,
    where,
    orderBy: [],
    group: laid.grouping,
    ...(limit !== undefined && { limit: scope.slot(limit) }),
  };
  const person = subjectEntity(binding.catalogue, view.entity);
  const prepared = statement(binding, aggregate, scope, select, undefined);
  return {
    aggregate,
    store: view.entity.store,
    keys: keys.map(({ field, bound }): BoundKey => ({ name: field.field.name, ...(bound && { bound }) })),
    columns: laid.places,
    ...(person && laid.alone !== undefined && { alone: { entity: person.name, column: laid.alone } }),
    ...(prepared && { select: prepared }),
    most,
    ...(bearable !== undefined && { bearable }),
  };
}

interface Key {
  readonly field: FieldView;
  readonly band: Band;
  readonly bound?: BoundKey['bound'];
}

/** What groups are told apart by, in the order of the catalogue. */
function keysOf({ binding, scope, view }: Lowering, { groupBy }: Arguments): readonly Key[] {
  return [...view.fields.values()].flatMap((field): readonly Key[] => {
    const band = bandOf(groupBy?.[field.field.name]);
    if (band === undefined) return [];
    const { name } = field.field;
    scope.note(`by ${name} ${band}`);
    const finest = view.cells?.grid[name];
    if (!isGroupedBy(view, field)) {
      refuseUse({ walk: binding, view }, name, isGroupedBy);
      return [];
    }
    if (finest !== undefined && !isMadeOf(band, finest)) {
      const open = (other: StatisticsView, its: FieldView): boolean =>
        isGroupedBy(other, its) && isMadeOf(band, other.cells?.grid[name] ?? band);
      refuseUse({ walk: binding, view }, name, open, `groups are made of whole ones of \`${finest}\``);
      return [];
    }
    const [only] = field.casesFor.get('group') ?? [];
    return [{ field, band, ...(only?.grouped === 'mask' && only.bound && { bound: only.bound }) }];
  });
}

const bandedKey = (lowering: Lowering, { field, band, bound }: Key): Expr =>
  bound ? rawColumn(lowering.view.entity, field.field, lowering.alias) : banded(lowering, field, band);

/** What the finest cells are told apart by. */
const dimensionsOf = (lowering: Lowering): ReadonlyMap<string, OutputColumn> =>
  new Map(
    Object.entries(lowering.view.cells?.grid ?? {}).flatMap(([name, band]) => {
      const field = lowering.view.fields.get(name);
      return field ? [[name, column(field, banded(lowering, field, band))] as const] : [];
    }),
  );

function wantedRows(
  { binding, scope, view, alias }: Lowering,
  dimensions: ReadonlyMap<string, OutputColumn>,
  filter: FilterValue,
): Expr {
  if (!view.cells) return lowerFilter(scope, view, alias, filter);
  const exprs = new Map([...dimensions].map(([name, { expr }]) => [name, expr] as const));
  return lowerGridFilter({ binding, scope, view, dimensions: exprs, count: { terms: 0 } }, filter);
}

/** People who are in several cells would be counted several times, and how often must not be found out. */
function judgeSubjects({ binding, view }: Lowering, { figures }: Aggregate, keys: readonly Key[]): void {
  const asked = figures.some(({ figure }) => figure === 'subjects');
  const grid = Object.entries(view.cells?.grid ?? {});
  const finest = grid.every(([name, band]) => keys.some((key) => key.field.field.name === name && key.band === band));
  if (!asked || view.entity.subject?.length === 0 || finest) return;
  const why =
    'one person can be in several groups: ask for them by every field and as finely as groups can be told apart';
  const open = (other: StatisticsView): boolean => other.people && !other.cells;
  const { name } = view.entity;
  binding.sayings.refuse('USE_DENIED', `${name}Group.subjects`, (other) => open(other.statistics(name)), why);
}
