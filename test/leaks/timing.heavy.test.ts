// Channel 33 by the clock of this process: who asks for what is hidden and who asks for what never was cost it the same. The
// two are asked in turn; what is measured is the process's own work, so that nobody else's moves it; and a difference counts
// only where three runs in a row find it. That a fifth more work is found is tested beside it, with the same measure.
import type { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from '../../plugins/pseudonyms/ids.ts';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';
import { ask as question } from './matrix/probe.ts';
import { keepAlive, send } from './matrix/send.ts';
import { alternately, type Comparison, compared, median } from './timing/samples.ts';

let gateway: TestGateway;
let agent: Agent;
/** People who agreed to nothing, by key: there, and hidden from marketing. */
let silent: string;
/** An order that is there, and not on its way with the parcel service. */
let placed: string;

beforeAll(async () => {
  gateway = await demoGateway();
  agent = keepAlive();
  const [person] = await gateway.rows(
    'select c.id from crm.customers c where not exists (select from crm.consents k where k.customer_id = c.id) limit 1',
  );
  const [order] = await gateway.rows("select id from shop.orders where status = 'PLACED' limit 1");
  silent = String(person?.['id']);
  placed = String(order?.['id']);
}, 60_000);
afterAll(() => agent.destroy());

type Act = () => Promise<unknown>;
interface Attempt {
  readonly who: string;
  readonly purpose: string;
  readonly query: string;
  /** What stands for `NAME` in the query and for its variable: hidden, and never there. */
  readonly hidden: () => string;
  readonly never: () => string;
}

const sealed = (key: string): string =>
  ids(gateway.running.gateway.keyring, 8).sealId('agreement:acme/acme-delivery/parcel-delivery', 'Order', key);
const node = 'query($i: ID!) { node(id: $i) { __typename id } }';
const whole =
  'query($i: ID!) { customer(id: $i) { id name orders(first: 3) { nodes { id } } feedbacks(first: 3) { nodes { text } } } }';

const attempts: Readonly<Record<string, Attempt>> = {
  'another customer’s record': {
    who: 'customer',
    purpose: 'self-service',
    query: whole,
    hidden: () => 'Customer:2',
    never: () => 'Customer:7777',
  },
  'a customer who did not agree': {
    who: 'marketing',
    purpose: 'marketing',
    query: 'query($i: ID!) { customer(id: $i) { id email orders(first: 2) { nodes { id } } } }',
    hidden: () => `Customer:${silent}`,
    never: () => 'Customer:7777',
  },
  'an order of somebody else’s, by an id that is well made': {
    who: 'partner-acme',
    purpose: 'parcel-delivery',
    query: node,
    hidden: () => sealed(placed),
    never: () => sealed('77777'),
  },
  'a field that others have': {
    who: 'partner-acme',
    purpose: 'parcel-delivery',
    query: '{ orders(first: 2) { nodes { id NAME } } }',
    hidden: () => 'total',
    never: () => 'totax',
  },
  'a root that others have': {
    who: 'partner-borealis',
    purpose: 'market-research',
    query: '{ NAME(first: 2) { nodes { id } } }',
    hidden: () => 'activities',
    never: () => 'activitiex',
  },
};

/** Both are asked before they are measured, so that whatever is remembered is remembered for both. */
async function asker({ who, purpose, query }: Attempt, value: () => string): Promise<Act> {
  const token = await gateway.token(who);
  const sender = { port: gateway.running.port, agent, token, purpose };
  const probe = question(query.replace('NAME', value()), { i: value() });
  return () => send(sender, probe);
}

const turns = 200;
const differs = ({ ratio, p }: Comparison): boolean => p < 0.001 && Math.abs(Math.log(ratio)) > Math.log(1.08);

/** A difference is one that is found again and again. */
async function foundIn(one: Act, other: Act): Promise<readonly Comparison[]> {
  await alternately(30, one, other);
  const found: Comparison[] = [];
  for (let run = 0; run < 3; run += 1) {
    const comparison = compared(...(await alternately(turns, one, other)));
    found.push(comparison);
    if (!differs(comparison)) break;
  }
  return found;
}

describe('leak 33: how long it takes', { timeout: 60_000 }, () => {
  test.each(Object.entries(attempts))('%s costs what one that never was costs', async (_, attempt) => {
    const [hidden, never] = [await asker(attempt, attempt.hidden), await asker(attempt, attempt.never)];
    const found = await foundIn(never, hidden);
    expect(found.every(differs), JSON.stringify(found)).toBe(false);
  });

  test('a fifth more work would be found', async () => {
    const [attempt] = Object.values(attempts) as [Attempt];
    const [hidden, never] = [await asker(attempt, attempt.hidden), await asker(attempt, attempt.never)];
    const [costs] = await alternately(60, never, never);
    const extra = median(costs) / 5;
    const more: Act = async () => {
      await hidden();
      const start = process.cpuUsage();
      for (let spent = 0; spent < extra; ) {
        const { user, system } = process.cpuUsage(start);
        spent = user + system;
      }
    };
    const found = await foundIn(never, more);
    expect(found.every(differs), JSON.stringify(found)).toBe(true);
  });
});
