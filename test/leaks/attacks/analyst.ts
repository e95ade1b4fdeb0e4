import { expect, test } from 'vitest';
import { attacked, type Got, type Question, type Shown } from './gateway.ts';
import { battery, expectUnmoved, rootOf } from './questions.ts';

const ask = async (query: string, variables?: Question['variables']): Promise<Got> =>
  (await attacked()).ask('analyst', query, variables);
const nodesOf = (data: Shown, root: string): readonly Shown[] => Object.values(data[root]?.['nodes'] ?? {});
/** Surrogates of other phones are other numbers. */
const withoutNumbers = (text: string): string => text.replace(/"(phone|seen)":"[+\d][^"]*"/g, '"$1":"…"');

/** All that an analyst may not see. What a redactor knows of who wrote a text defines what it leaves: writers keep it. */
const silent = 'not exists (select from crm.feedbacks f where f.customer_id = c.id)';
const hidden = [
  `update crm.customers c set name = 'Somebody Else', email = 'moved.' || id || '@example.net', address = null, national_id = null, bank_card = null, phone = '1541111' || lpad(id::text, 4, '0') where ${silent}`,
  'update crm.customers c set birth_date = make_date(extract(year from birth_date)::int, 13 - extract(month from birth_date)::int, 29 - least(28, extract(day from birth_date)::int))',
  "update shop.orders set shipping_address = 'moved'",
  "update shop.activities set ip = regexp_replace(ip, '\\d+$', '77') where ip ~ '^\\d+\\.\\d+\\.\\d+\\.\\d+$'",
  "update crm.consents set withdrawn_at = given_at + interval '1 minute' where id % 2 = 0",
];

test('an analyst who looks for who somebody is, by filter, order, cursor, count, error or length, finds what the mask shows', async () => {
  const gateway = await attacked();
  const of = (table: string, where = 'true') =>
    gateway.rows(`select * from ${table} c where ${where} order by id limit 1`);
  const questions = [
    ...battery(rootOf('Customer', 'customers'), await of('crm.customers', silent)),
    ...battery(rootOf('Order', 'orders'), await of('shop.orders')),
    ...battery(rootOf('Activity', 'activities'), await of('shop.activities')),
    { query: '{ customers(filter: { nationalId: { isNull: true } }) { totalCount } }' },
    { query: '{ customers(first: 50) { totalCount nodes { id birthDate name email address } } }' },
    { query: '{ customers(filter: { consents: { some: { kind: { eq: sharing } } } }) { totalCount } }' },
    { query: '{ orders(filter: { shippingAddress: { isNull: true } }) { totalCount } }' },
  ];
  const told = await expectUnmoved(gateway, 'analyst', questions, hidden, withoutNumbers);
  expect([...told.values()].filter((text) => text.startsWith('{"data"')).length).toBeGreaterThan(100);
});

test('an analyst who guesses a phone gets neither its surrogate nor the row that has it: what they send is read as a surrogate', async () => {
  const gateway = await attacked();
  const guesses = (await gateway.rows('select phone from crm.customers order by id limit 120')).map(
    ({ phone }) => phone,
  );
  const query =
    'query($p: [String!]) { customers(first: 1000, filter: { phone: { in: $p } }) { totalCount nodes { id phone } } }';
  expect((await ask(query, { p: guesses })).text).toContain('"totalCount":0');
  for (const p of guesses.slice(0, 20)) {
    const spelled = [p, p?.replace(/\D/g, ''), `+86${p}`, `+86 ${p}`, ` ${p}`];
    expect((await ask(query, { p: spelled })).text).toContain('"totalCount":0');
  }
  // There is no other comparison through which a number could be narrowed down, and no order of surrogates.
  for (const operator of ['ne', 'notIn', 'lt', 'lte', 'gt', 'gte', 'startsWith', 'isNull'])
    expect(
      (
        await ask(`query($p: String) { customers(filter: { phone: { ${operator}: $p } }) { totalCount } }`, {
          p: '154',
        })
      ).code,
    ).toBe('GRAPHQL_VALIDATION_FAILED');
  expect((await ask('{ customers(orderBy: [{ phone: ASC }]) { nodes { id } } }')).code).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
  expect((await ask('{ customerLookup(by: { phone: "15412345678" }) { id } }')).code).toBe('GRAPHQL_VALIDATION_FAILED');
  // A surrogate that came out goes in again: that is all it is for.
  const [row] = nodesOf((await ask('{ customers(first: 1) { nodes { id phone } } }')).data, 'customers');
  expect(nodesOf((await ask(query, { p: [row?.['phone']] })).data, 'customers')).toEqual([row]);
});

