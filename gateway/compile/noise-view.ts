import { type Entity, subjectEntity } from '../../schema/catalogue/catalogue.ts';
import { hasUnknownKeys } from '../../plugins/anonymization/noisy/numbers.ts';
import { bandFits, isMadeOf } from '../../schema/terms/band.ts';
import type { NoiseRule, NoisyAggregate } from '../../schema/terms/noise.ts';
import { none } from '../../schema/terms/restriction.ts';
import type { NoiseView } from '../noise.ts';
import type { EntityView, FieldView, StatisticsView } from '../views.ts';
import type { Rules } from './rules.ts';

/**
 * An entity as aggregates see it whose figures come with noise: what is registered, as far as it is open.
 * @param cells what groups are bound to besides
 */
export function noiseView(
  rules: Rules,
  noise: readonly NoiseRule[],
  view: EntityView,
  cells: StatisticsView['cells'],
): StatisticsView {
  const { entity } = view;
  // Each rule forbids what it has not registered itself: of two of them nothing is left.
  const [rule] = noise.length === 1 ? noise : [];
  const about = subjectEntity(rules.catalogue, entity)?.name;
  const usable = rule && view.root && view.abilities.groups && view.abilities.keyedOrder && about === rule.population;
  const aggregates = usable
    ? rule.aggregates.filter((one) => one.entity === entity.name && isOpen(one, view, cells))
    : [];
  const some = (of: (one: NoisyAggregate) => boolean): boolean => aggregates.some(of);
  const fields = new Map(
    [...view.fields].map(([name, field]) => [
      name,
      Object.freeze({
        ...field,
        groupable: some(({ groupBy }) => groupBy.some((one) => one.field === name)),
        summable: some(({ sum, avg }) => sum.includes(name) || avg.includes(name)),
      }),
    ]),
  );
  return Object.freeze({
    ...view,
    fields,
    grouped: aggregates.length > 0,
    counted: some(({ count }) => count) ? view.counted : none,
    people: some(({ subjects }) => subjects),
    noise: noiseOf(rules, noise, entity, aggregates, view, cells),
  });
}

const noiseOf = (
  rules: Rules,
  noise: readonly NoiseRule[],
  { name }: Entity,
  aggregates: readonly NoisyAggregate[],
  { counted }: EntityView,
  cells: StatisticsView['cells'],
): NoiseView => ({
  rules: noise,
  aggregates,
  counted,
  salt: rules.orderSalt(`noise:${noise.map((rule) => rule.name).join()}`, name),
  ...(cells && { least: cells.size }),
});

/** Whether every part of it is given, by the same grants as exact figures would be. */
function isOpen(aggregate: NoisyAggregate, view: EntityView, cells: StatisticsView['cells']): boolean {
  const { groupBy, sum, avg, count, subjects } = aggregate;
  const counts = count || subjects || hasUnknownKeys(aggregate);
  // Who is left out of small groups is judged by their noisy number of people alone: without one there is nothing to judge by.
  const sized = !cells || subjects || hasUnknownKeys(aggregate);
  const dimensions = groupBy.every(({ field, band }) => {
    const seen = view.fields.get(field);
    const grid = cells?.grid[field];
    return isDimension(seen, band) && (!cells || (grid !== undefined && isMadeOf(band, grid)));
  });
  const figures = [...sum, ...avg].every((name) => view.fields.get(name)?.summable);
  return sized && dimensions && figures && (!counts || view.counted.kind !== 'none');
}

const isDimension = (field: FieldView | undefined, band: NoisyAggregate['groupBy'][number]['band']): boolean =>
  !!field?.groupable &&
  bandFits(field.field.type, band) &&
  (field.casesFor.get('group') ?? []).some(({ grouped }) => grouped === 'store');
