// Persons lie behind an API that can only list, find by key and compare one field, their orders in a PostgreSQL: one answer.
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../gateway/stores/contract.ts';
import { restAbilities } from '../../gateway/stores/rest/abilities.ts';
import { restStore } from '../../gateway/stores/rest.ts';
import { everything } from '../../schema/catalogue/abilities.ts';
import { needs } from '../fixtures/servers.ts';
import { catalogueOf } from '../fixtures/worlds/catalogues.ts';
import { postgresWorlds, type WorldServer } from '../fixtures/worlds/filling.ts';
import { type GatewayAnswer, gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import type { PolicyValue } from '../fixtures/worlds/policies.ts';
import { postgresDialect, tablesIn } from '../fixtures/worlds/sql.ts';
import { parsed, ring, worldConcerns } from '../fixtures/worlds/world.ts';
import { restAround } from '../stores/rest-around.ts';
import { optionsFor, resourceFor } from '../stores/rest-options.ts';
import { type RestServer, serveRest } from '../stores/rest-server.ts';

const id = { type: 'ID', tier: 'low', category: 'ids' };
const key = { column: 'id', type: 'integer' };
const catalogue = catalogueOf({
  entities: {
    Person: {
      store: 'crm',
      table: 'contacts',
      key,
      subject: 'self',
      roots: { one: 'person', many: 'persons' },
      fields: {
        id,
        city: { tier: 'low', category: 'who' },
        phone: { tier: 'low', category: 'who', semantic: 'phone' },
        note: { tier: 'high', category: 'who' },
      },
      relations: { orders: { to: 'Order', via: 'person_id_integer', many: true } },
    },
    Order: {
      store: 'shop',
      table: 'w.order_integer',
      key,
      subject: 'person',
      roots: { many: 'orders' },
      fields: { id, kind: { type: 'Enum', values: ['A', 'B', 'C'], tier: 'low', category: 'what' } },
      relations: { person: { to: 'Person', via: 'person_id_integer' } },
    },
  },
});

const facts = { description: 'for it', legalBasis: 'contract', tier: 'middle', categories: ['ids', 'who', 'what'] };
const policy: PolicyValue = {
  tiers: ['low', 'middle', 'high'],
  categories: ['ids', 'who', 'what'],
  purposes: { care: facts },
  partners: {},
  ladders: { phone: { reduced: ['keep-last(4)'], replaced: ['withhold'] } },
  roles: {
    ada: {
      description: 'ada',
      tier: 'middle',
      grants: [
        {
          purposes: ['care'],
          roots: ['persons', 'orders'],
          clear: ['Person.id', 'Person.city', 'Order.*'],
          reduced: ['Person.phone'],
          replaced: [],
          withheld: [],
          lookup: [],
          count: [],
          rows: { Person: { city: ['Bonn', 'Ulm'] } },
        },
      ],
    },
  },
  limits: { rows: 1_000_000 },
};

const people = Array.from({ length: 12 }, (_, at) => ({
  id: String(at + 1),
  city: JSON.stringify(['Bonn', 'Köln', 'Ulm'][at % 3]),
  phone: JSON.stringify(`+49 30 90182 ${1000 + at}`),
  note: '"never granted"',
}));

const resources = {
  contacts: resourceFor(
    'token',
    'contacts',
    [
      { name: 'id', sorts: true, filters: ['gt'] },
      { name: 'city', filters: ['eq'] },
      { name: 'phone' },
      { name: 'note' },
    ],
    { items: 3, byIds: { put: 'id.ids', join: '|' }, select: { put: 'fields', join: ',' } },
  ),
};

const missing = await needs('postgres');
const open: { server?: RestServer; crm?: Store; postgres?: WorldServer; shop?: Store } = {};

beforeAll(async () => {
  if (missing) return;
  open.server = await serveRest();
  open.server.tables = new Map([['contacts', { columns: { id: 'number', city: 'text' }, records: people }]]);
  open.postgres = await postgresWorlds('governed');
  await open.postgres.exec(tablesIn(postgresDialect));
  await open.postgres.exec(
    "insert into w.order_integer (id, kind, person_id_integer) select n, 'A', 1 + n % 13 from generate_series(1, 40) n",
  );
  open.crm = restStore('crm', optionsFor(open.server.url, resources, { scan: false }), restAround());
  open.shop = open.postgres.store('shop');
}, 60_000);
afterAll(async () => {
  await open.crm?.close();
  await open.server?.close();
  await open.postgres?.close();
});

function path() {
  const { crm, shop, server } = open;
  if (!crm || !shop || !server) throw new Error('there are no stores');
  const world = {
    catalogue,
    policy: parsed(policy, catalogue),
    concerns: worldConcerns,
    keyring: ring,
    rows: new Map(),
  };
  const asker = { entitlement: { roles: ['ada'] }, purpose: 'care', bindings: {} };
  const can = restAbilities(optionsFor(server.url, resources, { scan: false }));
  const stores = new Map([
    ['crm', crm],
    ['shop', shop],
  ]);
  server.asked.length = 0;
  return gatewayPath(world, asker, stores, (store) => (store === 'crm' ? can : everything));
}

const ask = (source: string): Promise<GatewayAnswer> => path().plan(parse(source), source)({});

describe.skipIf(missing)('persons behind an API and orders in a PostgreSQL', () => {
  test('are one governed answer, of fields and rows that are granted', async () => {
    const { data, errors, report } = await ask(
      '{ persons(first: 3) { nodes { id city phone orders(first: 2) { nodes { id kind } } } pageInfo { hasNextPage } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      persons: {
        nodes: [
          {
            id: 'Person:1',
            city: 'Bonn',
            phone: expect.stringMatching(/1000$/),
            orders: { nodes: [{ id: 'Order:13' }, { id: 'Order:26' }] },
          },
          { id: 'Person:3', city: 'Ulm' },
          { id: 'Person:4', city: 'Bonn' },
        ],
        pageInfo: { hasNextPage: true },
      },
    });
    expect(JSON.stringify(data)).not.toMatch(/90182|never granted|Köln/);
    expect(report.get('Person.phone')).toMatchObject({ disclosure: 'reduced' });
    const asked = open.server?.asked ?? [];
    expect(asked.every((one) => one.includes('fields=id%2Ccity%2Cphone') && one.includes('sort=id'))).toBe(true);
    // Of each city that may be read its first four, by threes.
    expect(asked.map((one) => /city\.eq=(\w+)/.exec(one)?.[1]).toSorted()).toEqual(['Bonn', 'Bonn', 'Ulm', 'Ulm']);
  });

  test('refer to one another by keys, of which those that may not be read lead to nobody', async () => {
    const { data, errors } = await ask('{ orders(first: 4) { nodes { id person { id city } } } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({
      orders: {
        nodes: [
          { id: 'Order:1', person: null },
          { id: 'Order:2', person: { id: 'Person:3', city: 'Ulm' } },
          { id: 'Order:3', person: { id: 'Person:4', city: 'Bonn' } },
          { id: 'Order:4', person: null },
        ],
      },
    });
    expect(open.server?.asked).toHaveLength(1);
    expect(open.server?.asked[0]).toContain('id.ids=2%7C3%7C4%7C5');
  });

  test('are offered what the API can do, and nothing else', async () => {
    const { schema } = path();
    const fields = (type: string): readonly string[] =>
      Object.keys((schema.getType(type)?.toConfig() as { readonly fields?: object } | undefined)?.fields ?? {});
    expect(fields('PersonFilter').toSorted()).toEqual(['and', 'city', 'id']);
    expect(fields('OrderFilter')).toEqual(expect.arrayContaining(['or', 'not', 'person']));
    expect(fields('PersonConnection')).not.toContain('totalCount');
    const { data } = await ask('{ persons(filter: { city: { eq: "Ulm" } }) { nodes { id } } }');
    expect(data).toMatchObject({ persons: { nodes: ['3', '6', '9', '12'].map((one) => ({ id: `Person:${one}` })) } });
    expect(open.server?.asked.every((one) => one.includes('city.eq=Ulm'))).toBe(true);
  });

  test('fail apart: where the API is away, the orders are still answered', async () => {
    if (!open.server) throw new Error('there is no API');
    open.server.mischief = (request) => request.socket.destroy() !== undefined;
    const { data, errors } = await ask('{ orders(first: 1) { nodes { id } } persons(first: 1) { nodes { id } } }');
    open.server.mischief = undefined;
    expect(errors.map(({ code }) => code)).toEqual(['STORE_UNAVAILABLE']);
    expect(data).toEqual({ orders: { nodes: [{ id: 'Order:1' }] }, persons: null });
  });
});
