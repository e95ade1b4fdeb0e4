import { expect, test } from 'vitest';
import { leakGateway } from './gateway.ts';
import { person } from './people.ts';
import { expectNoBits } from './twice.ts';

const one = person(0, 'a');
const people = 'query($f: PersonFilter) { people(first: 3, filter: $f) { nodes { id } } }';
const masked = `****${one.phone.slice(-4)}`;

/** Every place of an argument: a document's own and a variable's, at the top and below. */
const filters: readonly ((value: string) => object)[] = [
  (value) => ({ phone: { eq: value } }),
  (value) => ({ town: { ne: value } }),
  (value) => ({ town: { in: ['Leeds', value] } }),
  (value) => ({ town: { startsWith: value } }),
  (value) => ({ id: { eq: value } }),
  (value) => ({ not: { or: [{ branch: { eq: 'north' } }, { and: [{ town: { notIn: [value] } }] }] } }),
  (value) => ({ referrer: { town: { eq: value } } }),
  (value) => ({ memos: { none: { person: { referrer: { town: { gt: value } } } } } }),
];

test('a mask is refused wherever it is sent, in the same words whether somebody has it or nobody', async () => {
  const { ask } = await leakGateway('a');
  for (const filter of filters) {
    const told = await Promise.all(
      [masked, '****9999'].map((value) => ask('chief', people, { variables: { f: filter(value) } })),
    );
    for (const { status, body, text } of told) {
      expect(status, JSON.stringify(filter('x'))).toBe(400);
      expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(body.errors?.[0]?.message).toContain('looks like a mask');
      expect(text).not.toContain('****');
    }
    expect(told[0]?.body.errors).toEqual(told[1]?.body.errors);
  }
});

test('and so it is as an id, as a node and in a lookup, written into the document', async () => {
  const { ask } = await leakGateway('a');
  for (const query of [
    '{ person(id: "****1234") { branch } }',
    '{ node(id: "****1234") { id } }',
    '{ personLookup(by: { phone: "138****1234" }) { id } }',
    '{ people(filter: { town: { eq: "[address]" } }) { nodes { id } } }',
    '{ people(first: 1) { nodes { memos(filter: { agent: { eq: "王**" } }) { nodes { id } } } } }',
  ]) {
    const { status, body } = await ask('chief', query);
    expect([status, body.errors?.[0]?.message], query).toEqual([400, expect.stringContaining('looks like a mask')]);
  }
});

test('a surrogate of another recipient is no argument, and an id of theirs names nothing', async () => {
  const { ask } = await leakGateway('a');
  const { data } = await ask('panel', '{ people(first: 1) { nodes { id name } } }');
  const { id, name } = data.people.nodes[0] ?? {};
  for (const value of [id, name]) {
    const { status, body } = await ask('chief', people, { variables: { f: { town: { eq: value } } } });
    expect([status, body.errors?.[0]?.message]).toEqual([400, expect.stringContaining('looks like a surrogate')]);
    const looked = await ask('chief', 'query($v: String!) { personLookup(by: { email: $v }) { id } }', {
      variables: { v: value },
    });
    expect(looked.status).toBe(400);
  }
  const named = await ask('chief', 'query($v: ID!) { person(id: $v) { id } }', { variables: { v: id } });
  expect([named.status, named.data.person]).toEqual([200, null]);
  const own = await ask('panel', people, { variables: { f: { id: { eq: id } } } });
  expect(own.data.people.nodes).toEqual([{ id }]);
});

test('what is refused as an echo tells no world from the other', async () => {
  for (const filter of filters) await expectNoBits('clerk', people, { variables: { f: filter(masked) } });
});
