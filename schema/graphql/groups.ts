import type { Field } from '../catalogue/catalogue.ts';
import { typeNames } from '../catalogue/names.ts';
import { bandsOfType } from '../terms/band.ts';
import type { AggregateSurface } from './aggregates.ts';
import { unread } from './builder.ts';
import type { Ref } from './connections.ts';
import { filterInput, partsInput } from './filters.ts';
import type { InputRef } from './operators.ts';
import type { Statistic } from './privacy.ts';
import { type ValueType, valueType } from './values.ts';
import type { Workshop } from './workshop.ts';

/** `ordersAggregate`: the records of an entity in groups, with figures of each group. */
export function aggregateRoot(workshop: Workshop, surface: AggregateSurface): void {
  const { builder } = workshop;
  const { name: entity } = surface.entity;
  const type = groupType(workshop, surface);
  const filter =
    surface.filter === 'rows' ? filterInput(workshop, entity) : partsInput(workshop, entity, surface.filter);
  const groupBy = groupByInput(workshop, surface);
  const args = builder.args((t) => ({
    ...(filter ? { filter: t.field({ type: filter, description: 'Only those for which this holds.' }) } : {}),
    ...(groupBy ? { groupBy: t.field({ type: groupBy, description: 'One group in all, where it is absent.' }) } : {}),
    first: t.int({
      description: 'Only so many groups, in the order of their keys; an error for too many, where it is absent.',
    }),
  }));
  builder.queryField(surface.root, (t) =>
    t.field({
      type: [type],
      args,
      description: `Figures about all \`${entity}\` records that may be counted, group by group.`,
      privacy: { kind: 'aggregate', entity },
      nullable: true,
      resolve: unread,
    }),
  );
}

function groupByInput(
  workshop: Workshop,
  { entity: { name: entity }, groups }: AggregateSurface,
): InputRef | undefined {
  if (groups.length === 0) return undefined;
  const { builder, once } = workshop;
  const period = (): ReturnType<typeof builder.enumType> =>
    once('Period', (name) =>
      builder.enumType(name, { description: 'Of the calendar, UTC.', values: ['DAY', 'MONTH', 'QUARTER', 'YEAR'] }),
    );
  const types = groups.map((field) => {
    const kind = bandsOfType[field.type];
    return [field.name, kind === 'value' ? 'Boolean' : kind === 'span' ? 'Int' : period()] as const;
  });
  return once(typeNames(entity).groupBy, (name) =>
    builder.inputType(name, {
      description: 'What groups are told apart by: by each value, by periods, by spans of so much.',
      fields: (t) => Object.fromEntries(types.map(([field, type]) => [field, t.field({ type })])),
    }),
  );
}

const parts = {
  key: { type: 'groupKey', description: 'What this group is told apart by; null where it was not asked for.' },
  sum: { type: 'groupSum', description: 'Sums, exact.' },
  avg: { type: 'groupAvg', description: 'Averages of the values that are there, exact to six places.' },
  min: { type: 'groupMin', description: 'The least value.' },
  max: { type: 'groupMax', description: 'The greatest value.' },
} as const;

function groupType(workshop: Workshop, surface: AggregateSurface): Ref {
  const { builder, once } = workshop;
  const { entity, count, subjects, groups, sums, extremes } = surface;
  const own = (field: Field): ValueType => valueType(workshop, field);
  const exact = (): ValueType => valueType(workshop, { ...sums[0], type: 'Decimal' } as Field);
  const told = [
    ['key', partType(workshop, surface, 'key', groups, own)],
    ['sum', partType(workshop, surface, 'sum', sums, exact)],
    ['avg', partType(workshop, surface, 'avg', sums, exact)],
    ['min', partType(workshop, surface, 'min', extremes, own)],
    ['max', partType(workshop, surface, 'max', extremes, own)],
  ] as const;
  const number = (of: 'count' | 'subjects', description: string) =>
    ({
      type: 'Int',
      privacy: { kind: 'statistic', of, entity: entity.name },
      description,
      nullable: true,
      resolve: unread,
    }) as const;
  return once(typeNames(entity.name).group, (name) =>
    builder.objectRef<object>(name).implement({
      description: `A group of \`${entity.name}\` records.`,
      fields: (t) => ({
        ...(count ? { count: t.field(number('count', 'How many there are in it.')) } : {}),
        ...(subjects ? { subjects: t.field(number('subjects', 'How many different people they are about.')) } : {}),
        ...Object.fromEntries(
          told.flatMap(([of, type]) =>
            type
              ? [
                  [
                    of,
                    t.field({
                      type,
                      privacy: { kind: 'statistic', of, entity: entity.name },
                      description: parts[of].description,
                      nullable: false,
                      resolve: unread,
                    }),
                  ] as const,
                ]
              : [],
          ),
        ),
      }),
    }),
  );
}

function partType(
  workshop: Workshop,
  { entity }: AggregateSurface,
  of: Exclude<Statistic, 'count' | 'subjects'>,
  fields: readonly Field[],
  typeOf: (field: Field) => ValueType,
): Ref | undefined {
  if (fields.length === 0) return undefined;
  const types = fields.map((field) => [field.name, typeOf(field)] as const);
  return workshop.once(typeNames(entity.name)[parts[of].type], (name) =>
    workshop.builder.objectRef<object>(name).implement({
      description: `${parts[of].description}`,
      fields: (t) =>
        Object.fromEntries(
          types.map(([field, type]) => [
            field,
            t.field({
              type,
              privacy: { kind: 'statistic', of, entity: entity.name, field },
              nullable: true,
              resolve: unread,
            }),
          ]),
        ),
    }),
  );
}
