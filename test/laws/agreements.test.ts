// Agreements begin, end and are suspended while plans are remembered: whoever asks at a moment gets what that moment gives.
import { parse } from 'graphql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Asker } from '../../gateway/asked.ts';
import { type Edition, edition } from '../../gateway/edition.ts';
import { door } from '../../gateway/identify-request.ts';
import type { Principal } from '../../schema/terms/parties.ts';
import { choices, numbers } from '../fixtures/worlds/choices.ts';
import { momentFor } from '../fixtures/worlds/agreements.ts';
import { partner, purposes } from '../fixtures/worlds/policies.ts';
import { type RandomWorld, randomWorld, ring } from '../fixtures/worlds/world.ts';
import { firstEnd, inForce } from '../reference/agreements.ts';
import type { TwinWorld } from '../reference/world.ts';

/** Nothing is read here: a statement is only prepared. */
const stores = new Map(
  ['s1', 's2'].map((name) => [name, { prepare: () => ({ name: '', text: '', decode: [] }) }] as const),
);
const editionOf = ({ catalogue, policy }: TwinWorld): Edition => edition({ catalogue, policy, keyring: ring, stores });

/** Comes through the gateway's own door, as a partner with a role beside it. */
async function comes(at: Edition, now: number): Promise<Asker> {
  const principal: Principal = {
    id: 'somebody',
    issuer: 'https://issuer.invalid',
    roles: ['ada'],
    partner,
    purposes: [...purposes],
    claims: {},
    expires: now + 60,
  };
  const entrance = door({
    verifier: {
      verify: async () => principal,
      known: () => undefined,
      forget: () => undefined,
      clear: () => undefined,
    },
    refusals: { count: () => undefined },
    edition: () => at,
    clock: () => new Date(now * 1000),
  });
  const request = new Request('http://gateway.invalid/graphql');
  await entrance.schemaFor(request, 'here');
  return entrance.askerOf(request);
}

const source = '{ viewer { id } }';
const document = parse(source);
const [operation] = document.definitions;

/** What is decided of a document then, with everything that this edition remembers. */
function decided(at: Edition, asker: Asker, now: number): unknown {
  if (operation?.kind !== 'OperationDefinition') throw new Error('there is no operation');
  return purposes.map((purpose) => {
    const { view, refusals, verdicts } = at.plan(
      { document, source, operation, entitlement: asker.entitlement, purpose },
      now,
    );
    const open = [...at.catalogue.entities.keys()].map((name) => {
      const entity = view?.entity(name);
      return [name, entity?.open, entity?.rows, [...(entity?.fields.keys() ?? [])]];
    });
    return [purpose, open, refusals.map(({ code }) => code), verdicts];
  });
}

const met = { over: 0, suspended: 0, ended: 0 };
const later: fc.Arbitrary<readonly (readonly number[])[]> = fc.array(numbers(2), { minLength: 3, maxLength: 4 });

test('at each moment a partner has the agreements of that moment, whatever was remembered before, and nobody is more than their agreement', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, later, async (random: RandomWorld, drawn) => {
      const { world } = random;
      const remembering = editionOf(world);
      // What is decided with nothing remembered: at one moment for each set of agreements.
      const known = new Map<string, unknown>();
      const anew = (asker: Asker, now: number): unknown => {
        const key = JSON.stringify(asker.entitlement);
        const made = known.get(key) ?? decided(editionOf(world), asker, now);
        known.set(key, made);
        return made;
      };
      const moments = drawn.map((list) => momentFor(choices(list)));
      // As time goes; and then back, for the clocks of two replicas differ.
      for (const now of [...moments].sort((a, b) => a - b).concat(moments)) {
        const hint = new Date(now * 1000).toISOString();
        const asker = await comes(remembering, now);
        const expected = inForce(world, partner, now);
        expect(asker.entitlement.agreements, hint).toEqual(expected);
        expect(
          asker.refusals.map(({ code }) => code),
          hint,
        ).toEqual(expected.length === 0 ? ['AGREEMENT_EXPIRED'] : []);
        expect(asker.entitlement.roles, hint).toEqual(expected.length === 0 ? [] : ['ada']);
        if (expected.length === 0) met.over += 1;
        expect(decided(remembering, asker, now), hint).toEqual(anew(asker, now));
        // A plan is good until the first of these agreements ends, and no second longer.
        const { horizon } = remembering.view(asker.entitlement, purposes[0]);
        expect(horizon, hint).toBe(firstEnd(world, partner, now));
        if (horizon === undefined) continue;
        expect(inForce(world, partner, horizon - 0.001)).toEqual(expect.arrayContaining([...expected]));
        expect(inForce(world, partner, horizon)).not.toEqual(expect.arrayContaining([...expected]));
        met.ended += 1;
      }
      const agreements = Object.values(random.policy.partners[partner]?.agreements ?? {});
      if (agreements.some(({ suspended }) => suspended)) met.suspended += 1;
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

test('and all of it happened', () => {
  expect(met.over).toBeGreaterThan(5);
  expect(met.ended).toBeGreaterThan(20);
  expect(met.suspended).toBeGreaterThan(0);
});
