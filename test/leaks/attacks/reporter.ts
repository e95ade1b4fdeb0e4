// Who gets figures only, of groups of ten people at least, and wants a person.
import { expect, test } from 'vitest';
import { attacked, type Got, type Question, type Shown } from './gateway.ts';
import { determined, leastSquares } from './linear.ts';
import { expectUnmoved } from './questions.ts';

const ask = async (query: string, variables?: Question['variables']): Promise<Got> =>
  (await attacked()).ask('reporter', query, variables);
const groupsOf = ({ data }: Got, root: string): readonly Shown[] => Object.values(data[root] ?? {});
const numberIn = (value: unknown): number => Number(value ?? 0);

/** Every way to ask for figures of orders and customers, with every kind of filter. */
const questions: readonly Question[] = [
  ...[
    '',
    '(groupBy: { country: true })',
    '(groupBy: { segment: true })',
    '(groupBy: { country: true, segment: true })',
  ].map((how) => ({ query: `{ customersAggregate${how} { key { country segment } count subjects } }` })),
  ...['ZZ', 'CN', 'DE', '']
    .flatMap((country) => [
      `{ country: { eq: "${country}" } }`,
      `{ not: { country: { eq: "${country}" } } }`,
      `{ country: { gte: "${country}" } }`,
      `{ or: [{ country: { startsWith: "${country}" } }, { segment: { eq: "rare" } }] }`,
    ])
    .map((filter) => ({
      query: `{ customersAggregate(filter: ${filter}, groupBy: { segment: true }) { key { segment } count } }`,
    })),
  ...[
    '',
    '(groupBy: { placedAt: YEAR })',
    '(groupBy: { placedAt: QUARTER, currency: true })',
    '(groupBy: { currency: true })',
  ].map((how) => ({
    query: `{ ordersAggregate${how} { key { placedAt currency } count sum { total } avg { total } } }`,
  })),
  ...[
    '{ currency: { eq: "SEK" } }',
    '{ currency: { ne: "SEK" } }',
    '{ not: { currency: { in: ["SEK", "EUR"] } } }',
  ].map((filter) => ({
    query: `{ ordersAggregate(filter: ${filter}, groupBy: { placedAt: QUARTER }) { key { placedAt } count sum { total } } }`,
  })),
];

/** Nine people live where nobody else does, and pay in a currency of their own. */
const few = [
  "update crm.customers set country = 'ZZ', segment = 'rare' where id <= 9",
  "update shop.orders set currency = 'SEK' where customer_id <= 9",
];

test('a reporter who asks twice, with somebody and without, finds no difference: who is in a small group is in no figure', async () => {
  const gateway = await attacked();
  await gateway.change(...few);
  const told = await expectUnmoved(gateway, 'reporter', questions, [
    "update crm.customers set segment = 'other' where id = 3",
    'update shop.orders set total = total * 1000 + 7 where customer_id = 4',
    "update shop.orders set customer_id = 6 where currency = 'SEK' and customer_id = 5",
    "update crm.customers set name = 'Somebody Else', city = 'Elsewhere' where id <= 9",
  ]);
  expect([...told.values()].every((text) => text.startsWith('{"data"'))).toBe(true);
  expect([...told.values()].join('')).not.toMatch(/"ZZ"|"SEK"|"rare"/);
});

test('a reporter who subtracts groups from totals gets nothing: a total is the sum of the groups that are told', async () => {
  const gateway = await attacked();
  await gateway.change(...few);
  const [all] = groupsOf(await ask('{ customersAggregate { count } }'), 'customersAggregate');
  const [truth] = await gateway.rows('select count(*) from crm.customers');
  expect(numberIn(all?.['count'])).toBeLessThan(numberIn(truth?.['count']) - 8);
  for (const by of ['country', 'segment']) {
    const groups = groupsOf(
      await ask(`{ customersAggregate(groupBy: { ${by}: true }) { count } }`),
      'customersAggregate',
    );
    expect(groups.reduce((sum, { count }) => sum + numberIn(count), 0)).toBe(numberIn(all?.['count']));
  }
  // Three questions whose filters overlap say no more than the groups themselves.
  const count = async (filter: string): Promise<number> =>
    numberIn(
      groupsOf(await ask(`{ customersAggregate(filter: ${filter}) { count } }`), 'customersAggregate')[0]?.['count'],
    );
  const [a, b] = ['{ country: { eq: "ZZ" } }', '{ segment: { eq: "rare" } }'];
  const either = await count(`{ or: [${a}, ${b}] }`);
  expect([await count(a ?? ''), await count(b ?? ''), either]).toEqual([0, 0, 0]);
  expect(await count(`{ not: ${a} }`)).toBe(all?.['count']);
});

test('a reporter who asks again and again gets the same answer: there is nothing to average', async () => {
  const query = '{ ordersAggregate(groupBy: { currency: true }) { key { currency } count avg { total } } }';
  const first = (await ask(query)).text;
  for (let at = 0; at < 15; at += 1) expect((await ask(query)).text).toBe(first);
});

