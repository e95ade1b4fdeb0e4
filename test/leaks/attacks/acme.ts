import { expect, test } from 'vitest';
import { attacked, type Row } from './gateway.ts';
import { battery, expectUnmoved, rootOf, type Reach, walked } from './questions.ts';

const orders = rootOf('Order', 'orders');
/** People are reached through their parcels; what is asked of them is asked there. */
const recipients: Reach = {
  entity: 'Customer',
  list: (args, selection) => `{ orders(first: 3) { nodes { customer { orders(${args}) { ${selection} } } } } }`,
};
const underway = "status = 'SHIPPED' and carrier = 'acme'";
const recipient = `exists (select from shop.orders o where o.customer_id = c.id and o.status = 'SHIPPED' and o.carrier = 'acme')`;

const keepLastFour = "translate(left(phone, -4), '0123456789', '1234567890') || right(phone, 4)";
/** All that Acme may not see of anybody, made otherwise. */
const hidden = [
  `update crm.customers c set phone = ${keepLastFour}, email = 'moved.' || id || '@example.net', birth_date = birth_date + 400, national_id = null,
     bank_card = null, address = 'moved', gender = 'OTHER', region = 'moved', country = 'XX', segment = 'moved', created_at = created_at + interval '1 day'`,
  `update shop.orders set total = total + 777, currency = 'XTS'`,
  `update crm.customers c set name = 'Somebody Else', city = 'Elsewhere', phone = '+44 7700 900999' where not ${recipient}`,
  `update shop.orders set placed_at = placed_at + interval '1 day', shipping_address = 'moved', status = 'PAID' where not (${underway}) and carrier is distinct from 'acme'`,
  `update shop.orders set placed_at = placed_at - interval '1 day', shipping_address = null, carrier = 'borealis' where carrier = 'acme' and status <> 'SHIPPED'`,
  `update crm.consents set withdrawn_at = given_at + interval '1 minute' where id % 2 = 0`,
];

const people = async (where: string, limit = 2): Promise<readonly Row[]> =>
  (await attacked()).rows(`select * from crm.customers c where ${where} order by id limit ${limit}`);
const parcels = async (where: string, limit = 2): Promise<readonly Row[]> =>
  (await attacked()).rows(`select * from shop.orders where ${where} order by id limit ${limit}`);

test('a parcel service that looks for what a hidden column holds finds nothing, by filter, order, cursor, aggregate, error or length', async () => {
  const gateway = await attacked();
  const questions = [
    ...battery(orders, [...(await parcels(underway)), ...(await parcels(`not (${underway})`, 1))]),
    ...battery(recipients, []),
  ];
  expect(questions.length).toBeGreaterThan(150);
  const told = await expectUnmoved(gateway, 'acme', questions, hidden);
  // What they may do is among it, or nothing would have been proven.
  expect([...told.values()].filter((text) => text.startsWith('{"data"')).length).toBeGreaterThan(30);
});

test('a parcel service that knows somebody’s phone learns neither whose it is nor whether they are a customer', async () => {
  const gateway = await attacked();
  const [known, stranger] = [...(await people(recipient, 1)), ...(await people(`not ${recipient}`, 1))];
  const phones = [known?.['phone'], stranger?.['phone'], '+44 7700 900123'];
  // What they are shown of a phone is no argument, whoever has it.
  const masks = [`****${known?.['phone']?.slice(-4)}`, '****0000'];
  const ways = [
    'query($p: String!) { customerLookup(by: { phone: $p }) { id name } }',
    'query($p: String!) { customers(filter: { phone: { eq: $p } }) { nodes { id } } }',
    'query($p: String!) { orders(filter: { customer: { phone: { eq: $p } } }) { nodes { id } } }',
    'query($p: String!) { orders(filter: { shippingAddress: { startsWith: $p } }) { nodes { id } } }',
    'query($p: ID!) { orders(filter: { customer: { id: { eq: $p } } }) { nodes { id } } }',
    'query($p: ID!) { node(id: $p) { __typename id } }',
  ];
  const toldOf = (values: readonly (string | undefined)[]) =>
    Promise.all(
      ways.map(
        async (query) =>
          new Set(await Promise.all(values.map(async (p) => (await gateway.ask('acme', query, { p })).text))),
      ),
    );
  const told = await toldOf(phones);
  expect([...told, ...(await toldOf(masks))].map(({ size }) => size)).toEqual([...ways, ...ways].map(() => 1));
  const [answer] = told.map(([text]) => text);
  expect(answer).toContain('GRAPHQL_VALIDATION_FAILED');
});

