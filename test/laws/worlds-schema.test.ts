import fc from 'fast-check';
import { type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { purposesOf, visibleUnder } from '../../gateway/compile/visible.ts';
import { viewOf } from '../../gateway/compile/view.ts';
import type { Entity } from '../../schema/catalogue/catalogue.ts';
import { typeNames } from '../../schema/catalogue/names.ts';
import { buildSchema } from '../../schema/graphql/build.ts';
import { type FilterOperator, filterOperators } from '../../schema/terms/operators.ts';
import { rulesFor } from '../fixtures/worlds/gateway-path.ts';
import { purposes } from '../fixtures/worlds/policies.ts';
import { printWorld, randomWorld } from '../fixtures/worlds/world.ts';
import { type Asking, asking, isOpen, offers, sights } from '../reference/asking.ts';
import { entered } from '../reference/judge.ts';
import { isCounted, isLookedUp } from '../reference/relation.ts';
import { fieldsOf } from '../reference/sight.ts';
import type { Asker, TwinWorld } from '../reference/world.ts';

const runs = 250;

function schemaFor(world: TwinWorld, { entitlement }: Asker): GraphQLSchema {
  const rules = rulesFor(world);
  const views = purposesOf(rules, entitlement).map((purpose) => viewOf(rules, { ...entitlement, purpose }));
  return buildSchema(world.catalogue, visibleUnder(world.catalogue, views));
}

const namesIn = (schema: GraphQLSchema, type: string): readonly string[] => {
  const found = schema.getType(type);
  return isObjectType(found) || isInputObjectType(found) ? Object.keys(found.getFields()).sort() : [];
};

/** What an entity's types are to hold: whatever is open under one purpose at least. */
function expected(under: readonly Asking[], schema: GraphQLSchema, entity: Entity) {
  const some = (open: (asks: Asking) => boolean): boolean => under.some(open);
  const there = (name: string): boolean => schema.getType(name) !== undefined;
  const fields = fieldsOf(entity).filter((field) =>
    some((asks) => sights(asks, field, 'select').some((one) => one !== undefined)),
  );
  const hops = [...entity.relations.values()].filter(
    ({ to }) => there(to) && some((asks) => isOpen(asks, entity.name) && isOpen(asks, to)),
  );
  const operators = (name: string): readonly string[] =>
    (Object.keys(filterOperators) as FilterOperator[])
      .filter((one) => !(name === 'id' && one === 'isNull'))
      .filter((one) =>
        some((asks) => fields.some((field) => field.name === name && offers(asks, field, filterOperators[one], one))),
      )
      .sort();
  return {
    members: [...fields, ...hops].map(({ name }) => name).sort(),
    counted: some((asks) => asks.cases(entity.name).some((truth) => isCounted(asks, entity, truth))),
    order: fields
      .filter((field) => some((asks) => sights(asks, field, 'order').some((one) => one?.orderable)))
      .map(({ name }) => name)
      .sort(),
    filter: new Map(fields.map(({ name }) => [name, operators(name)] as const).filter(([, list]) => list.length > 0)),
    many: some((asks) => entered(asks, entity, 'many')),
    lookups: fields
      .filter((field) =>
        some(
          (asks) =>
            entered(asks, entity, 'lookup') && asks.cases(entity.name).some((truth) => isLookedUp(asks, field, truth)),
        ),
      )
      .map(({ name }) => name)
      .sort(),
  };
}

test('the schema of an entitlement holds what some purpose opens, and nothing else', () => {
  const met = { entities: 0, hidden: 0 };
  fc.assert(
    fc.property(randomWorld, (random) => {
      const { world, asker } = random;
      const schema = schemaFor(world, asker);
      const under = purposes.map((purpose) => asking(world, { ...asker, purpose }));
      const roots = namesIn(schema, 'Query');
      for (const entity of world.catalogue.entities.values()) {
        const hint = `${entity.name}${printWorld(random)}`;
        const want = expected(under, schema, entity);
        const { many, lookup } = entity.roots;
        expect(roots.includes(many ?? ''), `root of ${hint}`).toBe(want.many);
        expect(roots.includes(lookup ?? ''), `lookup of ${hint}`).toBe(want.lookups.length > 0 && lookup !== undefined);
        if (!schema.getType(entity.name)) {
          met.hidden += 1;
          continue;
        }
        met.entities += 1;
        const names = typeNames(entity.name);
        expect(namesIn(schema, entity.name), hint).toEqual(want.members);
        if (schema.getType(names.connection)) {
          expect(namesIn(schema, names.connection).includes('totalCount'), hint).toBe(want.counted);
          expect(namesIn(schema, names.orderBy), hint).toEqual(want.order);
        }
        const filter = schema.getType(names.filter);
        if (!isInputObjectType(filter)) continue;
        for (const field of fieldsOf(entity)) {
          const input = filter.getFields()[field.name]?.type;
          expect(
            input && isInputObjectType(input) ? Object.keys(input.getFields()).sort() : undefined,
            `${field.name} of ${hint}`,
          ).toEqual(want.filter.get(field.name));
        }
      }
    }),
    { numRuns: runs, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
  );
  expect(met.entities).toBeGreaterThan(runs);
  expect(met.hidden).toBeGreaterThan(runs / 10);
});
