import type { NoiseRule, NoisyAggregate } from '../../schema/terms/noise.ts';
import type { StatisticsView } from '../views.ts';

/**
 * What figures alone tell of an entity, and what they are bound to: `of 10 people`, `by placedAt: month`, `total`. Where they
 * are bound to nothing they tell nothing that rows do not. INVARIANT: what could be told otherwise is said otherwise.
 */
export function figuresOf({ grouped, cells, noise, fields }: StatisticsView): readonly string[] {
  if (!grouped) return [];
  const summed = [...fields.values()].filter(({ summable }) => summable).map(({ field }) => field.name);
  return [
    ...(cells ? boundsOf(cells) : []),
    ...(noise ? [...noise.rules.map(ruleInWords), ...noise.aggregates.map(aggregateInWords)] : cells ? summed : []),
  ];
}

/** The fields that they speak of, as groups or as what is added up. */
export function figuredFields({ grouped, cells, noise, fields }: StatisticsView): readonly string[] {
  if (!grouped || !(cells || noise)) return [];
  const dimension = (name: string, groupable: boolean): boolean =>
    noise ? groupable : cells !== undefined && Object.hasOwn(cells.grid, name);
  return [...fields.values()]
    .filter(({ field, groupable, summable }) => summable || dimension(field.name, groupable))
    .map(({ field }) => field.name);
}

const boundsOf = ({ size, dominance, grid }: NonNullable<StatisticsView['cells']>): readonly string[] => [
  `of ${size} people`,
  `at most ${dominance} percent of one`,
  ...Object.entries(grid).map(([name, band]) => `by ${name}${band === true ? '' : `: ${band}`}`),
];

const ruleInWords = ({ name, population, period, rho, delta }: NoiseRule): string =>
  `with noise as \`${name}\` says: ρ ${rho} about each ${population} in each ${period}, δ ${delta}`;

function aggregateInWords(one: NoisyAggregate): string {
  const { name, groupBy, count, subjects, sum, avg, ranges, person, mechanism, rho } = one;
  const within = (field: string): string => {
    const { from, to, places } = ranges[field] ?? {};
    return `${field} (${from} to ${to}, ${many(places ?? 0, 'place')})`;
  };
  const figures = [
    ...(count ? ['rows'] : []),
    ...(subjects ? ['people'] : []),
    ...sum.map((field) => `sum of ${within(field)}`),
    ...avg.map((field) => `average of ${within(field)}`),
  ];
  const by = groupBy.map(
    ({ field, band, keys }) =>
      `${field}${band === true ? '' : `: ${band}`} (${keys ? keys.join(' ') : 'keys as they are found'})`,
  );
  const bounds = `a person in ${many(person.rows, 'row')} and ${many(person.groups, 'group')}, ${mechanism}, ρ ${rho}`;
  return `\`${name}\`: ${figures.join(', ')}${by.length > 0 ? ` by ${by.join(', ')}` : ''}; ${bounds}`;
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
