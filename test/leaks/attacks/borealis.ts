import { expect, test } from 'vitest';
import { attacked, type Got, type Question, type Row } from './gateway.ts';
import { battery, expectUnmoved, rootOf, type Reach, walked } from './questions.ts';

const customers = rootOf('Customer', 'customers');
const orders: Reach = {
  entity: 'Order',
  list: (args, selection) =>
    `{ customers(first: 4, orderBy: [{ segment: ASC }]) { nodes { orders(${args}) { ${selection} } } } }`,
};

const agreed = (table = 'c.id'): string =>
  `exists (select from crm.consents k where k.customer_id = ${table} and k.kind = 'sharing' and k.withdrawn_at is null)`;
const ask = async (query: string, variables?: Question['variables']): Promise<Got> =>
  (await attacked()).ask('borealis', query, variables);
const people = async (where: string, limit = 2): Promise<readonly Row[]> =>
  (await attacked()).rows(`select * from crm.customers c where ${where} order by id limit ${limit}`);

/** All that a market researcher may not see, made otherwise: of those who agreed within a year, a month and a hundred. */
const hidden = [
  `update crm.customers c set name = 'Moved Away', phone = '+44 7700 900888', email = null, address = 'moved', city = 'moved', national_id = null, bank_card = null,
     created_at = created_at + interval '1 day', birth_date = make_date(extract(year from birth_date)::int, 13 - extract(month from birth_date)::int, 29 - least(28, extract(day from birth_date)::int))`,
  `update shop.orders o set carrier = 'moved', status = 'PAID', shipping_address = 'moved', total = case when mod(round(total), 100) < 50 then round(total, -2) + 3.07 else round(total, -2) - 3.07 end,
     placed_at = date_trunc('month', placed_at at time zone 'UTC') at time zone 'UTC' + interval '3 days 4 hours 5.000006 seconds'`,
  `update crm.customers c set gender = 'OTHER', region = 'moved', country = 'XX', segment = 'moved', birth_date = birth_date + 4000 where not ${agreed()}`,
  `update shop.orders o set currency = 'XTS', total = 1, placed_at = placed_at + interval '90 days' where not ${agreed('o.customer_id')}`,
];

test('a market researcher who looks for what a hidden column holds finds what the mask shows, by filter, order, cursor, error or length', async () => {
  const gateway = await attacked();
  const [one] = await people(agreed(), 1);
  const questions = [
    ...battery(customers, [...(await people(agreed(), 2)), ...(await people(`not ${agreed()}`, 1))]),
    ...battery(
      orders,
      await gateway.rows(`select * from shop.orders o where ${agreed('o.customer_id')} order by id limit 2`),
    ),
    ...battery(
      {
        entity: 'Customer',
        list: (args, selection) =>
          `{ customers(first: 3) { nodes { orders(first: 1) { nodes { customer { orders(${args}) { ${selection} } } } } } } }`,
      },
      one ? [one] : [],
    ).slice(0, 40),
  ];
  const told = await expectUnmoved(gateway, 'borealis', questions, hidden);
  expect([...told.values()].filter((text) => text.startsWith('{"data"')).length).toBeGreaterThan(100);
});

test('a market researcher who halves and halves again ends at a year, a month and a hundred', async () => {
  const year = '1980';
  const among = async (from: string, to: string): Promise<string> =>
    (
      await ask('query($f: CustomerFilter) { customers(first: 1000, filter: $f) { nodes { id } } }', {
        f: { birthDate: { gte: from, lt: to } },
      })
    ).text;
  const whole = await among(`${year}-01-01`, `${year}-01-02`);
  expect(whole).toContain('[{"id":');
  const halves = [
    '1981-01-01',
    '1980-07-01',
    '1980-04-01',
    '1980-02-01',
    '1980-01-16',
    '1980-01-08',
    '1980-01-04',
    '1980-01-03',
  ];
  for (const half of halves) expect(await among(`${year}-01-01`, half)).toBe(whole);
  for (const half of halves.slice(1)) expect(await among(half, '1981-01-01')).not.toContain('[{"id":');
  const bought = async (f: object): Promise<string> =>
    (
      await ask(
        'query($f: OrderFilter) { customers(first: 60) { nodes { orders(first: 30, filter: $f) { nodes { id } } } } }',
        { f },
      )
    ).text;
  const all = await bought({ placedAt: { gte: '2025-11-01T00:00:00Z', lt: '2025-12-01T00:00:00Z' } });
  expect(all).toContain('[{"id":');
  for (const day of ['02', '04', '08', '16', '30'])
    expect(await bought({ placedAt: { gte: '2025-11-01T00:00:00Z', lt: `2025-11-${day}T00:00:00Z` } })).toBe(all);
  const hundred = await bought({ total: { gte: '200', lt: '300' } });
  for (const top of ['200.01', '212.5', '225', '250', '299.99'])
    expect(await bought({ total: { gt: '199', lt: top } })).toBe(hundred);
});

