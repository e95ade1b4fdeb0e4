import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewOf } from '../../gateway/compile/view.ts';
import type { Case, EntityView, View } from '../../gateway/views.ts';
import type { Concern } from '../../plugins/contract.ts';
import { type Catalogue, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Disclosure } from '../../schema/terms/disclosure.ts';
import { type Use, uses } from '../../schema/terms/field.ts';
import { restrictionKey } from '../../schema/terms/restriction.ts';
import { choices, numbers } from '../fixtures/worlds/choices.ts';
import { rulesFor } from '../fixtures/worlds/gateway-path.ts';
import { guardConcern, guardValue } from '../fixtures/worlds/guards.ts';
import { type PolicyValue, policyValue } from '../fixtures/worlds/policies.ts';
import { printWorld, type RandomWorld, randomWorld, worldConcerns } from '../fixtures/worlds/world.ts';
import { rank } from '../reference/ladder.ts';
import { holds, type Truth, truthOf } from '../reference/tests.ts';
import type { Asker, TwinWorld } from '../reference/world.ts';
import { parsePolicy } from '../../plugins/policy.ts';

const runs = 400;
const withOne: readonly Concern<unknown>[] = [...worldConcerns, guardConcern('guard2')];

/** The same world under a policy that has one guard more, or grants more, checked by its shape alone. */
function under({ world }: RandomWorld, value: PolicyValue, concerns = withOne): TwinWorld {
  const { policy, remarks } = parsePolicy({ guard2: {}, ...value }, withOne);
  if (!policy) throw new Error(JSON.stringify(remarks));
  return { ...world, policy, concerns };
}

const viewIn = (world: TwinWorld, { entitlement, purpose = 'care' }: Asker): View =>
  viewOf(rulesFor(world), { ...entitlement, purpose });

const casesOf = (entity: EntityView, field: string, use: Use): readonly Case[] => {
  const view = entity.fields.get(field);
  return (use === 'select' ? view?.cases : view?.casesFor.get(use)) ?? [];
};

const at = (cases: readonly Case[], truth: Truth): Disclosure =>
  cases.find(({ when }) => holds(when, truth))?.disclosure ?? 'denied';

/** Each row of a world, seen by two views: what the narrow one gives, the wide one gives at least as well. */
function expectNarrower(world: TwinWorld, asker: Asker, narrow: View, wide: View, hint: string): void {
  for (const name of world.catalogue.entities.keys()) {
    const [little, much] = [narrow.entity(name), wide.entity(name)];
    expect([little.open && !much.open, little.root && !much.root], `${name} ${hint}`).toEqual([false, false]);
    for (const row of world.rows.get(name) ?? []) {
      const truth = truthOf(world, asker, entityOf(world.catalogue, name), row);
      if (!holds(little.rows, truth)) continue;
      expect(holds(much.rows, truth), `row ${row.key} of ${name} ${hint}`).toBe(true);
      expect(holds(little.counted, truth) && !holds(much.counted, truth), `count of ${name} ${row.key} ${hint}`).toBe(
        false,
      );
      for (const field of little.fields.keys()) {
        const lookup = (view: EntityView): boolean => holds(view.fields.get(field)?.lookup ?? { kind: 'none' }, truth);
        expect(lookup(little) && !lookup(much), `lookup of ${name}.${field} ${row.key} ${hint}`).toBe(false);
        for (const use of uses) {
          const [less, more] = [at(casesOf(little, field, use), truth), at(casesOf(much, field, use), truth)];
          expect(
            rank(less),
            `${name}.${field} of ${row.key} to ${use}: ${less}, ${more} ${hint}`,
          ).toBeGreaterThanOrEqual(rank(more));
        }
      }
    }
  }
}

test('a new guard never widens: no row, no cell in any use, no count, no lookup, no root', () => {
  fc.assert(
    fc.property(randomWorld, numbers(24), (random, extra) => {
      const { policy, asker } = random;
      const guarded: PolicyValue = { ...policy, guard2: guardValue(choices(extra), random.world.catalogue) };
      const world = under(random, guarded);
      expectNarrower(
        world,
        asker,
        viewIn(world, asker),
        viewIn(under(random, policy), asker),
        printWorld({ ...random, policy: guarded }),
      );
    }),
    { numRuns: runs },
  );
});

/** The grants of a policy beside those of another, for the same roles. */
function grantsOfBoth(one: PolicyValue, other: PolicyValue): PolicyValue {
  const roles = Object.entries(one.roles).map(
    ([name, role]) => [name, { ...role, grants: [...role.grants, ...(other.roles[name]?.grants ?? [])] }] as const,
  );
  return { ...one, roles: Object.fromEntries(roles) };
}

test('a new grant never narrows: no row, no cell in any use, no count, no lookup, no root', () => {
  fc.assert(
    fc.property(randomWorld, numbers(300), (random, extra) => {
      const { policy, asker, world } = random;
      const granted = grantsOfBoth(policy, policyValue(choices(extra), world.catalogue));
      expectNarrower(
        world,
        asker,
        viewIn(under(random, policy), asker),
        viewIn(under(random, granted), asker),
        printWorld({ ...random, policy: granted }),
      );
    }),
    { numRuns: runs },
  );
});

/** All that a view says of an entity, without who said it. */
function said({ entity: { name: entity }, ...view }: EntityView): unknown {
  const cases = (list: readonly Case[]) =>
    list.map(({ when, disclosure, technique, domain, orderable, operators }) => [
      restrictionKey(when),
      disclosure,
      technique,
      domain,
      orderable,
      [...operators],
    ]);
  const fields = [...view.fields].map(([name, field]) => [
    name,
    cases(field.cases),
    [...field.casesFor].map(([use, list]) => [use, cases(list)]),
    [...field.operators].sort(),
    field.orderable,
    restrictionKey(field.lookup),
  ]);
  return [entity, view.open, view.root, restrictionKey(view.rows), restrictionKey(view.counted), view.order, fields];
}

const allSaid = (catalogue: Catalogue, view: View): unknown =>
  [...catalogue.entities.keys()].map((name) => said(view.entity(name)));

test('the order of concerns, of roles and of grants means nothing', () => {
  fc.assert(
    fc.property(randomWorld, fc.shuffledSubarray([...withOne], { minLength: withOne.length }), (random, concerns) => {
      const { policy, asker, world } = random;
      const backward = Object.entries(policy.roles).reverse();
      const turned: PolicyValue = {
        ...policy,
        roles: Object.fromEntries(
          backward.map(([name, role]) => [name, { ...role, grants: [...role.grants].reverse() }]),
        ),
      };
      const turnedAsker: Asker = {
        ...asker,
        entitlement: { ...asker.entitlement, roles: [...asker.entitlement.roles].reverse() },
      };
      const one = viewIn(under(random, policy), asker);
      const other = viewIn(under(random, turned, concerns), turnedAsker);
      expect(allSaid(world.catalogue, other), printWorld(random)).toEqual(allSaid(world.catalogue, one));
    }),
    { numRuns: runs },
  );
});
