import { expect, test } from 'vitest';
import { demoCatalogue } from '../../fixtures/demo-config.ts';
import { attacked, attackers, type Attacker, type Got, type Question, type Row } from './gateway.ts';
import { battery, expectUnmoved, rootOf, walked } from './questions.ts';

const ask = async (query: string, variables?: Question['variables'], who: Attacker = 'customer'): Promise<Got> =>
  (await attacked()).ask(who, query, variables);
const roots = { Customer: 'customers', Order: 'orders', Activity: 'activities', Feedback: 'feedbacks' } as const;
const selections = {
  Customer: `id name phone orders(first: 9) { nodes { id customer { id } } } feedbacks(first: 9) { nodes { id } } activities(first: 9) { nodes { id } } consents(first: 9) { nodes { id } }`,
  Order: `id placedAt shippingAddress customer { id name orders(first: 9) { nodes { id } totalCount } } items(first: 9) { nodes { id } }`,
  Activity: `id ip customer { id name }`,
  Feedback: `id text customer { id name }`,
} as const;

/** Everybody else and all that hangs on them, made otherwise, more and less. */
const others = [
  "update crm.customers set name = 'Somebody Else', phone = '+44 7700 9' || lpad(id::text, 5, '0'), email = 'moved.' || id || '@example.net', birth_date = birth_date + 400, national_id = null, bank_card = null, address = 'moved', city = 'moved', segment = 'moved' where id <> 1",
  "update shop.orders set placed_at = placed_at + interval '1 day', shipping_address = 'moved', total = total + 1, status = 'PAID', carrier = null where customer_id <> 1",
  "update crm.feedbacks set text = 'moved', rating = 6 - rating where customer_id <> 1",
  "update shop.activities set ip = '192.0.2.1', at = at + interval '1 day' where customer_id <> 1",
  'insert into crm.customers select id + 100000, name, gender, birth_date, null, phone, email, address, city, region, country, null, segment, created_at from crm.customers where id <> 1',
  'insert into shop.orders select id + 700000, customer_id + 100000, placed_at, status, carrier, total, currency, shipping_address from shop.orders where customer_id <> 1',
  'delete from shop.activities where customer_id <> 1 and id % 2 = 0',
  'delete from crm.consents where customer_id <> 1 and id % 2 = 0',
];

test('a customer who tries every field, filter and order is answered of themselves alone, whoever else there is', async () => {
  const gateway = await attacked();
  const records: Record<string, readonly Row[]> = {};
  for (const { name, table } of demoCatalogue().entities.values()) {
    const whose = { Customer: 'id', OrderItem: 'order_id' }[name] ?? 'customer_id';
    records[name] = await gateway.rows(
      `select * from ${table.schema}.${table.name} where ${whose} = 2 order by id limit 1`,
    );
  }
  const questions = Object.entries(roots).flatMap(([entity, root]) => [
    ...battery(rootOf(entity, root), records[entity] ?? []),
    {
      query: `{ ${root} { totalCount nodes { ${selections[entity as keyof typeof roots]} } pageInfo { hasNextPage hasPreviousPage } } }`,
    },
  ]);
  const told = await expectUnmoved(gateway, 'customer', questions, others);
  expect([...told.values()].filter((text) => text.startsWith('{"data"')).length).toBeGreaterThan(200);
});

test('a customer who names another person’s record, by id, node, filter, relation or key, is told what they are told of nobody’s', async () => {
  const gateway = await attacked();
  const of = async (entity: string, table: string): Promise<readonly string[]> =>
    (await gateway.rows(`select id from ${table} where customer_id = 2 order by id limit 2`)).map(
      ({ id }) => `${entity}:${id}`,
    );
  const theirs = [
    'Customer:2',
    ...(await of('Order', 'shop.orders')),
    ...(await of('Activity', 'shop.activities')),
    ...(await of('Feedback', 'crm.feedbacks')),
    ...(await of('Consent', 'crm.consents')),
  ];
  expect(theirs.length).toBeGreaterThan(5);
  const nobodys = (id: string): string => `${id.split(':')[0]}:77777777`;
  const ways = [
    'query($i: ID!) { node(id: $i) { __typename id } }',
    `query($i: ID!) { customer(id: $i) { ${selections.Customer} } }`,
    `query($i: ID!) { order(id: $i) { ${selections.Order} } }`,
    ...Object.entries(roots).flatMap(([entity, root]) => [
      `query($i: ID!) { ${root}(filter: { id: { eq: $i } }) { totalCount nodes { id } } }`,
      `query($i: ID!) { ${root}(filter: { not: { id: { ne: $i } } }) { totalCount nodes { id } } }`,
      ...(entity === 'Customer'
        ? []
        : [
            `query($i: ID!) { ${root}(first: 1000, filter: { or: [{ customer: { id: { in: [$i] } } }, { not: { customer: { id: { notIn: [$i] } } } }] }) { totalCount nodes { id } } }`,
          ]),
    ]),
    ...['orders', 'activities', 'feedbacks', 'consents'].map(
      (relation) =>
        `query($i: ID!) { customers(filter: { ${relation}: { some: { id: { eq: $i } } } }) { totalCount } }`,
    ),
    'query($i: ID!) { customers(filter: { not: { consents: { none: { customer: { id: { eq: $i } } } } } }) { totalCount } }',
    'query($i: ID!) { feedbacks(filter: { customer: { feedbacks: { some: { customer: { id: { eq: $i } } } } } }) { totalCount } }',
    'query($i: String!) { customerLookup(by: { phone: $i }) { id } }',
  ];
  for (const query of ways)
    for (const i of theirs)
      expect((await ask(query, { i })).text, `${query} ${i}`).toBe((await ask(query, { i: nobodys(i) })).text);
});

