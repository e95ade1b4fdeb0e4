import { describe, expect, test } from 'vitest';
import { noRows } from '../../../gateway/rows.ts';
import type { Store } from '../../../gateway/stores/contract.ts';
import { ids } from '../../../plugins/pseudonyms/ids.ts';
import { callsOf } from '../timing/calls.ts';
import { attacked, type Attacker } from './gateway.ts';

// Time itself is measured elsewhere, in `timing.heavy.test.ts`, with a tolerance. Here stands what has none: the work. Whoever is
// answered "there is none" has made the stores do exactly the same, whether there is one or not, and the gateway as well:
// it called every function of its own, of its ciphers and of GraphQL exactly as often.

/** The statements that an answer took: their texts, and how many rows each brought. */
async function work(act: () => Promise<unknown>): Promise<readonly string[]> {
  const { running } = await attacked();
  const stores = [...running.gateway.stores.values()] as { read: Store['read'] }[];
  const before = stores.map((store) => store.read);
  const done: string[] = [];
  for (const [at, store] of stores.entries())
    store.read = async (query, values, call) => {
      const rows = (await before[at]?.(query, values, call)) ?? noRows;
      done.push(`${query.text} with ${values.length} values: ${rows.count} rows`);
      return rows;
    };
  try {
    await act();
  } finally {
    for (const [at, store] of stores.entries()) Object.assign(store, { read: before[at] });
  }
  return done.sort();
}

const node = 'query($i: ID!) { node(id: $i) { __typename id } }';
const attempts: readonly (readonly [Attacker, string, hidden: string, never: string])[] = [
  ['customer', node, 'Customer:2', 'Customer:77777777'],
  [
    'customer',
    'query($i: ID!) { customer(id: $i) { id name orders { totalCount nodes { id } } feedbacks { nodes { text } } } }',
    'Customer:2',
    'Customer:77777777',
  ],
  [
    'customer',
    'query($i: ID!) { orders(filter: { customer: { id: { eq: $i } } }) { totalCount nodes { id } } }',
    'Customer:2',
    'Customer:77777777',
  ],
  [
    'customer',
    'query($i: ID!) { feedbacks(filter: { customer: { id: { in: [$i] } } }) { totalCount nodes { text } } }',
    'Customer:2',
    'Customer:77777777',
  ],
  [
    'marketing',
    'query($i: ID!) { customer(id: $i) { id email orders(first: 2) { nodes { id } } } node(id: $i) { id } }',
    'Customer:SILENT',
    'Customer:77777777',
  ],
  [
    'marketing',
    'query($i: ID!) { orders(filter: { customer: { id: { eq: $i } } }) { totalCount nodes { id } } }',
    'Customer:SILENT',
    'Customer:77777777',
  ],
  ['acme', node, 'Customer:1', 'Customer:77777777'],
  ['acme', node, 'Order:1', 'Order:77777777'],
  ['acme', 'query($i: ID!) { orders(filter: { id: { eq: $i } }) { nodes { id } } }', 'Order:1', 'Order:77777777'],
  ['borealis', 'query($i: ID!) { customer(id: $i) { id } node(id: $i) { id } }', 'Customer:1', 'Customer:77777777'],
  ['analyst', 'query($i: ID!) { customer(id: $i) { id } node(id: $i) { id } }', 'Customer:1', 'nonsense'],
];

const silentOne =
  "select c.id from crm.customers c where not exists (select from crm.consents k where k.customer_id = c.id and k.kind = 'marketing' and k.withdrawn_at is null) order by id limit 1";

test.each(attempts)(
  '%s makes the stores do the same for a record that is hidden and for one that never was: %s',
  async (who, query, hidden, never) => {
    const { ask, rows } = await attacked();
    const [silent] = await rows(silentOne);
    const ids = [hidden.replace('SILENT', silent?.['id'] ?? ''), never];
    // Once each, so that both have their plans.
    for (const i of ids) await ask(who, query, { i });
    const [there, nowhere] = [
      await work(() => ask(who, query, { i: ids[0] })),
      await work(() => ask(who, query, { i: ids[1] })),
    ];
    expect(there).toEqual(nowhere);
  },
);

/** What judges, opens ids, masks and lays out. How often a socket or a file is written to is no question of who asks what. */
const counted =
  /(?:plugins|schema|gateway\/(?:compile|execute)|gateway\/\w+\.ts|node_modules\/(?:@noble\/ciphers|graphql\/)).*$/;

/** Twice, for what is made once is made at the first time: counts are of what is left. */
async function callsFor(who: Attacker, query: string, variables: Readonly<Record<string, unknown>>) {
  const { ask } = await attacked();
  for (const _ of [1, 2, 3]) await ask(who, query, variables);
  return callsOf(counted, () => ask(who, query, variables));
}

