// Persons lie in one store and their orders in another: what a rule asks of the one is bound in the other as one array, and
// what hangs on rows of the one is read from the other in one batch.
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../gateway/stores/contract.ts';
import { type Embedded, openEmbedded } from '../../gateway/stores/pglite.ts';
import { catalogueOf } from '../fixtures/worlds/catalogues.ts';
import { type GatewayAnswer, gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import type { PolicyValue } from '../fixtures/worlds/policies.ts';
import { postgresDialect, tablesIn } from '../fixtures/worlds/sql.ts';
import { parsed, ring, worldConcerns } from '../fixtures/worlds/world.ts';

const id = { type: 'ID', tier: 'low', category: 'ids' };
const entity = (store: string, table: string) => ({
  store,
  table: `w.${table}_integer`,
  key: { column: 'id', type: 'integer' },
});
const catalogue = catalogueOf({
  entities: {
    Person: {
      ...entity('s1', 'person'),
      subject: 'self',
      roots: { many: 'persons' },
      fields: { id, city: { tier: 'low', category: 'who' } },
      relations: { orders: { to: 'Order', via: 'person_id_integer', many: true } },
    },
    Order: {
      ...entity('s2', 'order'),
      subject: 'person',
      roots: { many: 'orders' },
      fields: { id, kind: { type: 'Enum', values: ['A', 'B', 'C'], tier: 'low', category: 'what' } },
      relations: { person: { to: 'Person', via: 'person_id_integer' } },
    },
  },
});

const facts = { description: 'for it', legalBasis: 'contract', tier: 'high', categories: ['ids', 'who', 'what'] };
const value: PolicyValue = {
  tiers: ['low', 'middle', 'high'],
  categories: ['ids', 'who', 'what'],
  purposes: { care: facts },
  partners: {},
  ladders: {},
  roles: {
    ada: {
      description: 'ada',
      tier: 'high',
      grants: [
        {
          purposes: ['care'],
          roots: ['persons', 'orders'],
          clear: ['Person.*', 'Order.*'],
          reduced: [],
          replaced: [],
          withheld: [],
          lookup: [],
          count: [],
          rows: {},
        },
      ],
    },
  },
  limits: { rows: 1_000_000 },
  // Orders of people in Bonn, whose city lies in the other store.
  guard0: { entity: 'Order', rows: { 'person.city': 'Bonn' } },
};

const open: { embedded?: Embedded } = {};
/** Each read: of which store, and with how many values of each list that is bound. */
const reads: { readonly store: string; readonly lists: readonly number[] }[] = [];
const stores = new Map<string, Store>();

beforeAll(async () => {
  const embedded = await openEmbedded({ memory: true });
  open.embedded = embedded;
  await embedded.exec(tablesIn(postgresDialect));
  for (const name of ['s1', 's2']) {
    const store = embedded.store(name);
    const read: Store['read'] = (query, values, call) => {
      reads.push({ store: name, lists: values.flatMap((one) => (Array.isArray(one) ? [one.length] : [])) });
      return store.read(query, values, call);
    };
    stores.set(name, { ...store, read });
  }
}, 60_000);
afterAll(() => open.embedded?.close());

/** So many people in Bonn and as many elsewhere, with an order each. */
async function people(count: number): Promise<void> {
  await open.embedded?.exec(
    `delete from w.person_integer; delete from w.order_integer;
    insert into w.person_integer (id, city) select n, case when n <= ${count} then 'Bonn' else 'Köln' end from generate_series(1, ${2 * count}) n;
    insert into w.order_integer (id, kind, person_id_integer) select n, 'A', n from generate_series(1, ${2 * count}) n`,
  );
}

function ask(source: string): Promise<GatewayAnswer> {
  const policy = parsed(value, catalogue);
  const world = { catalogue, policy, concerns: worldConcerns, keyring: ring, rows: new Map() };
  const asker = { entitlement: { roles: ['ada'] }, purpose: 'care', bindings: {} };
  return gatewayPath(world, asker, stores).plan(parse(source), source)({});
}

beforeEach(() => void reads.splice(0));

describe('a rule whose data lies in another store', () => {
  test('asks that one once for its keys and binds them as one array, and pages and counts are exact', async () => {
    await people(30);
    const { data } = await ask('{ orders(first: 20) { totalCount nodes { id } pageInfo { hasNextPage } } }');
    expect(data).toMatchObject({ orders: { totalCount: 30, pageInfo: { hasNextPage: true } } });
    expect(reads[0]).toEqual({ store: 's1', lists: [] });
    // The page and its count.
    expect(reads.slice(1)).toEqual(Array(2).fill({ store: 's2', lists: [30] }));
  });

  test('is refused beyond ten thousand keys, with what to do, before the other store is asked', async () => {
    await people(10_000);
    const most = await ask('{ orders(first: 1) { totalCount } }');
    expect([most.errors, most.data]).toEqual([[], { orders: { totalCount: 10_000 } }]);
    reads.splice(0);
    await people(10_001);
    const { data, errors } = await ask(
      '{ orders(first: 1) { totalCount nodes { id } } persons(first: 1) { nodes { id } } }',
    );
    expect(errors.map(({ code, message }) => [code, message])).toEqual([
      ['COST_EXCEEDED', expect.stringContaining('more than 10000 keys from store `s1`')],
    ]);
    expect(data).toEqual({ orders: null, persons: { nodes: [{ id: 'Person:1' }] } });
    expect(reads.some(({ store }) => store === 's2')).toBe(false);
  });
});

describe('a relation from one store to another', () => {
  test.each([1, 7, 50])('is read in one batch a level, whatever the number of rows: %i', async (first) => {
    await people(60);
    const { data, errors } = await ask(
      `{ persons(first: ${first}) { nodes { city orders(first: 3) { nodes { id person { id city } } } } } }`,
    );
    expect(errors).toEqual([]);
    const { nodes } = (data as { readonly persons: { readonly nodes: readonly { readonly orders: unknown }[] } })
      .persons;
    expect(nodes).toHaveLength(first);
    expect(nodes[0]).toMatchObject({
      orders: { nodes: [{ id: 'Order:1', person: { id: 'Person:1', city: 'Bonn' } }] },
    });
    // The people, whose orders may be seen at all, the orders of all of them, and the people of all of those.
    expect(reads.map(({ store }) => store).sort()).toEqual(['s1', 's1', 's1', 's2']);
    expect(reads.find(({ store }) => store === 's2')?.lists.toSorted()).toEqual([first, 60].toSorted());
  });
});