test('a reporter who asks for the least, the greatest, finer groups or other filters is refused before anything is read', async () => {
  const closed = [
    '{ ordersAggregate { max { total } } }',
    '{ ordersAggregate(groupBy: { currency: true }) { min { total } } }',
    '{ ordersAggregate(groupBy: { placedAt: DAY }) { count } }',
    '{ ordersAggregate(groupBy: { placedAt: MONTH, currency: true }) { key { placedAt } sum { total } } }',
    '{ ordersAggregate(groupBy: { total: 1 }) { key { total } count } }',
    '{ ordersAggregate(filter: { total: { gt: "1000" } }) { count } }',
    '{ ordersAggregate(filter: { customer: { id: { eq: "Customer:1" } } }) { count } }',
    '{ ordersAggregate { subjects } }',
    '{ feedbacksAggregate(filter: { customer: { city: { eq: "Berlin" } } }) { count } }',
  ];
  for (const query of closed)
    expect([(await ask(query)).code, query]).toEqual([
      expect.stringMatching(/^(USE|FIELD)_DENIED$|^GRAPHQL_VALIDATION_FAILED$/),
      query,
    ]);
  // Keys are no way around: what is seen nowhere tells no groups apart, and no other door counts.
  for (const query of [
    '{ customersAggregate(groupBy: { id: true }) { key { id } count } }',
    '{ customersAggregate(groupBy: { phone: true }) { key { phone } count } }',
    '{ customersAggregate(groupBy: { birthDate: YEAR }) { key { birthDate } count } }',
    '{ customers(first: 1) { totalCount nodes { id } } }',
    '{ orders(first: 1) { nodes { total } } }',
    '{ node(id: "Customer:1") { id } }',
  ])
    expect((await ask(query)).data?.['customersAggregate'] ?? null, query).toBeNull();
});

test('an empty group and a small one look alike: neither is there', async () => {
  const gateway = await attacked();
  const asked = async (): Promise<string> =>
    (
      await ask(
        '{ customersAggregate(filter: { country: { in: ["ZZ", "YY"] } }, groupBy: { country: true }) { key { country } count } }',
      )
    ).text;
  const empty = await asked();
  await gateway.change(...few);
  expect(await asked()).toBe(empty);
});

interface Equation {
  readonly of: readonly number[];
  readonly sum: number;
}

test('a reporter who knows everybody and solves for what each has spent, by every sum that is answered, finds nobody', async () => {
  const gateway = await attacked();
  const rows = await gateway.rows(
    `select customer_id, to_char(date_trunc('quarter', placed_at at time zone 'UTC'), 'YYYY-MM-DD') as quarter, currency, sum(total) as spent
     from shop.orders where currency = 'GBP' and placed_at >= '2025-07-01' group by 1, 2, 3 order by 1, 2, 3`,
  );
  const cell = (row: { readonly [name: string]: string }): string => `${row['quarter']} ${row['currency']}`;
  // The worst case: the attacker knows who is in which group, and so which groups are told.
  const told = [...Map.groupBy(rows, cell)].filter(([, inside]) => inside.length >= 10).map(([name]) => name);
  expect(told.length).toBeGreaterThan(2);
  const equations: Equation[] = [];
  const add = (sum: unknown, covers: (row: (typeof rows)[number]) => boolean): void => {
    equations.push({ of: rows.map((row) => (told.includes(cell(row)) && covers(row) ? 1 : 0)), sum: numberIn(sum) });
  };
  const since = '2025-07-01';
  const quarters = [...new Set(rows.map(({ quarter = '' }) => quarter))].sort();
  for (const until of quarters) {
    const within = `{ and: [{ currency: { eq: "GBP" } }, { placedAt: { gte: "${since}T00:00:00Z", lte: "${until}T00:00:00Z" } }] }`;
    const inside = ({ quarter = '' }: (typeof rows)[number]): boolean => quarter <= until;
    for (const from of quarters) {
      const later = `{ and: [${within}, { placedAt: { gte: "${from}T00:00:00Z" } }] }`;
      const got = await ask(`{ ordersAggregate(filter: ${later}) { sum { total } } }`);
      add(
        groupsOf(got, 'ordersAggregate')[0]?.['sum']?.['total'],
        (row) => inside(row) && (row['quarter'] ?? '') >= from,
      );
      const but = `{ and: [${within}, { not: { placedAt: { eq: "${from}T00:00:00Z" } } }] }`;
      const other = await ask(`{ ordersAggregate(filter: ${but}) { sum { total } } }`);
      add(groupsOf(other, 'ordersAggregate')[0]?.['sum']?.['total'], (row) => inside(row) && row['quarter'] !== from);
    }
  }
  // The equations are true: nothing but who is behind them stays open.
  for (const { of, sum } of equations)
    expect(of.reduce((total, n, at) => total + n * numberIn(rows[at]?.['spent']), 0)).toBeCloseTo(sum, 1);
  expect(
    determined(
      equations.map(({ of }) => of),
      rows.length,
    ),
  ).toEqual([]);
  // The best guess gives all of a group the same, so it tells nobody in it from the others.
  const guess = leastSquares(equations, rows.length);
  for (const name of told) {
    const inside = rows.flatMap((row, at) => (cell(row) === name ? [guess[at] ?? 0] : []));
    expect(Math.max(...inside) - Math.min(...inside)).toBeLessThan(0.01);
  }
  // The same attack on answers that leave one person out finds them: it can solve.
  const [first = { of: [], sum: 0 }] = equations;
  const one = first.of.indexOf(1);
  const tracker = first.of.map((n, at) => (at === one ? 0 : n));
  expect(determined([...equations.map(({ of }) => of), tracker], rows.length)).toEqual([one]);
});
