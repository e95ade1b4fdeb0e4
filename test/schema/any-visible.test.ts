import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema as fromSdl, type GraphQLSchema, isInputObjectType, printSchema, validateSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Catalogue, Field } from '../../schema/catalogue/catalogue.ts';
import { buildSchema } from '../../schema/graphql/build.ts';
import type { Visible, VisibleAggregate } from '../../schema/graphql/visible.ts';
import { bandsOfType } from '../../schema/terms/band.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';
import { allOperators, catalogueOf } from './shop.ts';

const demo = catalogueOf(readFileSync(new URL('../../gateway/demo/catalogue.yaml', import.meta.url), 'utf8'));
const entities = [...demo.entities.values()];
const coordinates = entities.flatMap((entity) => [...entity.fields.values()].map((field) => field.coordinate));
const relations = entities.flatMap((entity) => [...entity.relations.keys()].map((name) => `${entity.name}.${name}`));
const names = entities.map((entity) => entity.name);

/** Any visibility at all, also such as no policy would give. */
const anyVisible: fc.Arbitrary<Visible> = fc
  .record({
    fields: fc.subarray(coordinates),
    operators: fc.dictionary(fc.constantFrom(...coordinates), fc.subarray([...allOperators]), { maxKeys: 30 }),
    order: fc.subarray(coordinates),
    relations: fc.subarray(relations),
    through: fc.dictionary(fc.constantFrom(...relations), fc.constantFrom('all' as const, 'id' as const)),
    roots: fc.subarray(names),
    lookups: fc.subarray(coordinates, { maxLength: 4 }),
    counts: fc.subarray(names),
    conditions: fc.subarray(names),
    grouped: fc.subarray(names),
    groups: fc.subarray(coordinates),
    sums: fc.subarray(coordinates),
    asRows: fc.boolean(),
  })
  .map((some) => ({
    field: (coordinate) => some.fields.includes(coordinate),
    operators: (coordinate) => new Set<FilterOperator>(some.operators[coordinate] ?? []),
    order: (coordinate) => some.order.includes(coordinate),
    relation: (coordinate) => some.relations.includes(coordinate),
    relationFilter: (coordinate) => some.through[coordinate],
    conditions: (entity) => some.conditions.includes(entity),
    root: (entity) => some.roots.includes(entity),
    lookups: (entity) => some.lookups.filter((coordinate) => coordinate.startsWith(`${entity}.`)),
    count: (entity) => some.counts.includes(entity),
    aggregate: (entity) => (some.grouped.includes(entity) ? aggregateOf(entity, some) : undefined),
  }));

interface Some {
  readonly counts: readonly string[];
  readonly groups: readonly string[];
  readonly sums: readonly string[];
  readonly operators: Readonly<Record<string, readonly FilterOperator[]>>;
  readonly asRows: boolean;
}

/** Groups of which nothing at all is told are never asked for, so there is always a count where there is nothing else. */
function aggregateOf(entity: string, { counts, groups, sums, operators, asRows }: Some): VisibleAggregate {
  const fields = [...(demo.entities.get(entity)?.fields.values() ?? [])];
  const named = (list: readonly string[], suits: (field: Field) => boolean): ReadonlySet<string> =>
    new Set(fields.filter((field) => list.includes(field.coordinate) && suits(field)).map(({ name }) => name));
  return {
    count: true,
    subjects: counts.includes(entity),
    groups: named(groups, ({ type }) => bandsOfType[type] !== undefined),
    sums: named(sums, ({ type }) => type === 'Int' || type === 'Decimal'),
    extremes: named(sums, ({ type }) => type === 'Int' || type === 'Decimal'),
    operators: (name) => new Set(operators[`${entity}.${name}`] ?? []),
    asRows,
  };
}

test('any visibility gives a valid schema that holds nothing hidden and nothing empty', () => {
  fc.assert(
    fc.property(anyVisible, (visible) => {
      const schema = buildSchema(demo, visible);
      expect(validateSchema(schema)).toEqual([]);
      const printed = printSchema(schema);
      expect(printSchema(fromSdl(printed))).toBe(printed);
      expect(printSchema(buildSchema(demo, visible))).toBe(printed);
      expectNothingHidden(schema, demo, visible);
      for (const type of Object.values(schema.getTypeMap()).filter(isInputObjectType)) {
        const keys = Object.keys(type.getFields()).filter((key) => !['and', 'or', 'not'].includes(key));
        expect(keys, type.name).not.toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

/** Every name of a member in the schema is one that this visibility opens, for this entity and this use. */
function expectNothingHidden(schema: GraphQLSchema, catalogue: Catalogue, visible: Visible): void {
  for (const entity of catalogue.entities.values()) {
    const at = (name: string) => `${entity.name}.${name}`;
    const members = keysOf(schema, entity.name);
    expect(members.filter((name) => !(visible.field(at(name)) || visible.relation(at(name))))).toEqual([]);
    const filters = keysOf(schema, `${entity.name}Filter`).filter((name) => !['and', 'or', 'not'].includes(name));
    expect(filters.filter((name) => !members.includes(name))).toEqual([]);
    expect(
      filters.filter((name) => visible.operators(at(name)).size === 0 && !visible.relationFilter(at(name))),
    ).toEqual([]);
    expect(
      keysOf(schema, `${entity.name}OrderBy`).filter((name) => !visible.order(at(name)) || !members.includes(name)),
    ).toEqual([]);
    expect(
      keysOf(schema, `${entity.name}Lookup`).filter((name) => !visible.lookups(entity.name).includes(at(name))),
    ).toEqual([]);
    expect(keysOf(schema, `${entity.name}Connection`).includes('totalCount') && !visible.count(entity.name)).toBe(
      false,
    );
    const grouped = visible.aggregate(entity.name);
    expect(keysOf(schema, `${entity.name}GroupKey`).filter((name) => !grouped?.groups.has(name))).toEqual([]);
    expect(keysOf(schema, `${entity.name}GroupBy`).filter((name) => !grouped?.groups.has(name))).toEqual([]);
    for (const of of ['Sum', 'Avg'])
      expect(keysOf(schema, `${entity.name}Group${of}`).filter((name) => !grouped?.sums.has(name))).toEqual([]);
    for (const root of [entity.roots.one, entity.roots.many]) {
      expect(keysOf(schema, 'Query').includes(root ?? '') && !visible.root(entity.name)).toBe(false);
    }
    for (const field of [...entity.fields.values()].filter(({ type }) => type === 'Enum')) {
      const enumName = `${entity.name}${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`;
      expect(
        schema.getType(enumName) !== undefined &&
          !visible.field(field.coordinate) &&
          !grouped?.groups.has(field.name) &&
          !isGroupFilter(grouped, field),
      ).toBe(false);
    }
  }
}

const isGroupFilter = (grouped: VisibleAggregate | undefined, { name }: Field): boolean =>
  (grouped?.operators(name).size ?? 0) > 0;

function keysOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  return type && 'getFields' in type ? Object.keys(type.getFields()) : [];
}
