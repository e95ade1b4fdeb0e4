import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../gateway/stores/contract.ts';
import { type Embedded, openEmbedded } from '../../gateway/stores/pglite.ts';
import { changeUnseen } from '../fixtures/worlds/changes.ts';
import { both, type Compared, documentOf, wholly } from '../fixtures/worlds/compared.ts';
import { type Answering, gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import { operationFor } from '../fixtures/worlds/operations.ts';
import { fill, tables } from '../fixtures/worlds/sql.ts';
import { printRows, printWorld, randomWorld } from '../fixtures/worlds/world.ts';
import { twinSchema } from '../reference/answer.ts';
import { asking } from '../reference/asking.ts';

const worlds = 500;
const questions = 6;

const open: { embedded?: Embedded } = {};
const stores = new Map<string, Store>();

beforeAll(async () => {
  const embedded = await openEmbedded({ memory: true });
  open.embedded = embedded;
  await embedded.exec(tables);
  for (const name of ['s1', 's2']) stores.set(name, embedded.store(name));
}, 60_000);
afterAll(() => open.embedded?.close());

/** How often something happened at all: laws that are only ever tested on nothing prove nothing. */
const met = { answered: 0, refused: 0, followed: 0, changed: 0 };

function meet({ twin, variables }: Compared): void {
  if (twin.refusals.length > 0) met.refused += 1;
  else if (JSON.stringify(twin.data).length > 80) met.answered += 1;
  if (JSON.stringify(variables).includes('[[')) met.followed += 1;
}

interface Asked {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answering: Answering;
  readonly answer: string;
}

test(`in ${worlds} random worlds the gateway answers like its slow twin, and alike in another world that its caller cannot tell from it`, async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async ({ world, asker, policy, questions: read, changes }) => {
      const asks = asking(world, asker);
      const path = gatewayPath(world, asker, stores);
      const schema = twinSchema(path.schema);
      await open.embedded?.exec(fill(world.catalogue, world.rows));
      const choose = read();
      const asked: Asked[] = [];
      for (let at = 0; at < questions; at++) {
        const operation = operationFor(choose, asks, schema);
        const { source } = operation;
        const document = documentOf(operation, schema);
        const answering = path.plan(document, source);
        for (const one of await both(asks, schema, document, operation, answering)) {
          meet(one);
          const { variables, gateway, twin } = one;
          expect(gateway, `${source}\n${JSON.stringify(variables)}${printWorld({ world, asker, policy })}`).toEqual(twin);
          asked.push({ source, variables, answering, answer: one.whole });
        }
      }
      const other = changeUnseen(changes(), asks);
      if (other.changes === 0) return;
      met.changed += 1;
      await open.embedded?.exec(fill(world.catalogue, other.rows));
      for (const { source, variables, answering, answer } of asked) {
        const told = `${source}\n${JSON.stringify(variables)}${printWorld({ world, asker, policy })}\nin the other world\n${printRows(world.catalogue, other.rows)}`;
        expect(wholly(await answering(variables)), told).toBe(answer);
      }
    }),
    { numRuns: worlds, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: true },
  );
}, 200_000);

test('the random worlds were worth asking', () => {
  expect(met.answered).toBeGreaterThan(500);
  expect(met.refused).toBeGreaterThan(300);
  expect(met.followed).toBeGreaterThan(50);
  expect(met.changed).toBeGreaterThan(400);
});
