import fc from 'fast-check';
import { expect } from 'vitest';
import { partners } from '../../plugins/partners/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { changeUnseen } from '../fixtures/worlds/changes.ts';
import { both, type Compared, documentOf, wholly } from '../fixtures/worlds/compared.ts';
import { type Answering, gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import { operationFor } from '../fixtures/worlds/operations.ts';
import type { Filling } from '../fixtures/worlds/filling.ts';
import { printRows, printWorld, type RandomWorld, randomWorld } from '../fixtures/worlds/world.ts';
import { twinSchema } from '../reference/answer.ts';
import { type Asking, asking } from '../reference/asking.ts';
import { fieldsOf } from '../reference/sight.ts';
import { holds, truthOf } from '../reference/tests.ts';
import { type Asker, fencesOf, rowsOf, votesOf } from '../reference/world.ts';

const questions = 6;

/** How often something happened at all: laws that are only ever tested on nothing prove nothing. */
export interface Met {
  answered: number;
  refused: number;
  followed: number;
  changed: number;
  partners: number;
  consented: number;
  missing: number;
  lacking: number;
  having: number;
  home: number;
  abroad: number;
  over: number;
  grouped: number;
  bound: number;
}

const nothingMet: Met = {
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
  grouped: 0,
  bound: 0,
};

function meet(met: Met, { twin, variables }: Compared, { entitlement }: Asker): void {
  if (twin.refusals.length > 0) met.refused += 1;
  else if (JSON.stringify(twin.data).length > 80) {
    met.answered += 1;
    if (entitlement.partner !== undefined) met.partners += 1;
  }
  if (JSON.stringify(variables).includes('[[')) met.followed += 1;
  const groups = /"(count|total|sum|key)":/.test(JSON.stringify(twin.data ?? null));
  if (groups) met.grouped += 1;
  if (twin.refusals.length === 0 && /minimum-group/.test(JSON.stringify(twin.report))) met.bound += 1;
}

/** On how many rows, and fields of rows, a consent that is asked for is there, and on how many it is missing. */
function meetConsents(met: Met, { world, asker }: Asking): void {
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
function meetOthers(met: Met, { world, asker, opening }: Asking): void {
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

/**
 * In so many random worlds the gateway answers like its slow twin, and alike in another world that its caller cannot
 * tell from it.
 */
export async function comparedWorlds(filling: Filling, worlds: number, limitMs: number): Promise<Met> {
  const met: Met = { ...nothingMet };
  await fc.assert(
    fc.asyncProperty(randomWorld, (random) => compareIn(filling, met, random)),
    { numRuns: worlds, interruptAfterTimeLimit: limitMs, markInterruptAsFailure: true },
  );
  return met;
}

async function compareIn(filling: Filling, met: Met, random: RandomWorld): Promise<void> {
  const { asker, policy, questions: read, changes } = random;
  const { catalogue } = random.world;
  const world = { ...random.world, rows: filling.stored(catalogue, random.world.rows) };
  const asks = asking(world, asker);
  meetConsents(met, asks);
  meetOthers(met, asks);
  const path = gatewayPath(world, asker, filling.stores);
  const schema = twinSchema(path.schema);
  await filling.fill(catalogue, world.rows);
  const choose = read();
  const asked: Asked[] = [];
  for (let at = 0; at < questions; at++) {
    const operation = operationFor(choose, asks, schema, filling.groups);
    const { source } = operation;
    const document = documentOf(operation, schema);
    const answering = path.plan(document, source);
    for (const one of await both(asks, schema, document, operation, answering)) {
      meet(met, one, asker);
      const { variables, gateway, twin } = one;
      expect(gateway, `${source}\n${JSON.stringify(variables)}${printWorld({ world, asker, policy })}`).toEqual(twin);
      asked.push({ source, variables, answering, answer: one.whole });
    }
  }
  const other = changeUnseen(changes(), asks);
  if (other.changes === 0) return;
  met.changed += 1;
  const changed = filling.stored(catalogue, other.rows);
  await filling.fill(catalogue, changed);
  for (const { source, variables, answering, answer } of asked) {
    const told = `${source}\n${JSON.stringify(variables)}${printWorld({ world, asker, policy })}\nin the other world\n${printRows(catalogue, changed)}`;
    expect(wholly(await answering(variables)), told).toBe(answer);
  }
}
