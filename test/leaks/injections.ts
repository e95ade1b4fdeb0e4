import { expect, test } from 'vitest';
import { leakGateway } from './gateway.ts';

const sql = [
  "' OR '1'='1",
  "'; drop table crm.people; --",
  "x' UNION SELECT code_hidden FROM crm.people --",
  '$1',
  '\\',
  '"',
  '\u0000',
  "\\'; select pg_sleep(5) --",
  '%',
  '_',
  '%%',
  'K%',
  '\ud800',
];

test.each(sql)('leaks 57 and 58: %j is a value wherever one is given, and matches nothing', async (value) => {
  const { ask } = await leakGateway('a');
  const filters = [
    { town: { eq: value } },
    { town: { startsWith: value } },
    { town: { in: [value, value] } },
    { town: { gt: value, lt: value } },
    { ip: { startsWith: value } },
    { id: { eq: value } },
    { id: { in: [`Person:${value}`] } },
  ];
  for (const persona of ['clerk', 'chief'] as const) {
    for (const f of filters) {
      const { status, body } = await ask(persona, 'query($f: PersonFilter) { people(filter: $f) { nodes { id } } }', {
        variables: { f },
      });
      expect([200, 400]).toContain(status);
      expect(body.data?.people.nodes ?? []).toEqual([]);
    }
    const { status, body } = await ask(
      persona,
      'query($v: String!, $i: ID!) { personLookup(by: { phone: $v }) { id } person(id: $i) { id } node(id: $i) { id } }',
      { variables: { v: value, i: value } },
    );
    expect([status, body.data]).toEqual([200, { personLookup: null, person: null, node: null }]);
    const cursor = await ask(persona, 'query($v: String!) { people(after: $v) { nodes { id } } }', {
      variables: { v: value },
    });
    expect(cursor.status).toBe(400);
  }
});

test('leak 57: names of fields and directions are names, not text of a statement', async () => {
  const { ask } = await leakGateway('a');
  for (const o of [
    [{ 'town"; drop table crm.people; --': 'ASC' }],
    [{ town: 'ASC; drop table crm.people' }],
    [{ town: 'ASC', "id'": 'DESC' }],
  ]) {
    expect(
      (await ask('chief', 'query($o: [PersonOrderBy!]) { people(orderBy: $o) { nodes { id } } }', { variables: { o } }))
        .status,
    ).toBe(400);
  }
  expect((await ask('chief', '{ people(first: 100) { totalCount } }')).data.people.totalCount).toBe(12);
});

test('leak 15: a null among the arguments does not leave the next caller without their filter', async () => {
  const { ask } = await leakGateway('a');
  const query = 'query($f: PersonFilter) { people(first: 50, filter: $f) { nodes { town } } }';
  for (const operator of ['in', 'notIn']) {
    const of = (list: readonly string[] | null) => ({ variables: { f: { not: { town: { [operator]: list } } } } });
    const { data: all } = await ask('chief', query, { variables: { f: {} } });
    const town = all.people.nodes[0]?.town ?? '';
    await ask('chief', query, of(null));
    const { data } = await ask('chief', query, of([town]));
    const towns = data.people.nodes.map((one) => one.town);
    expect(towns.includes(town), operator).toBe(operator === 'notIn');
    expect(towns).toHaveLength(operator === 'notIn' ? 1 : 11);
  }
});
