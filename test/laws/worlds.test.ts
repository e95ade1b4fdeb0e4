import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partners } from '../../plugins/partners/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import type { Store } from '../../gateway/stores/contract.ts';
import { type Embedded, openEmbedded } from '../../gateway/stores/pglite.ts';
import { changeUnseen } from '../fixtures/worlds/changes.ts';
import { both, type Compared, documentOf, wholly } from '../fixtures/worlds/compared.ts';
import { type Answering, gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import { operationFor } from '../fixtures/worlds/operations.ts';
import { fill, tables } from '../fixtures/worlds/sql.ts';
import { printRows, printWorld, randomWorld } from '../fixtures/worlds/world.ts';
import { twinSchema } from '../reference/answer.ts';
import { type Asking, asking } from '../reference/asking.ts';
import { fieldsOf } from '../reference/sight.ts';
import { holds, truthOf } from '../reference/tests.ts';
import { type Asker, fencesOf, rowsOf, votesOf } from '../reference/world.ts';

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
const met = {
  answered: 0,
  refused: 0,
  followed: 0,
  changed: 0,
  partners: 0,
  consented: 0,
  missing: 0,
  lacking: 0,
  having: 0,
  home: 0,
  abroad: 0,
  over: 0,
};

function meet({ twin, variables }: Compared, { entitlement }: Asker): void {
  if (twin.refusals.length > 0) met.refused += 1;
  else if (JSON.stringify(twin.data).length > 80) {
    met.answered += 1;
    if (entitlement.partner !== undefined) met.partners += 1;
  }
  if (JSON.stringify(variables).includes('[[')) met.followed += 1;
}

/** On how many rows, and fields of rows, a consent that is asked for is there, and on how many it is missing. */
function meetConsents({ world, asker }: Asking): void {
  for (const entity of world.catalogue.entities.values()) {
    const votes = fieldsOf(entity).flatMap((field) =>
      votesOf(world, asker, field, 'select').flatMap(({ when }) => when ?? []),
    );
    const asked = [...fencesOf(world, asker, entity), ...votes].filter(
      (one) => one.kind === 'any' && one.of.flat().some((test) => 'some' in test),
    );
    for (const row of asked.length > 0 ? rowsOf(world, entity) : []) {
      for (const one of asked) met[holds(one, truthOf(world, asker, entity, row)) ? 'consented' : 'missing'] += 1;
    }
  }
}

/** On how many rows a record that must not be there is not, and on how many it is; which rows are of agreed countries, and whose agreements are over. */
function meetOthers({ world, asker, opening }: Asking): void {
  const { partner, agreements } = asker.entitlement;
  if (partner !== undefined && agreements?.length === 0) met.over += 1;
  const countries = Object.values(sectionOf(world.policy, partners).partners[partner ?? '']?.agreements ?? {}).some(
    (one) => one.countries,
  );
  for (const entity of world.catalogue.entities.values()) {
    const votes = fieldsOf(entity).flatMap((field) =>
      votesOf(world, asker, field, 'select').flatMap(({ when }) => when ?? []),
    );
    const tests = [...fencesOf(world, asker, entity), ...votes].flatMap((one) =>
      one.kind === 'any' ? one.of.flat() : [],
    );
    for (const row of rowsOf(world, entity)) {
      const truth = truthOf(world, asker, entity, row);
      for (const one of tests) if ('some' in one && one.negated) met[truth(one) ? 'lacking' : 'having'] += 1;
      for (const grant of countries ? opening(entity.name) : [])
        if (grant.recipient.startsWith('agreement:'))
          met[holds(grant.rows(entity.name), truth) ? 'home' : 'abroad'] += 1;
    }
  }
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
      meetConsents(asks);
      meetOthers(asks);
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
          meet(one, asker);
          const { variables, gateway, twin } = one;
          expect(gateway, `${source}\n${JSON.stringify(variables)}${printWorld({ world, asker, policy })}`).toEqual(
            twin,
          );
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
  expect(met.partners).toBeGreaterThan(150);
  expect(met.consented).toBeGreaterThan(100);
  expect(met.missing).toBeGreaterThan(100);
  expect(met.lacking).toBeGreaterThan(20);
  expect(met.having).toBeGreaterThan(20);
  expect(met.home).toBeGreaterThan(50);
  expect(met.abroad).toBeGreaterThan(50);
  expect(met.over).toBeGreaterThan(10);
});