/** What two requests make the gateway do. A count is off by one now and then, where the engine collects its counters: what is so each time is so. */
async function expectAlike(who: Attacker, one: Asked, other: Asked): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const [there, nowhere] = [await callsFor(who, ...one), await callsFor(who, ...other)];
    expect(Object.keys(there).length).toBeGreaterThan(20);
    if (turn < 2 && JSON.stringify(there) !== JSON.stringify(nowhere)) continue;
    return expect(there).toEqual(nowhere);
  }
}
type Asked = readonly [query: string, variables: Readonly<Record<string, unknown>>];

/** Ids that are well made for the parcel service and the researcher: of a record that is hidden from them, and of none. */
async function sealedFor(recipient: string, entity: string, key: string): Promise<string> {
  const { running } = await attacked();
  return ids(running.gateway.keyring, 8).sealId(recipient, entity, key);
}
const acmes = 'agreement:acme/acme-delivery/parcel-delivery';
const borealis = 'agreement:borealis/borealis-research/market-research';

const sealed: readonly (readonly [Attacker, string, recipient: string, entity: string, hidden: string])[] = [
  ['acme', node, acmes, 'Order', "select id from shop.orders where status = 'PLACED' order by id desc limit 1"],
  [
    'acme',
    'query($i: ID!) { orders(filter: { id: { in: [$i] } }) { nodes { id customer { name phone } } } }',
    acmes,
    'Order',
    "select id from shop.orders where status = 'PLACED' order by id desc limit 1",
  ],
  [
    'borealis',
    'query($i: ID!) { customer(id: $i) { id birthDate orders(first: 2) { nodes { id total } } } }',
    borealis,
    'Customer',
    "select c.id from crm.customers c where not exists (select from crm.consents k where k.customer_id = c.id and k.kind = 'sharing') order by id desc limit 1",
  ],
];

describe('leak 33: the gateway calls each of its functions as often', () => {
  test.each(attempts)(
    'for %s and a record that is hidden as for one that never was: %s',
    async (who, query, hidden, never) => {
      const { rows } = await attacked();
      const [silent] = await rows(silentOne);
      const i = hidden.replace('SILENT', silent?.['id'] ?? '');
      await expectAlike(who, [query, { i }], [query, { i: never }]);
    },
  );

  test.each(sealed)('for %s and an id that is well made: %s', async (who, query, recipient, entity, sql) => {
    const { rows } = await attacked();
    const [hidden] = await rows(sql);
    const key = hidden?.['id'] ?? '';
    // Of as many digits, for an id is unpadded digit by digit.
    const none = '9'.repeat(key.length);
    expect(
      await rows(`select from ${entity === 'Order' ? 'shop.orders' : 'crm.customers'} where id = ${none}`),
    ).toEqual([]);
    const i = await sealedFor(recipient, entity, key);
    await expectAlike(who, [query, { i }], [query, { i: await sealedFor(recipient, entity, none) }]);
  });

  test.each([
    ['acme', '{ orders(first: 2) { nodes { id NAME } } }', 'total', 'totax'],
    ['acme', '{ orders(first: 2, filter: { NAME: { eq: "x" } }) { nodes { id } } }', 'total', 'totax'],
    ['borealis', '{ NAME(first: 2) { nodes { id } } }', 'activities', 'activitiex'],
    ['marketing', '{ customers(first: 2, orderBy: [{ NAME: ASC }]) { nodes { id } } }', 'birthDate', 'birthDatx'],
    ['analyst', '{ __type(name: "NAME") { name } }', 'Consent', 'Consenx'],
  ] as const)('for %s and a name that is hidden as for one that nobody has: %s', async (who, query, hidden, never) => {
    await expectAlike(who, [query.replace('NAME', hidden), {}], [query.replace('NAME', never), {}]);
  });

  test('and a record that is theirs makes it call more', async () => {
    const query = 'query($i: ID!) { customer(id: $i) { id name } }';
    const own = await callsFor('customer', query, { i: 'Customer:1' });
    expect(own).not.toEqual(await callsFor('customer', query, { i: 'Customer:2' }));
  });
});

test('and for a name that is hidden, a purpose that is not theirs and a partner whose agreement is over, they do nothing', async () => {
  const { ask, askAs } = await attacked();
  const done = await work(async () => {
    await ask('acme', '{ customers { nodes { id } } }');
    await ask('acme', '{ orders { nodes { id total } } }');
    await ask('borealis', '{ customers(filter: { phone: { eq: "1" } }) { nodes { id } } }');
    await ask('marketing', 'query($f: CustomerFilter) { customers(filter: $f) { nodes { id } } }', {
      f: { phone: { eq: '1' } },
    });
    await askAs({ partner: 'expired', purpose: 'parcel-delivery' }, '{ orders { nodes { id } } }');
    await askAs({ partner: 'acme', purpose: 'market-research' }, '{ orders { nodes { id } } }');
  });
  expect(done).toEqual([]);
});
