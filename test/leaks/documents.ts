import { expect, test } from 'vitest';
import { leakGateway } from './gateway.ts';
import { expectNoBits } from './twice.ts';

const nodes = 'people(orderBy: [{ town: ASC }]) { nodes';

test('leak 1: an alias gets the verdict of its field, whatever it is called', async () => {
  const { data } = await expectNoBits('clerk', `{ ${nodes} { phone a: phone secretCode: phone town: name } } }`);
  for (const one of data.people.nodes) {
    expect(one.phone).toMatch(/^\*{4}\d{4}$/);
    expect([one.a, one.secretCode]).toEqual([one.phone, one.phone]);
    expect(one.town).toContain('***');
  }
  const { ask } = await leakGateway('a');
  expect((await ask('clerk', `{ ${nodes} { phone: secretCode } } }`)).status).toBe(400);
  expect((await ask('archivist', `{ ${nodes} { name: phone } } }`)).status).toBe(403);
});

test('leak 2: one response key in two fragments is answered by its own type alone', async () => {
  const { ask, world } = await leakGateway('a');
  const [person] = world.people.filter(({ branch }) => branch === 'north');
  const [memo] = world.memos.filter((one) => one.person === person);
  const query = 'query($id: ID!) { node(id: $id) { ... on Person { said: name } ... on Memo { said: text } } }';
  expect((await ask('clerk', query, { variables: { id: `Person:${person?.id}` } })).data.node.said).toContain('***');
  expect((await ask('clerk', query, { variables: { id: `Memo:${memo?.id}` } })).data.node.said).toContain('[phone]');
});

test('leak 3: a field that fragments hide, nest and repeat is judged like one that stands open', async () => {
  const { ask } = await leakGateway('a');
  const fragments = 'fragment A on Person { ...B ...B } fragment B on Person { ... on Person { FIELD } FIELD }';
  const of = (field: string) => `{ ${nodes} { ...A ...A } } } ${fragments.replaceAll('FIELD', field)}`;
  const masked = await expectNoBits('clerk', of('phone'));
  expect(masked.data.people.nodes[0]?.phone).toMatch(/^\*{4}/);
  const [hidden, direct] = [await ask('archivist', of('phone')), await ask('archivist', `{ ${nodes} { phone } } }`)];
  expect(hidden.body.errors).toEqual(direct.body.errors);
  expect((await ask('clerk', of('secretCode'))).status).toBe(400);
});

test('leaks 4 and 5: through an interface a record is what its own type allows, and no hidden type shows', async () => {
  const { ask, world } = await leakGateway('a');
  const variables = { id: `Vault:${world.vaults[0]?.id}` };
  const none = await ask('clerk', 'query($id: ID!) { node(id: $id) { __typename id } }', { variables });
  expect(none.body.data).toEqual({ node: null });
  const [hidden, never] = await Promise.all(
    ['Vault', 'Vaulx'].map((type) => ask('clerk', `{ node(id: "x") { ... on ${type} { __typename } } }`)),
  );
  expect(hidden?.text.replaceAll(/"receipt":"[^"]*"/g, '')).toBe(
    never?.text.replaceAll('Vaulx', 'Vault').replaceAll(/"receipt":"[^"]*"/g, ''),
  );
});

test.each([
  'telRaw',
  'tel_raw',
  'code_hidden',
  'plain_secret',
  'plainSecret',
  'referrer_id',
  'contact_line',
  'contactLine',
  'mask',
  'constructor',
  '__proto__',
])('leaks 6, 52 and 53: a column that the catalogue does not name is no field for anybody: %s', async (name) => {
  const { ask } = await leakGateway('a');
  for (const query of [
    `{ people { nodes { ${name} } } }`,
    `{ people(filter: { ${name}: { eq: "x" } }) { nodes { id } } }`,
    `{ people(orderBy: [{ ${name}: ASC }]) { nodes { id } } }`,
  ]) {
    expect((await ask('chief', query)).body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  }
});

test('leak 7: @include and @skip on variables change neither a refusal nor a verdict that was kept', async () => {
  const { ask } = await leakGateway('a');
  const of = (directive: string, field: string) =>
    `query($v: Boolean!) { ${nodes} { id ${field} @${directive}(if: $v) } } }`;
  for (const directive of ['include', 'skip']) {
    const refused = await Promise.all(
      [true, false, true].map((v) => ask('archivist', of(directive, 'phone'), { variables: { v } })),
    );
    expect(new Set(refused.map(({ status, body }) => JSON.stringify([status, body.errors]))).size).toBe(1);
    expect(refused[0]?.status).toBe(403);
    for (const v of [true, false, true])
      await expectNoBits('clerk', of(directive, 'phone email nationalId'), { variables: { v } });
  }
});

test('leak 8: nothing is deferred or streamed past its record', async () => {
  const { ask } = await leakGateway('a');
  for (const query of [
    '{ ... @defer { people { nodes { id } } } }',
    '{ people { nodes @stream { id } } }',
    'subscription { people { nodes { id } } }',
  ]) {
    const reply = await ask('clerk', query);
    expect([reply.status, reply.body.data]).toEqual([400, undefined]);
  }
});
