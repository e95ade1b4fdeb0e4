import { expect, test } from 'vitest';
import { attacked, type Got, type Question } from './gateway.ts';
import { battery, expectUnmoved, rootOf, walked } from './questions.ts';

const customers = rootOf('Customer', 'customers');
const orders = rootOf('Order', 'orders');
const agreed = (kind: string, whose = 'c.id'): string =>
  `exists (select from crm.consents k where k.customer_id = ${whose} and k.kind = '${kind}' and k.withdrawn_at is null)`;
const withdrew = (kind: string): string =>
  `exists (select from crm.consents k where k.customer_id = c.id and k.kind = '${kind}' and k.withdrawn_at is not null) and not ${agreed(kind)}`;
const ask = async (query: string, variables?: Question['variables']): Promise<Got> =>
  (await attacked()).ask('marketing', query, variables);
const people = async (where: string, limit: number) =>
  (await attacked()).rows(`select * from crm.customers c where ${where} order by id limit ${limit}`);

/** What marketing may not see: of those who agreed, and of those who did not or no longer do. */
const hidden = [
  "update crm.customers c set phone = '+44 7700 900888', address = 'moved', national_id = null, bank_card = null, birth_date = birth_date + 400, gender = 'OTHER', region = 'moved', country = 'XX', created_at = created_at + interval '1 day'",
  `update crm.customers c set email = 'moved.' || id || '@example.net' where not ${agreed('email')}`,
  `update crm.customers c set name = 'Somebody Else', email = 'Berlin', city = 'Berlin', segment = 'premium' where not ${agreed('marketing')}`,
  "update shop.orders o set status = 'PAID', carrier = 'moved', shipping_address = 'moved', total = case when mod(round(total), 100) < 50 then round(total, -2) + 3.07 else round(total, -2) - 3.07 end",
  `update shop.orders o set currency = 'XTS', placed_at = placed_at + interval '1 day' where not ${agreed('marketing', 'o.customer_id')}`,
  "update crm.feedbacks set text = 'moved', rating = 1",
  `delete from crm.consents where customer_id in (select id from crm.customers c where ${withdrew('marketing')})`,
  `insert into crm.consents select 100000 + c.id, c.id, 'marketing', '2025-01-01', '2025-02-01' from crm.customers c where not ${agreed('marketing')} and c.id % 2 = 0`,
  `insert into crm.consents select 200000 + c.id, c.id, 'sharing', '2025-01-01', null from crm.customers c where c.id % 5 = 0`,
];

test('marketing that looks for people who withdrew finds the same whether they ever agreed, withdrew, or never were', async () => {
  const gateway = await attacked();
  const [gone] = await people(withdrew('marketing'), 1);
  const [silent] = await people(`${agreed('marketing')} and ${withdrew('email')} and c.email is not null`, 1);
  const records = [...(gone ? [gone] : []), ...(silent ? [silent] : [])];
  expect(records).toHaveLength(2);
  const questions: readonly Question[] = [
    ...battery(customers, records),
    ...battery(
      orders,
      await gateway.rows(
        `select * from shop.orders o where not ${agreed('marketing', 'o.customer_id')} order by id limit 1`,
      ),
    ),
    { query: '{ customers { totalCount } orders { totalCount } }' },
    {
      query:
        'query($i: ID!) { customer(id: $i) { name } node(id: $i) { id } orders(filter: { customer: { id: { eq: $i } } }) { totalCount } }',
      variables: { i: `Customer:${gone?.['id']}` },
    },
    {
      query:
        '{ customers(first: 1000) { nodes { id name email city segment orders(first: 5) { totalCount nodes { id } } } } }',
    },
  ];
  const told = await expectUnmoved(gateway, 'marketing', questions, hidden);
  expect([...told.values()].filter((text) => text.startsWith('{"data"')).length).toBeGreaterThan(100);
});