test('an analyst who chooses whose complaints to read gets no name, number or address out of them, and cannot search in them', async () => {
  const gateway = await attacked();
  const texts = 'query($f: FeedbackFilter) { feedbacks(first: 600, filter: $f) { nodes { text } } }';
  const words = (
    await gateway.rows(
      'select c.name, c.phone, c.email, c.national_id, c.bank_card from crm.customers c where exists (select from crm.feedbacks f where f.customer_id = c.id)',
    )
  )
    .flatMap((row) => Object.values(row))
    .filter((one) => one.length > 5);
  const { text } = await ask(texts, { f: { kind: { eq: 'COMPLAINT' } } });
  expect(words.filter((one) => text.includes(one))).toEqual([]);
  for (const f of [{ text: { startsWith: 'I' } }, { text: { eq: 'x' } }, { text: { isNull: false } }])
    expect((await ask(texts, { f })).status).toBe(400);
  expect((await ask('{ feedbacks(orderBy: [{ text: ASC }]) { nodes { id } } }')).code).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
  // Somebody else of the same name's length wrote the same words: nothing that is read tells them apart.
  const [one] = await gateway.rows(
    "select f.id, f.customer_id, c.phone from crm.feedbacks f join crm.customers c on c.id = f.customer_id where position(c.phone in f.text) > 0 and c.phone ~ '^154' order by f.id limit 1",
  );
  const of = async (): Promise<string> =>
    (await ask('query($f: FeedbackFilter) { feedbacks(first: 600, filter: $f) { nodes { text rating } } }')).text;
  const before = await of();
  const other = '15499998888';
  await gateway.change(
    `update crm.feedbacks set text = replace(text, '${one?.['phone']}', '${other}') where id = ${Number(one?.['id'])}`,
    `update crm.customers set phone = '${other}' where id = ${Number(one?.['customer_id'])}`,
  );
  expect(await of()).toBe(before);
});

test('known limit: an analyst who counts can single somebody out by year, gender and city; what they then hold is a surrogate, without name or contact', async () => {
  const gateway = await attacked();
  const [rare] = await gateway.rows(
    'select extract(year from birth_date)::int as year, gender, city from crm.customers group by 1, 2, 3 having count(*) = 1 limit 1',
  );
  const f = {
    birthDate: { eq: `${rare?.['year']}-01-01` },
    gender: { eq: rare?.['gender'] },
    city: { eq: rare?.['city'] },
  };
  const { data } = await ask(
    'query($f: CustomerFilter) { customers(filter: $f) { totalCount nodes { id name phone email address birthDate } } }',
    { f },
  );
  expect(data['customers']?.['totalCount']).toBe(1);
  const [row] = nodesOf(data, 'customers');
  expect({ ...row, id: '', phone: '' }).toEqual({
    id: '',
    name: null,
    phone: '',
    email: null,
    address: null,
    birthDate: `${rare?.['year']}-01-01`,
  });
  const [truth] = await gateway.rows(
    `select id, phone from crm.customers where extract(year from birth_date) = ${Number(rare?.['year'])} and gender = '${rare?.['gender']}' and city = '${rare?.['city']?.replaceAll("'", "''")}'`,
  );
  expect(row?.['phone']).not.toBe(truth?.['phone']);
  expect(row?.['id']).not.toContain(`Customer:${truth?.['id']}`);
});

test('known limit: who knows when, or for how much exactly, somebody bought finds their row among the surrogates', async () => {
  const gateway = await attacked();
  const [order] = await gateway.rows(
    `select to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, total from shop.orders order by id limit 1`,
  );
  const { data } = await ask(
    'query($f: OrderFilter) { orders(filter: $f) { totalCount nodes { customer { id name phone } } } }',
    { f: { placedAt: { eq: order?.['at'] } } },
  );
  expect(data['orders']?.['totalCount']).toBe(1);
  expect(nodesOf(data, 'orders')[0]?.['customer']?.['name']).toBeNull();
});

test('known limit: a surrogate of a phone keeps its format, and so what kind of number it is', async () => {
  const gateway = await attacked();
  const formats = async (phones: readonly unknown[]): Promise<readonly string[]> =>
    [...new Set(phones.map((phone) => String(phone).replace(/\d/g, '0')))].sort();
  const { data } = await ask('{ customers(first: 1000) { nodes { phone } } }');
  const real = await gateway.rows('select phone from crm.customers');
  expect(await formats(nodesOf(data, 'customers').map((row) => row['phone']))).toEqual(
    await formats(real.map(({ phone }) => phone)),
  );
});
