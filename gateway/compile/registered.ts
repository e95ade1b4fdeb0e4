import type { Entity } from '../../schema/catalogue/catalogue.ts';
import type { Band } from '../../schema/terms/band.ts';
import type { NoisyAggregate } from '../../schema/terms/noise.ts';
import type { Figure } from '../aggregate.ts';

/** The cheapest registered aggregate that answers what is asked: by just these groups, and at least these figures. */
export function matching(
  registered: readonly NoisyAggregate[],
  bands: readonly { readonly field: string; readonly band: Band }[],
  figures: readonly Figure[],
): NoisyAggregate | undefined {
  const fitting = registered.filter(
    ({ groupBy, ...one }) =>
      groupBy.length === bands.length &&
      groupBy.every(({ field, band }) => bands.some((asked) => asked.field === field && asked.band === band)) &&
      figures.every((figure) => tells(one, figure)),
  );
  // Of two that cost the same the first by name: the same question has to be the same one each time.
  return fitting.reduce<NoisyAggregate | undefined>(
    (best, one) => (best && best.rho <= one.rho ? best : one),
    undefined,
  );
}

function tells(one: Pick<NoisyAggregate, 'count' | 'subjects' | 'sum' | 'avg'>, figure: Figure): boolean {
  if (!('field' in figure)) return one[figure.figure];
  const { figure: kind, field } = figure;
  return (kind === 'sum' || kind === 'avg') && one[kind].includes(field.field.name);
}

/** What may be asked instead. It is the caller's own part of the policy: nothing in it depends on data. */
export function registeredInWords({ name }: Entity, registered: readonly NoisyAggregate[]): string {
  const listed = registered.map((one) => `\`${one.name}\` (${inWords(one)})`).join(', ');
  return `figures of \`${name}\` come with noise, of what is registered alone, without a filter: ${listed}`;
}

function inWords({ groupBy, count, subjects, sum, avg }: NoisyAggregate): string {
  const figures = [
    ...(count ? ['count'] : []),
    ...(subjects ? ['subjects'] : []),
    ...sum.map((field) => `sum.${field}`),
    ...avg.map((field) => `avg.${field}`),
  ].join(', ');
  const by = groupBy.map(({ field, band }) => (band === true ? field : `${field} ${String(band).toUpperCase()}`));
  return by.length > 0 ? `${figures} by ${by.join(', ')}` : figures;
}
