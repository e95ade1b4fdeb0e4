import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEntries } from '../../gateway/ledger/read.ts';
import { emptyData } from '../fixtures/process.ts';
import { needs } from '../fixtures/servers.ts';
import { say } from '../stores/rest-server.ts';
import { scrim } from './cli-world.ts';
import { collect } from './ledger-fixtures.ts';
import { type CrmWorld, count, crmWorld, examples, nameOf, phoneOf } from './rest-crm-world.ts';

const missing = await needs('postgres');

describe.skipIf(missing).each(Object.entries(examples))(
  'customers by %s beside orders in a PostgreSQL',
  (_, example) => {
    const open: { world?: CrmWorld } = {};
    const world = (): CrmWorld => {
      if (!open.world) throw new Error('there is no world');
      return open.world;
    };
    beforeAll(async () => {
      open.world = await crmWorld(example, { concurrent: 4 });
    }, 60_000);
    afterAll(() => open.world?.close());

    const entries = async () => (await collect(readEntries(join(world().data, 'ledger')))).map(({ entry }) => entry);

    test('pass `scrim check` as they are shipped', async () => {
      const { code, stderr } = await scrim(['check', '--config', world().folder], world().environment);
      expect([code, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
    });

    test('are refused by `scrim check` where the API would have to do what it cannot', async () => {
      const folder = emptyData();
      for (const name of ['catalogue.yaml', 'policy.yaml']) cpSync(join(world().folder, name), join(folder, name));
      const said = readFileSync(join(world().folder, 'gateway.yaml'), 'utf8');
      expect(said).toContain('scan: true');
      writeFileSync(join(folder, 'gateway.yaml'), said.replace('scan: true', 'scan: false'));
      const { code, stdout, stderr } = await scrim(['check', '--config', folder], world().environment);
      expect(code).toBe(1);
      expect(stdout + stderr).toMatch(/(policy|catalogue|gateway)\.yaml:\d+:\d+/);
      expect(stdout + stderr).toMatch(/store `crm` does not count|say with `sort: /);
    });

    test('are one governed answer, which is on record before it leaves', async () => {
      const query =
        '{ customers(first: 3) { nodes { id name phone orders(first: 2) { nodes { id status total } } } } }';
      const { status, body } = await world().ask('support', query);
      expect([status, body.errors]).toEqual([200, undefined]);
      const found = body.data?.['customers'] as { readonly nodes: readonly Readonly<Record<string, unknown>>[] };
      const { nodes } = found;
      expect(nodes.map(({ id, name }) => [id, name])).toEqual(
        [0, 1, 2].map((at) => [`Customer:${example.idOf(at)}`, nameOf(at)]),
      );
      for (const [at, { phone }] of nodes.entries()) {
        expect(phone).toMatch(new RegExp(`${phoneOf(at).slice(-4)}$`));
        expect(phone).not.toContain('9018');
      }
      // Of the orders of the first the eighth and those that follow by eight, without the lost ones.
      expect(nodes[0]).toMatchObject({
        orders: {
          nodes: [
            { id: 'Order:16', status: 'SENT', total: '16.50' },
            { id: 'Order:24', status: 'OPEN', total: '24.50' },
          ],
        },
      });
      const receipt = body.extensions?.privacy?.receipt;
      const entry = (await entries()).find((one) => one.receipt === receipt);
      expect(entry).toMatchObject({
        purpose: 'care',
        outcome: 'answered',
        subjectCount: 3,
        rows: { Customer: 3, Order: 6 },
        verdicts: { 'Customer.phone': 'reduced', 'Customer.name': 'clear' },
      });
    });

    test('lead to one another: orders to their customers, asked for together', async () => {
      world().vendor.asked.length = 0;
      const { body } = await world().ask('support', '{ orders(first: 4) { nodes { id customer { id name } } } }');
      expect(body.data).toEqual({
        orders: {
          nodes: [1, 3, 4, 6].map((at) => ({
            id: `Order:${at}`,
            customer: { id: `Customer:${example.idOf(at % count)}`, name: nameOf(at % count) },
          })),
        },
      });
      const asked = world().vendor.asked.map((one) => one.split('page_token=').length);
      // The vendor's pages have three.
      expect([[1], [1, 2]]).toContainEqual(asked);
    });

    test('have other ids for who may not know them, which are taken back from them alone', async () => {
      const query = '{ customers(first: 2) { totalCount nodes { id } } }';
      const { text, body } = await world().ask('analyst', query);
      const found = body.data?.['customers'] as {
        readonly nodes: readonly { readonly id: string }[];
        readonly totalCount: number;
      };
      const { nodes, totalCount } = found;
      expect([nodes.length, totalCount]).toEqual([2, count]);
      expect(text).not.toMatch(/554023|c00\d/);
      const one = 'query($id: ID!) { customer(id: $id) { id orders(first: 1) { nodes { status } } } }';
      const own = await world().ask('analyst', one, { id: nodes[0]?.id });
      expect(own.body.data).toMatchObject({ customer: { id: nodes[0]?.id, orders: { nodes: [{}] } } });
      expect((await world().ask('support', one, { id: nodes[0]?.id })).body.data).toEqual({ customer: null });
      expect((await world().ask('analyst', one, { id: `Customer:${example.idOf(0)}` })).body.data).toEqual({
        customer: null,
      });
    });

    test('fail apart, and what the API says then is told to nobody', async () => {
      world().vendor.mischief = (__, response) => say(response, 500, `{"message":"${nameOf(0)} ${phoneOf(0)}"}`);
      const query = '{ orders(first: 1) { nodes { id } } customers(first: 1) { nodes { id } } }';
      const { body, text } = await world().ask('support', query);
      world().vendor.mischief = undefined;
      expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['STORE_UNAVAILABLE']);
      expect(body.data).toEqual({ orders: { nodes: [{ id: 'Order:1' }] }, customers: null });
      expect(text).not.toMatch(/Zqvexample|9018/);
      const receipt = body.extensions?.privacy?.receipt;
      expect((await entries()).find((one) => one.receipt === receipt)).toMatchObject({ outcome: 'partial' });
      const { status } = await world().ask('support', '{ customers(first: 1) { nodes { id } } }');
      expect(status).toBe(200);
    });

    test('are left alone by who has gone: the call that was made for them ends with them', async () => {
      const ended = new Promise<void>((resolve) => {
        world().vendor.mischief = (request) => {
          void once(request.socket, 'close').then(() => resolve());
          setTimeout(() => leaving.abort(), 20);
          return true;
        };
      });
      const leaving = new AbortController();
      const { token, purpose } = await world().caller('support');
      const sent = fetch(world().gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'scrim-purpose': purpose },
        body: JSON.stringify({ query: '{ customers(first: 1) { nodes { id } } }' }),
        signal: leaving.signal,
      });
      await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
      await ended;
      world().vendor.mischief = undefined;
      expect((await world().ask('support', '{ customers(first: 1) { nodes { id } } }')).status).toBe(200);
    });

    test('and nobody’s name, number or token is in the ledger, the log or the metrics', async () => {
      const folder = join(world().data, 'ledger');
      const ledger = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
      const metrics = await (await fetch(`${world().gateway.origin}/metrics`)).text();
      const told = [...ledger, metrics, world().gateway.logged(), world().gateway.told()].join('\n');
      expect(told.length).toBeGreaterThan(5_000);
      expect(told).not.toMatch(/Zqvexample|示例|9018|Zqvnevernamed|554023000|token-\d/);
    });
  },
);
