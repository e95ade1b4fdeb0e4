import { findsBy } from '../../schema/catalogue/abilities.ts';
import { type Catalogue, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Visible, VisibleAggregate } from '../../schema/graphql/visible.ts';
import { type FilterOperator, operatorsOfType } from '../../schema/terms/operators.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';
import type { EntityView, FieldView, StatisticsView, View } from '../views.ts';
import type { Rules } from './rules.ts';

/** The purposes under which an entitlement is given anything, sorted. */
export const purposesOf = (rules: Rules, entitlement: Entitlement): readonly string[] =>
  [...new Set(rules.grants(entitlement).flatMap((grant) => grant.purposes))].sort();

/** What is open under at least one of the views: the union over the purposes of an entitlement. */
export function visibleUnder(catalogue: Catalogue, views: readonly View[]): Visible {
  const entityViews = (name: string): readonly EntityView[] =>
    views.map((view) => view.entity(name)).filter((v) => v.open);
  const fieldViews = (coordinate: string): readonly FieldView[] => {
    const [entity = '', name = ''] = coordinate.split('.');
    return entityViews(entity).flatMap((view) => view.fields.get(name) ?? []);
  };
  const hop = (coordinate: string) => {
    const [name = '', relation = ''] = coordinate.split('.');
    const from = entityOf(catalogue, name);
    const to = entityOf(catalogue, from.relations.get(relation)?.to ?? '');
    const { many = false, via = '' } = from.relations.get(relation) ?? {};
    return { from, to, many, via };
  };
  const open = (view: View, coordinate: string): boolean => {
    const { from, to, many, via } = hop(coordinate);
    const [near, far] = [view.entity(from.name), view.entity(to.name)];
    return near.open && far.open && (!many || findsBy(far.abilities, to, via));
  };
  return {
    field: (coordinate) => fieldViews(coordinate).some((view) => view.cases.length > 0),
    operators: (coordinate) => new Set(fieldViews(coordinate).flatMap((view) => [...view.operators])),
    order: (coordinate) => fieldViews(coordinate).some((view) => view.orderable),
    relation: (coordinate) => views.some((view) => open(view, coordinate)),
    relationFilter: (coordinate) => {
      const { from, to, many, via } = hop(coordinate);
      const through = views.filter((view) => open(view, coordinate));
      const near = through.filter((view) => view.entity(from.name).abilities.related);
      if (from.store === to.store) return near.length > 0 ? 'all' : undefined;
      const across = through.filter((view) => findsBy(view.entity(from.name).abilities, from, via));
      return !many && across.some((view) => crossStoreFilter(view.entity(to.name))) ? 'id' : undefined;
    },
    conditions: (name) => entityViews(name).some((view) => view.abilities.conditions),
    root: (name) => entityViews(name).some((view) => view.root),
    lookups: (name) =>
      [...entityOf(catalogue, name).fields.values()]
        .map((field) => field.coordinate)
        .filter((coordinate) =>
          views.some(
            (view) =>
              view.entity(name).root &&
              view.entity(name).fields.get(coordinate.split('.')[1] ?? '')?.lookup.kind !== 'none',
          ),
        ),
    aggregate: (name) => aggregateUnder(views.map((view) => view.statistics(name))),
    count: (name) => entityViews(name).some((view) => view.counted.kind !== 'none'),
  };
}

/** What aggregates may tell under at least one of the views. */
function aggregateUnder(views: readonly StatisticsView[]): VisibleAggregate | undefined {
  const open = views.filter(({ grouped }) => grouped);
  const [first] = open;
  if (!first) return undefined;
  const names = (of: (view: StatisticsView, field: FieldView) => boolean): ReadonlySet<string> =>
    new Set(
      [...first.entity.fields.keys()].filter((name) =>
        open.some((view) => {
          const field = view.fields.get(name);
          return field !== undefined && of(view, field);
        }),
      ),
    );
  return {
    count: open.some(({ counted }) => counted.kind !== 'none'),
    subjects: open.some(({ people }) => people),
    groups: names(isGroupedBy),
    sums: names((_, field) => field.summable && field.field.type !== 'Float'),
    extremes: names((view, field) => field.summable && !view.cells && !view.noise),
    operators: (name) => new Set(open.flatMap((view) => groupOperators(view, name))),
    asRows: open.some(({ cells, noise }) => !cells && !noise),
  };
}

/** Whether groups may be told apart by a field: where they are bound to a size, by the dimensions of the finest alone. */
export const isGroupedBy = ({ cells }: StatisticsView, { field, groupable }: FieldView): boolean =>
  groupable && (!cells || Object.hasOwn(cells.grid, field.name));

/** By what rows of groups may be chosen: where they are bound to a size, so that whole cells are; with noise by nothing. */
export function groupOperators(view: StatisticsView, name: string): readonly FilterOperator[] {
  const field = view.fields.get(name);
  if (!field || view.noise) return [];
  if (!view.cells) return [...field.operators];
  return Object.hasOwn(view.cells.grid, name) ? operatorsOfType(field.field.type) : [];
}

/** Across stores a record can be filtered by the id of its target alone: that is one statement more, and a small one. */
export const crossStoreFilter = (target: EntityView): boolean =>
  target.open && (target.fields.get('id')?.operators.has('eq') ?? false);