test('a market researcher who looks for those who did not agree finds no trace of them, of how many they are, or of what they agreed to instead', async () => {
  const gateway = await attacked();
  const [silent] = await people(`not ${agreed()}`, 1);
  const questions: readonly Question[] = [
    ...[1, 7, 300].map((first) => ({
      query: `{ customers(first: ${first}) { nodes { id gender region orders(first: 20) { nodes { id } pageInfo { hasNextPage } } } pageInfo { hasNextPage } } }`,
    })),
    ...['some', 'none', 'every'].flatMap((how) =>
      ['consents', 'orders', 'feedbacks'].map((relation) => ({
        query: `{ customers(filter: { ${relation}: { ${how}: { id: { eq: "1" } } } }) { nodes { id } } }`,
      })),
    ),
    { query: '{ customers { totalCount } }' },
    { query: '{ customers(filter: { not: { id: { in: [] } } }) { nodes { id } pageInfo { hasNextPage } } }' },
    { query: '{ customers(filter: { id: { in: [] } }) { nodes { id } } }' },
    ...[`Customer:${silent?.['id']}`, 'Customer:1', 'Consent:1'].map((i) => ({
      query:
        'query($i: ID!) { customer(id: $i) { id } node(id: $i) { id } customers(filter: { id: { in: [$i] } }) { nodes { id } } }',
      variables: { i },
    })),
  ];
  const walk = async () => [
    await walked(ask, customers, 9),
    await walked(ask, customers, 50, ', orderBy: [{ region: DESC }]', true),
  ];
  const before = await walk();
  await expectUnmoved(gateway, 'borealis', questions, [
    `insert into crm.customers select id + 100000, name, gender, birth_date, null, phone, email, address, city, region, country, null, segment, created_at from crm.customers c where not ${agreed()}`,
    `insert into shop.orders select id + 700000, customer_id + 100000, placed_at, status, carrier, total, currency, shipping_address from shop.orders o where not ${agreed('o.customer_id')}`,
    // They agreed to everything else, or did once.
    `insert into crm.consents select 100000 + row_number() over (), c.id, k.kind, '2025-01-01', null from crm.customers c, (values ('marketing'), ('email'), ('sensitive'), ('export')) k (kind) where c.id % 3 = 0`,
    `insert into crm.consents select 200000 + c.id, c.id, 'sharing', '2025-01-01', '2025-02-01' from crm.customers c where not ${agreed()}`,
    // Of those who did agree, one agreed twice and another withdrew once before.
    `insert into crm.consents select 300000 + c.id, c.id, 'sharing', '2025-01-01', case when c.id % 2 = 0 then timestamptz '2025-02-01' end from crm.customers c where ${agreed()}`,
    `delete from crm.consents where customer_id in (select id from crm.customers c where not ${agreed()} and id % 2 = 0)`,
  ]);
  expect(await walk()).toEqual(before);
});