test('a parcel service that wants all customers gets the names of those for whom it carries something, and no other through any door', async () => {
  const gateway = await attacked();
  const mine = (await gateway.rows(`select distinct name from crm.customers c where ${recipient}`))
    .map(({ name }) => name)
    .sort();
  const { data } = await gateway.ask(
    'acme',
    '{ orders(first: 200) { nodes { customer { id name orders(first: 10) { nodes { id customer { name } } } } } } }',
  );
  const found = [...JSON.stringify(data).matchAll(/"name":"([^"]*)"/g)].map(([, name]) => name);
  expect([...new Set(found)].sort()).toEqual(mine);
  // The id of a recipient opens no door: people are not entered directly.
  const [id] = [...JSON.stringify(data).matchAll(/"customer":\{"id":"([^"]*)"/g)].map(([, one]) => one);
  const doors = [
    'customers { nodes { id } }',
    'customer(id: $i) { id }',
    'customerLookup(by: { phone: "1" }) { id }',
    'feedbacks { nodes { id } }',
    'activities { nodes { id } }',
    'consents { nodes { id } }',
  ];
  for (const door of doors)
    expect(
      (await gateway.ask('acme', `query($i: ID!) { ${door} viewer { id } n: node(id: $i) { id } }`, { i: id })).code,
      door,
    ).toBe('GRAPHQL_VALIDATION_FAILED');
  const nodes = await Promise.all(
    [id, 'Customer:1', 'Customer:999999', 'nonsense'].map((i) =>
      gateway.ask('acme', 'query($i: ID!) { node(id: $i) { __typename id } }', { i }),
    ),
  );
  expect(new Set(nodes.map(({ text }) => text)).size).toBe(1);
});

test('a parcel service that counts orders comes to the end of its own, whatever the size of a page, and is told no number', async () => {
  const gateway = await attacked();
  const own = Number((await gateway.rows(`select count(*) as n from shop.orders where ${underway}`))[0]?.['n']);
  const ask = (query: string, variables?: object) => gateway.ask('acme', query, { ...variables });
  const walk = async () => {
    const ways = [
      [1, '', false],
      [7, '', false],
      [own, '', false],
      [own - 1, '', true],
      [1000, '', false],
      [5, ', orderBy: [{ placedAt: DESC }]', false],
      [9, ', orderBy: [{ shippingAddress: ASC }]', true],
    ] as const;
    const walks = [];
    for (const [size, args, backwards] of ways) walks.push(await walked(ask, orders, size, args, backwards));
    return walks;
  };
  const before = await walk();
  for (const { ids } of before) expect([ids.length, new Set(ids).size]).toEqual([own, own]);
  for (const query of [
    '{ orders { totalCount } }',
    '{ orders { count } }',
    '{ orders { edges { cursor } pageInfo { total } } }',
  ])
    expect((await ask(query)).code).toBe('GRAPHQL_VALIDATION_FAILED');
  // One more than a page may hold is refused before anything is counted, in the same words whatever there is.
  const tooMany = await ask('{ orders(first: 1001) { nodes { id } } }');
  await gateway.change(
    `insert into shop.orders select id + 500000, customer_id, placed_at, 'SHIPPED', 'borealis', total, currency, shipping_address from shop.orders where ${underway}`,
    `insert into shop.orders select id + 600000, customer_id, placed_at, 'PAID', null, total, currency, shipping_address from shop.orders where id % 3 = 0 and id < 500000`,
    `delete from shop.order_items where order_id in (select id from shop.orders where status = 'CANCELLED')`,
    `delete from shop.orders where status = 'CANCELLED' and id % 2 = 0`,
  );
  expect(await walk()).toEqual(before);
  expect((await ask('{ orders(first: 1001) { nodes { id } } }')).text).toBe(tooMany.text);
});

test('a parcel that has arrived is gone for who brought it: by id, in a list, below its recipient and at a cursor, as if it had never been', async () => {
  const gateway = await attacked();
  const { data } = await gateway.ask('acme', '{ orders(first: 3) { edges { cursor node { id customer { id } } } } }');
  const [first] = Object.values(data['orders']?.['edges'] ?? {}) as unknown as readonly {
    readonly cursor: string;
    readonly node: { readonly id: string; readonly customer: { readonly id: string } };
  }[];
  const variables = { i: first?.node.id, c: first?.node.customer.id };
  const view = gateway.running.gateway
    .edition()
    .view({ roles: [], partner: 'acme', agreements: ['acme-delivery'] }, 'parcel-delivery')
    .entity('Order');
  const bound = view.fields.get('id')?.cases[0]?.bound;
  const key = String(bound?.unmask?.(first?.node.id ?? ''));
  // What a record that never was would be called: they cannot know, and it is what theirs has to be like.
  const never = String(bound?.mask('77777777', { known: [] } as never));
  await gateway.change(`update shop.orders set status = 'DELIVERED' where id = ${Number(key)}`);
  const ways = [
    'query($i: ID!) { order(id: $i) { id } }',
    'query($i: ID!) { node(id: $i) { id } }',
    'query($i: ID!) { orders(filter: { id: { in: [$i] } }) { nodes { id } pageInfo { hasNextPage endCursor } } }',
    'query($i: ID!) { orders(first: 100) { nodes { customer { orders(filter: { id: { eq: $i } }) { nodes { id } } } } } }',
  ];
  for (const query of ways)
    expect((await gateway.ask('acme', query, { i: variables.i })).text, query).toBe(
      (await gateway.ask('acme', query, { i: never })).text,
    );
  const listed = await gateway.ask('acme', '{ orders(first: 1000) { nodes { id } } }');
  expect(listed.text).not.toContain(first?.node.id);
});

test('and a truth that they are shown moves the same answers', async () => {
  const gateway = await attacked();
  const question = '{ orders(first: 1000) { nodes { shippingAddress customer { phone } } } }';
  const before = await gateway.ask('acme', question);
  await gateway.change(`update shop.orders set shipping_address = 'somewhere else' where ${underway}`);
  const between = await gateway.ask('acme', question);
  await gateway.change(`update crm.customers c set phone = '15412340000' where ${recipient}`);
  expect(new Set([before.text, between.text, (await gateway.ask('acme', question)).text]).size).toBe(3);
});
