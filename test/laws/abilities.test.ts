import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Abilities } from '../../schema/catalogue/abilities.ts';
import { everything } from '../../schema/catalogue/abilities.ts';
import { abilitiesFor, ableStore } from '../fixtures/worlds/able-store.ts';
import { choices, numbers } from '../fixtures/worlds/choices.ts';
import { documentOf } from '../fixtures/worlds/compared.ts';
import { gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import { operationFor } from '../fixtures/worlds/operations.ts';
import { printWorld, randomWorld } from '../fixtures/worlds/world.ts';
import { asking } from '../reference/asking.ts';

const met = { statements: 0, filters: 0 };

test('a store is asked for nothing that it cannot do: what it cannot is in no schema', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, numbers(120), async ({ world, asker, policy, questions }, shape) => {
      const choose = choices(shape);
      const able: ReadonlyMap<string, Abilities> = new Map([
        ['s1', abilitiesFor(choose)],
        ['s2', choose.chance(30) ? everything : abilitiesFor(choose)],
      ]);
      const of = (store: string): Abilities => able.get(store) ?? everything;
      const count = ({ where }: { readonly where: { readonly k: string } }): void => {
        met.statements += 1;
        if (where.k !== 'and') met.filters += 1;
      };
      const stores = new Map([...able].map(([name, abilities]) => [name, ableStore(name, abilities, count)]));
      const path = gatewayPath(world, asker, stores, of);
      const asks = asking(world, asker);
      const read = questions();
      for (let at = 0; at < 4; at++) {
        const operation = operationFor(read, asks, path.schema);
        const answering = path.plan(documentOf(operation, path.schema), operation.source);
        for (const variables of operation.variables) {
          const fault = await answering(variables).then(
            () => undefined,
            (error: Error) => error.message,
          );
          if (fault === undefined) continue;
          const told = `${operation.source}\n${JSON.stringify(variables)}\n${JSON.stringify([...able])}`;
          throw new Error(`${fault}\n${told}${printWorld({ world, asker, policy })}`);
        }
      }
    }),
    { numRuns: 220, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );
  expect(met.statements).toBeGreaterThan(200);
  expect(met.filters).toBeGreaterThan(30);
}, 90_000);
