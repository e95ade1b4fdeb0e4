import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Embedded, openEmbedded } from '../../gateway/stores/pglite.ts';
import type { Store } from '../../gateway/stores/contract.ts';
import { both, documentOf } from '../fixtures/worlds/compared.ts';
import { gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import { operationFor } from '../fixtures/worlds/operations.ts';
import { fill, tables } from '../fixtures/worlds/sql.ts';
import { printWorld, randomWorld } from '../fixtures/worlds/world.ts';
import { twinSchema } from '../reference/answer.ts';
import { asking } from '../reference/asking.ts';

const worlds = 500;
const questions = 6;

const open: { embedded?: Embedded; stores: ReadonlyMap<string, Store> } = { stores: new Map() };

beforeAll(async () => {
  const embedded = await openEmbedded({ memory: true, onFault: (fault) => console.error(fault) });
  await embedded.exec(tables);
  open.embedded = embedded;
  open.stores = new Map(['s1', 's2'].map((name) => [name, embedded.store(name)]));
});
afterAll(() => open.embedded?.close());

test('the gateway answers like its slow twin', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async ({ world, asker, policy, questions: read }) => {
      const choose = read();
      const asks = asking(world, asker);
      const path = gatewayPath(world, asker, open.stores);
      const schema = twinSchema(path.schema);
      await open.embedded?.exec(fill(world.catalogue, world.rows));
      for (let at = 0; at < questions; at++) {
        const operation = operationFor(choose, asks, schema);
        const document = documentOf(operation, schema);
        for (const { variables, gateway, twin } of await both(asks, schema, document, operation, path.plan(document, operation.source))) {
          expect(gateway, `${operation.source}\n${JSON.stringify(variables)}${printWorld({ world, asker, policy })}`).toEqual(twin);
        }
      }
    }),
    { numRuns: worlds, interruptAfterTimeLimit: 100_000 },
  );
}, 300_000);
