import { expect, test } from 'vitest';
import { leakGateway } from './gateway.ts';
import { expectNoBits } from './twice.ts';

const marker = 'zqxjkvbwpf';

test.each([
  ['an Int', 'query($v: Int) { people(first: $v) { nodes { id } } }', { v: marker }],
  ['an Int that is too large', 'query($v: Int) { people(first: $v) { nodes { id } } }', { v: 98765432109876 }],
  ['a Date', 'query($v: Date) { people(filter: { birthDate: { lt: $v } }) { nodes { id } } }', { v: marker }],
  [
    'a Date that no calendar has',
    'query($v: Date) { people(filter: { birthDate: { lt: $v } }) { nodes { id } } }',
    { v: '1987-65-43' },
  ],
  ['a Decimal', 'query($v: Decimal) { people(filter: { balance: { gt: $v } }) { nodes { id } } }', { v: marker }],
  ['an Enum', 'query($v: MemoFilter) { memos(filter: $v) { nodes { id } } }', { v: { kind: { eq: marker } } }],
  ['a Boolean', 'query($v: Boolean!) { people { nodes { id @include(if: $v) } } }', { v: marker }],
  ['an ID', 'query($v: ID!) { person(id: $v) { id } }', { v: { id: marker } }],
  ['an input object', 'query($v: PersonFilter) { people(filter: $v) { nodes { id } } }', { v: marker }],
  [
    'a nested input object',
    'query($v: PersonFilter) { people(filter: $v) { nodes { id } } }',
    { v: { and: [{ town: { eq: { a: marker } } }] } },
  ],
  [
    'a key that does not exist',
    'query($v: PersonFilter) { people(filter: $v) { nodes { id } } }',
    { v: { [marker]: marker } },
  ],
  ['a list', 'query($v: [PersonOrderBy!]) { people(orderBy: $v) { nodes { id } } }', { v: [marker] }],
])('leak 30: a value that is not %s is refused and not repeated', async (_, query, variables) => {
  const { ask } = await leakGateway('a');
  for (const persona of ['clerk', 'chief'] as const) {
    const { status, text, headers } = await ask(persona, query, { variables });
    expect(status).toBe(400);
    expect(text + headers).not.toMatch(new RegExp(`${marker}|98765432109876|1987-65-43|did you mean`, 'i'));
  }
});

test.each([
  `{ people(first: "${marker}") { nodes { id } } }`,
  `{ people(filter: { birthDate: { lt: "${marker}" } }) { nodes { id } } }`,
  `{ people(filter: { balance: { lt: "${marker}" } }) { nodes { id } } }`,
  `{ people(filter: "${marker}") { nodes { id } } }`,
  `{ memos(filter: { kind: { eq: "${marker}" } }) { nodes { id } } }`,
  `{ personLookup(by: { phone: ["${marker}", "${marker}"] }) { id } }`,
  `{ people(after: "${marker}") { nodes { id } } }`,
  `{ people { nodes { id( } } } "${marker}"`,
  `query($v: Int = "${marker}") { people(first: $v) { nodes { id } } }`,
])('leaks 11 and 30: a literal that does not fit is refused and not repeated: %s', async (query) => {
  const { ask } = await leakGateway('a');
  const { status, text } = await ask('clerk', query);
  expect(status).toBe(400);
  expect(text).not.toContain(marker);
});

test('leak 29: what a store cannot hold is refused in our words, or matches nothing', async () => {
  const { ask } = await leakGateway('a');
  for (const f of [
    { birthDate: { lt: '0001-01-01' } },
    { birthDate: { gt: '9999-12-31' } },
    { balance: { gt: '9'.repeat(400) } },
    { balance: { eq: '1e400' } },
    { balance: { lt: '-0.0000000000000000000001' } },
    { town: { eq: 'x'.repeat(100_000) } },
  ]) {
    for (const persona of ['clerk', 'chief'] as const) {
      const { status, text, body } = await ask(
        persona,
        'query($f: PersonFilter) { people(filter: $f) { nodes { id } } }',
        { variables: { f } },
      );
      expect([200, 400]).toContain(status);
      expect(text).not.toMatch(
        /syntax|numeric|relation |column "|crm\.|postgres|maria|mysql|SQLSTATE|\bER_|stack|at \w+ \(|node_modules/i,
      );
      expect(Object.keys(body.errors?.[0]?.extensions ?? {})).not.toContain('stacktrace');
    }
  }
});

test('leaks 31 and 32: withheld is null whether there is a value or not, and takes no row with it', async () => {
  const { body, data } = await expectNoBits(
    'clerk',
    '{ people { nodes { id nationalId referrer { id nationalId } } } }',
  );
  expect(data.people.nodes).toHaveLength(4);
  for (const row of data.people.nodes) expect(row.nationalId).toBeNull();
  expect(body.extensions?.privacy.fields?.['Person.nationalId']?.disclosure).toBe('withheld');
  for (const persona of ['clerk', 'both', 'courier'] as const)
    await expectNoBits(persona, '{ people { nodes { id phone address referrer { id branch } } } }');
});

test('leak 48: a limit says what it is, not what was found', async () => {
  const queries = [
    '{ people(first: 101) { nodes { id } } }',
    '{ people(first: 100) { nodes { referred(first: 100) { nodes { memos(first: 100) { nodes { id } } } } } } }',
    `{ people { nodes { ${Array.from({ length: 31 }, (_, at) => `a${at}: town`).join(' ')} } } }`,
    `{ ${'people { nodes { '.repeat(1)}${'referrer { '.repeat(12)} id ${'} '.repeat(12)} } } }`,
  ];
  for (const query of queries) {
    const { body, text } = await expectNoBits('clerk', query);
    expect([body.data, body.errors?.[0]?.extensions.code]).toEqual([undefined, 'COST_EXCEEDED']);
    expect(text).not.toMatch(/found|actual|\b31\b/);
  }
});

test('leak 47: an answer has no extension but the privacy report', async () => {
  const { replies } = await leakGateway('a');
  for (const { reply } of replies) expect(['', 'privacy']).toContain(Object.keys(reply.body.extensions ?? {}).join());
  for (const { reply } of replies)
    for (const { extensions } of reply.body.errors ?? []) {
      expect(['code', 'coordinate', 'purposes', 'retryAfter', 'errorId']).toEqual(
        expect.arrayContaining(Object.keys(extensions)),
      );
      expect(extensions.code).not.toBe('INTERNAL');
    }
});