test('a customer who follows every relation from their own record comes back to nobody but themselves', async () => {
  const gateway = await attacked();
  for (const [entity, root] of Object.entries(roots)) {
    const { text, status } = await ask(
      `{ ${root}(first: 50) { totalCount nodes { ${selections[entity as keyof typeof roots]} } } }`,
    );
    expect(status).toBe(200);
    expect(new Set(text.match(/"Customer:\d+"/g))).toEqual(new Set(['"Customer:1"']));
  }
  const own = await gateway.rows('select id from shop.orders where customer_id = 1');
  const { ids } = await walked((query, variables) => ask(query, variables), rootOf('Order', 'orders'), 2);
  expect([...ids].sort()).toEqual(own.map(({ id }) => `Order:${id}`).sort());
  // A present to somebody else shows their address to who sent it: it is on the order. An order of somebody else to mine does not exist.
  const { text } = await ask('{ orders(first: 100) { nodes { customer { id } } } }');
  expect(text).not.toMatch(/Customer:(?!1")/);
});

test('a customer who uses the cursor of another customer is refused like with garbage, though they share every plan', async () => {
  for (const [entity, root] of Object.entries(roots)) {
    const query = `query($c: String) { ${root}(first: 1, after: $c) { edges { cursor } } }`;
    const [mine, theirs] = await Promise.all(
      (['customer', 'other'] as const).map(async (who) => {
        const gateway = await attacked();
        const response = (await gateway.ask(who, query)).data[root]?.['edges'];
        return Object.values(response ?? {})[0]?.['cursor'];
      }),
    );
    expect([typeof mine, typeof theirs], entity).toEqual(['string', 'string']);
    const garbage = await ask(query, { c: 'garbage' });
    expect(garbage.status).toBe(400);
    expect((await ask(query, { c: theirs })).text).toBe(garbage.text);
    expect((await ask(query, { c: mine }, 'other')).text).toBe((await ask(query, { c: 'garbage' }, 'other')).text);
    expect((await ask(query, { c: mine })).status).toBe(200);
  }
});

const claimed: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['nothing', {}],
  ['an empty text', { customer: '' }],
  ['a null', { customer: null }],
  ['a list', { customer: ['1', '2'] }],
  ['a list of one', { customer: ['1'] }],
  ['an object', { customer: { eq: '1' } }],
  ['all', { customer: '%' }],
  ['a condition', { customer: '1 or true' }],
  ['a quote', { customer: "1' or '1'='1" }],
  ['a global id', { customer: 'Customer:1' }],
  ['a fraction', { customer: '1.0' }],
  ['a number in other digits', { customer: '１' }],
  ['a number with a space', { customer: ' 1' }],
  ['a number that no key can be', { customer: '99999999999999999999' }],
  ['a negative number', { customer: '-1' }],
  ['true', { customer: true }],
];
test.each(claimed)('a token that claims %s to be one’s own is nobody’s', async (_, claims) => {
  const gateway = await attacked();
  const caller = { ...attackers.customer, claims };
  const { text } = await gateway.askAs(
    caller,
    '{ customers { totalCount nodes { id } } orders { totalCount nodes { id } } feedbacks { totalCount } activities { totalCount } node(id: "Customer:1") { id } }',
  );
  expect(text).not.toMatch(/"(?:Customer|Order):\d|"totalCount":[1-9]/);
});

test('a customer who says another purpose, or writes their claim elsewhere, is nobody else', async () => {
  const gateway = await attacked();
  for (const purpose of ['customer-support', 'analytics', 'marketing', 'fraud-investigation', 'parcel-delivery'])
    expect((await gateway.askAs({ ...attackers.customer, purpose }, '{ customers { nodes { id } } }')).code).toBe(
      'PURPOSE_NOT_ALLOWED',
    );
  const spelled = { ...attackers.customer, claims: { Customer: '2', 'claim.customer': '2', customers: '2' } };
  expect((await gateway.askAs(spelled, '{ customers { totalCount } }')).text).not.toMatch(/"totalCount":[1-9]/);
  const { text } = await ask(
    'query($customer: ID, $claim: ID) { customers(filter: { id: { in: [$customer, $claim] } }) { totalCount } }',
    { customer: 'Customer:2', claim: 'Customer:2' },
  );
  expect(text).not.toMatch(/"totalCount":[1-9]/);
});