test('a consent that is withdrawn holds from the next request on, through every door and with everything remembered', async () => {
  const gateway = await attacked();
  const view = gateway.running.gateway
    .edition()
    .view({ roles: [], partner: 'borealis', agreements: ['borealis-research'] }, 'market-research')
    .entity('Customer');
  const bound = view.fields.get('id')?.cases[0]?.bound;
  const surrogate = (key: string): string => String(bound?.mask(key, { known: [] } as never));
  const [one] = await people(`${agreed()} and exists (select from shop.orders o where o.customer_id = c.id)`, 1);
  const id = surrogate(one?.['id'] ?? '');
  const doors = [
    'query($i: ID!) { customer(id: $i) { id region orders(first: 5) { nodes { id } } } }',
    'query($i: ID!) { node(id: $i) { __typename id } }',
    'query($i: ID!) { customers(filter: { id: { in: [$i] } }) { nodes { id } pageInfo { hasNextPage } } }',
    'query($i: ID!) { customers(first: 5) { nodes { orders(first: 20, filter: { customer: { id: { eq: $i } } }) { nodes { id } } } } }',
  ];
  for (const query of doors.slice(0, 3)) expect((await ask(query, { i: id })).text).toContain(id);
  await gateway.change(
    `update crm.consents set withdrawn_at = now() where kind = 'sharing' and withdrawn_at is null and customer_id = ${Number(one?.['id'])}`,
  );
  for (const query of doors)
    expect((await ask(query, { i: id })).text, query).toBe((await ask(query, { i: surrogate('77777777') })).text);
  expect((await ask('{ customers(first: 1000) { nodes { id } } }')).text).not.toContain(id);
});

test('known limit: who asks before and after sees which of their own surrogates is gone, not whose it was', async () => {
  const gateway = await attacked();
  const ids = async (): Promise<readonly string[]> => (await walked(ask, customers, 1000)).ids;
  const before = await ids();
  const [one] = await people(agreed(), 1);
  await gateway.change(
    `update crm.consents set withdrawn_at = now() where kind = 'sharing' and withdrawn_at is null and customer_id = ${Number(one?.['id'])}`,
  );
  const after = await ids();
  const gone = before.filter((id) => !after.includes(id));
  expect([gone.length, after.length]).toEqual([1, before.length - 1]);
  // All others keep their places: nobody's order gives away who left.
  expect(before.filter((id) => id !== gone[0])).toEqual(after);
});

test('known limit: a rare year of birth, gender, region and segment are one person among those who agreed; their name and contact stay out of reach', async () => {
  const { data } = await ask('{ customers(first: 1000) { nodes { id birthDate gender region segment } } }');
  const rows = Object.values(data['customers']?.['nodes'] ?? {}).map((row) =>
    JSON.stringify({ ...row, id: undefined }),
  );
  const groups = Map.groupBy(rows, (row) => row);
  expect([...groups.values()].some((group) => group.length === 1)).toBe(true);
  for (const field of ['name', 'phone', 'email', 'address', 'city', 'nationalId', 'bankCard'])
    expect((await ask(`{ customers(first: 1) { nodes { ${field} } } }`)).code).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('known limit: two partners can lay what both are shown of an order side by side; it is never finer than the month and the hundred', async () => {
  const gateway = await attacked();
  const both = await gateway.rows(
    `select placed_at from shop.orders o where status = 'SHIPPED' and carrier = 'acme' and ${agreed('o.customer_id')}`,
  );
  expect(both.length).toBeGreaterThan(2);
  const { data: one } = await gateway.ask('acme', '{ orders(first: 1000) { nodes { placedAt } } }');
  const { data: other } = await ask(
    '{ customers(first: 150) { nodes { orders(first: 50) { nodes { placedAt total } } } } }',
  );
  const seen = JSON.stringify(other);
  const exact = Object.values(one['orders']?.['nodes'] ?? {}).map((row) => String(row['placedAt']));
  expect(exact.length).toBeGreaterThan(10);
  expect(exact.filter((moment) => seen.includes(moment))).toEqual([]);
  // The months of one are those of the other: where an order is the only one of its month and place, they match it.
  expect(exact.every((moment) => /^\d{4}-\d\d-/.test(moment))).toBe(true);
  for (const [, moment] of seen.matchAll(/"placedAt":"([^"]*)"/g)) expect(moment).toMatch(/^\d{4}-\d\d-01T00:00:00/);
  for (const [, total] of seen.matchAll(/"total":"([^"]*)"/g)) expect(Number(total) % 100).toBe(0);
});
