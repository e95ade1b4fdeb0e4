import { afterEach, describe, expect, test } from 'vitest';
import { errorCodes } from '../../schema/terms/errors.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { post, type Reply } from '../fixtures/process.ts';
import { hostileOperations } from './hostile-operations.ts';

const gateway = await demoGateway();
const fraud = { token: await gateway.token('fraud'), purpose: 'fraud-investigation' };
const analyst = { token: await gateway.token('analyst'), purpose: 'analytics' };

type Body = Parameters<typeof post>[2];
const modern = (body: Body, caller: Parameters<typeof post>[1] = fraud): Promise<Reply> =>
  post(gateway.url, caller, body);
const old = (body: Body): Promise<Reply> => post(gateway.url, { ...fraud, accept: 'application/json' }, body);

/** Whatever was sent before, the next one is served. */
afterEach(async () => {
  const { status, body } = await modern({ query: '{ customers(first: 1) { nodes { id } } }' });
  expect([status, body.data]).toEqual([200, { customers: { nodes: [{ id: 'Customer:1' }] } }]);
});

describe('what asks for too much or for nonsense', () => {
  test.each(hostileOperations)(
    '%s: %s, with the right status, and nothing of it in the text',
    async (_, code, body) => {
      const [told, toldOld] = await Promise.all([modern(body), old(body)]);
      for (const reply of [told, toldOld]) {
        expect(reply.body.errors?.map((error) => error.extensions.code)).toContain(code);
        expect(new Set(reply.body.errors?.map((error) => error.extensions.code)).size).toBe(1);
        expect(reply.body.data).toBeUndefined();
        expect(reply.text.length).toBeLessThan(4_000);
      }
      expect(told.status).toBe(errorCodes[code].status);
      expect(told.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
      expect(toldOld.status).toBe(200);
      expect(toldOld.headers.get('content-type')).toMatch(/^application\/json/);
    },
  );

  test('a cursor of another query, filter, order or view does not open', async () => {
    const page = async (caller: typeof fraud, query: string): Promise<Reply> => modern({ query }, caller);
    const first = await page(fraud, '{ customers(first: 1) { pageInfo { endCursor } } }');
    const [, cursor] = /"endCursor":("[^"]+")/.exec(first.text) ?? [];
    const after = `after: ${cursor}`;
    expect((await page(fraud, `{ customers(first: 1, ${after}) { nodes { id } } }`)).status).toBe(200);
    for (const [caller, query] of [
      [fraud, `{ orders(first: 1, ${after}) { nodes { id } } }`],
      [fraud, `{ customers(first: 1, filter: { city: { eq: "x" } }, ${after}) { nodes { id } } }`],
      [fraud, `{ customers(first: 1, orderBy: [{ city: ASC }], ${after}) { nodes { id } } }`],
      [fraud, `{ customer(id: "Customer:1") { orders(first: 1, ${after}) { nodes { id } } } }`],
      [analyst, `{ customers(first: 1, ${after}) { nodes { id } } }`],
    ] as const) {
      const { status, body } = await page(caller, query);
      expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    }
  });
});

/** Texts that some layer below might stumble over. They are nobody's, so they find nothing, and harm nothing. */
const texts: readonly (readonly [string, string])[] = [
  ['NUL', 'a\u0000b'],
  ['only NUL', '\u0000'],
  ['a lone surrogate', 'x\ud800'],
  ['half a pair backwards', '\udc00\ud800'],
  ['a noncharacter', '\uffff'],
  ['wildcards', '%_\\%'],
  ['quotes', `'; drop table crm.customers; --`],
  ['20,000 characters', 'x'.repeat(20_000)],
  ['nothing', ''],
];

const places: readonly (readonly [string, string])[] = [
  ['eq', 'query ($t: String) { customers(first: 1, filter: { city: { eq: $t } }) { nodes { id } } }'],
  ['in', 'query ($t: String!) { customers(first: 1, filter: { city: { in: [$t] } }) { nodes { id } } }'],
  ['not', 'query ($t: String!) { customers(first: 1, filter: { not: { city: { notIn: [$t] } } }) { nodes { id } } }'],
  [
    'startsWith',
    'query ($t: String) { customers(first: 1, filter: { city: { eq: "-", startsWith: $t } }) { nodes { id } } }',
  ],
  ['range', 'query ($t: String) { customers(first: 1, filter: { city: { gt: $t, lt: $t } }) { nodes { id } } }'],
  ['id', 'query ($t: ID!) { customer(id: $t) { id } }'],
  ['node', 'query ($t: ID!) { node(id: $t) { id } }'],
  ['node of a kind', 'query ($t: ID!) { node(id: $t) { ... on Order { id } } }'],
  ['id in a filter', 'query ($t: ID!) { customers(first: 1, filter: { id: { in: [$t], eq: $t } }) { nodes { id } } }'],
  [
    'id over a relation',
    'query ($t: ID) { feedbacks(first: 1, filter: { customer: { id: { eq: $t } } }) { nodes { id } } }',
  ],
  ['id over a store', 'query ($t: ID) { orders(first: 1, filter: { customer: { id: { eq: $t } } }) { nodes { id } } }'],
];

describe('texts that a layer below could stumble over', () => {
  test.each(texts)('%s finds nothing in any place', async (_, t) => {
    for (const caller of [fraud, analyst]) {
      const found = await Promise.all(places.map(([, query]) => modern({ query, variables: { t } }, caller)));
      for (const [at, { status, text, body }] of found.entries()) {
        expect([places[at]?.[0], status, body.errors]).toEqual([places[at]?.[0], 200, undefined]);
        expect(text).not.toMatch(/"id":"/);
      }
    }
  });

  test.each([
    'Customer:13800138000',
    'Customer:99999999999999999999',
    'Customer:-2147483649',
    'Customer:1e3',
    'Customer: 1',
    'Customer:01',
    'customer:1',
    'Activity:9223372036854775808',
    'Activity:-9223372036854775809',
    `Customer:${'9'.repeat(9_000)}`,
    'Query:1',
    '__proto__:1',
    'constructor',
  ])('the id %s is nobody’s', async (id) => {
    const query = 'query ($id: ID!) { node(id: $id) { id } customer(id: $id) { id } order(id: $id) { id } }';
    const { status, body } = await modern({ query, variables: { id } });
    expect([status, body.errors, body.data]).toEqual([200, undefined, { node: null, customer: null, order: null }]);
  });

  test('names that every object has are names like others', async () => {
    const query = 'query __proto__ { __proto__: viewer { constructor: id toString: roles __proto__: __typename } }';
    const { text, status } = await modern({ query });
    expect(status).toBe(200);
    expect(text).toContain('"__proto__":{"constructor":"demo-fraud","toString":["fraud"],"__proto__":"Viewer"}');
  });
});