test('marketing that wants an e-mail address without consent to e-mail gets it by no filter, prefix, order or null', async () => {
  const [one] = await people(`${agreed('marketing')} and not ${agreed('email')} and c.email is not null`, 1);
  const email = one?.['email'] ?? '';
  const id = `Customer:${one?.['id']}`;
  const { data } = await ask('query($i: ID!) { customer(id: $i) { id name email } }', { i: id });
  expect(data['customer']).toEqual({ id, name: one?.['name'], email: null });
  for (const email1 of [
    { eq: email },
    { in: [email] },
    { startsWith: email.slice(0, 1) },
    { gte: email, lte: email },
    { isNull: false },
  ])
    expect(
      (
        await ask('query($f: CustomerFilter) { customers(filter: $f) { totalCount } }', {
          f: { id: { eq: id }, email: email1 },
        })
      ).text,
    ).toContain('"totalCount":0');
  // An address that is not shown is a null to an order: first or last with all the others, by their ids.
  const { data: sorted } = await ask('{ customers(first: 1000, orderBy: [{ email: ASC }]) { nodes { id email } } }');
  const rows = Object.values(sorted['customers']?.['nodes'] ?? {}) as unknown as readonly {
    readonly id: string;
    readonly email: string | null;
  }[];
  const nulls = rows.flatMap((row, at) => (row.email === null ? [at] : []));
  expect(nulls).toEqual(Array.from({ length: nulls.length }, (_, at) => at + (nulls[0] ?? 0)));
  const keys = rows.filter((row) => row.email === null).map((row) => Number(row.id.split(':')[1]));
  expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  expect(rows.find((row) => row.id === id)?.email).toBeNull();
});

test('a consent that is withdrawn holds for marketing from the next request on: person, orders, count, cursor', async () => {
  const gateway = await attacked();
  const [one] = await people(
    `${agreed('marketing')} and exists (select from shop.orders o where o.customer_id = c.id)`,
    1,
  );
  const id = `Customer:${one?.['id']}`;
  const before = await walked(ask, customers, 50);
  const query =
    'query($i: ID!) { customer(id: $i) { id } node(id: $i) { id } orders(filter: { customer: { id: { in: [$i] } } }) { totalCount nodes { id } } customers(filter: { id: { eq: $i } }) { totalCount } }';
  expect((await ask(query, { i: id })).text).not.toBe((await ask(query, { i: 'Customer:77777777' })).text);
  await gateway.change(
    `update crm.consents set withdrawn_at = now() where kind = 'marketing' and withdrawn_at is null and customer_id = ${Number(one?.['id'])}`,
  );
  expect((await ask(query, { i: id })).text).toBe((await ask(query, { i: 'Customer:77777777' })).text);
  expect((await walked(ask, customers, 50)).ids).toEqual(before.ids.filter((other) => other !== id));
});

test('marketing that asks by consent, phone, birthday or address is asked of nothing that is there', async () => {
  for (const filter of [
    'consents: { some: { kind: { eq: email } } }',
    'consents: { none: {} }',
    'phone: { startsWith: "+86" }',
    'birthDate: { lt: "1980-01-01" }',
    'address: { isNull: true }',
    'feedbacks: { some: { rating: { eq: 1 } } }',
    'orders: { some: { status: { eq: RETURNED } } }',
  ])
    expect((await ask(`{ customers(filter: { ${filter} }) { nodes { id } } }`)).code, filter).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
});

test('known limit: where ids are clear and numbered, a gap tells that there may be somebody, and nothing of who', async () => {
  const { ids } = await walked(ask, customers, 1000);
  const keys = ids.map((id) => Number(id.split(':')[1]));
  const gap = Array.from({ length: Math.max(...keys) }, (_, at) => at + 1).find((key) => !keys.includes(key));
  expect(gap).toBeGreaterThan(0);
  const query = 'query($i: ID!) { customer(id: $i) { name } node(id: $i) { id } }';
  expect((await ask(query, { i: `Customer:${gap}` })).text).toBe((await ask(query, { i: 'Customer:77777777' })).text);
});
