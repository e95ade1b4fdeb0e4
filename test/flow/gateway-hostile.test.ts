import { afterEach, describe, expect, test } from 'vitest';
import { errorCodes, type ErrorCode } from '../../schema/terms/errors.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { post, type Reply } from '../fixtures/process.ts';

const gateway = await demoGateway();
const fraud = { token: await gateway.token('fraud'), purpose: 'fraud-investigation' };
const analyst = { token: await gateway.token('analyst'), purpose: 'analytics' };

type Body = Parameters<typeof post>[2];
const modern = (body: Body, caller: Parameters<typeof post>[1] = fraud): Promise<Reply> => post(gateway.url, caller, body);
const old = (body: Body): Promise<Reply> => post(gateway.url, { ...fraud, accept: 'application/json' }, body);

/** Whatever was sent before, the next one is served. */
afterEach(async () => {
  const { status, body } = await modern({ query: '{ customers(first: 1) { nodes { id } } }' });
  expect([status, body.data]).toEqual([200, { customers: { nodes: [{ id: 'Customer:1' }] } }]);
});

const times = (count: number, part: (at: number) => string): string => Array.from({ length: count }, (_, at) => part(at)).join(' ');
const nested = (count: number): unknown => Array.from({ length: count }).reduce((inner) => ({ not: inner }), {});
const filtered = 'query ($f: CustomerFilter) { customers(first: 1, filter: $f) { nodes { id } } }';
const cities = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `city ${at}`);
const bomb = (count: number, spread: (at: number) => string): string =>
  `{ customers(first: 1) { nodes { ...F0 } } } ${times(count, (at) => `fragment F${at} on Customer { ${spread(at + 1)} }`)} fragment F${count} on Customer { id }`;

/** Well-formed requests that ask for too much or for nonsense: the code, and so the status, is known. */
const refused: readonly (readonly [string, ErrorCode, Readonly<Record<string, unknown>>])[] = [
  ['200 aliases', 'COST_EXCEEDED', { query: `{ ${times(200, (at) => `a${at}: viewer { id }`)} }` }],
  ['31 aliases of dear things', 'COST_EXCEEDED', { query: `{ ${times(31, (at) => `a${at}: customers(first: 1) { nodes { id } }`)} }` }],
  ['a depth of 60', 'COST_EXCEEDED', { query: `{ customers { nodes ${times(20, () => '{ orders { nodes { customer')} { id } ${'} } }'.repeat(20)} } }` }],
  ['10,000 tokens', 'COST_EXCEEDED', { query: `{ customers { nodes { ${'id '.repeat(10_000)} } } }` }],
  ['100,000 levels', 'COST_EXCEEDED', { query: '{a'.repeat(100_000) }],
  ['an operation that is not in the document', 'BAD_USER_INPUT', { query: 'query A { viewer { id } }', operationName: 'B' }],
  ['none of two operations', 'BAD_USER_INPUT', { query: 'query A { viewer { id } } query B { viewer { id } }' }],
  ['an operation of a document that is none', 'GRAPHQL_PARSE_FAILED', { query: 'query A { viewer { id ', operationName: 'A' }],
  ['an operation of a document that does not fit', 'GRAPHQL_VALIDATION_FAILED', { query: 'query A { viewer { no } }', operationName: 'A' }],
  ['introspection of a depth of 25', 'COST_EXCEEDED', { query: `{ __type(name: "Customer") { fields { type ${'{ ofType '.repeat(25)}{ name }${' }'.repeat(25)} } } }` }],
  ['fragments in a circle', 'GRAPHQL_VALIDATION_FAILED', { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A viewer { id } }' }],
  ['a fragment in itself, further down', 'GRAPHQL_VALIDATION_FAILED', { query: '{ customers { nodes { ...A } } } fragment A on Customer { orders { nodes { customer { ...A } } } }' }],
  ['fragments that double thirty times', 'COST_EXCEEDED', { query: bomb(30, (at) => `...F${at} ...F${at}`) }],
  ['fragments that double with aliases', 'COST_EXCEEDED', { query: bomb(30, (at) => `...F${at} ...F${at} a${at}: city`) }],
  ['fragments that double under conditions', 'COST_EXCEEDED', { query: `query ($v: Boolean!) ${bomb(20, (at) => `...F${at} @include(if: $v) ...F${at} @skip(if: $v)`)}`, variables: { v: true } }],
  ['a filter of 200 levels in the document', 'COST_EXCEEDED', { query: `{ customers(filter: ${'{ not: '.repeat(200)}{}${' }'.repeat(200)}) { nodes { id } } }` }],
  ['a filter of 4,000 levels in a variable', 'COST_EXCEEDED', { query: filtered, variables: { f: nested(4_000) } }],
  ['a filter of 101 terms', 'COST_EXCEEDED', { query: filtered, variables: { f: { or: cities(101).map((eq) => ({ city: { eq } })) } } }],
  ['a filter over relations without end', 'COST_EXCEEDED', { query: '{ feedbacks(filter: { customer: { feedbacks: { some: { customer: { feedbacks: { some: { customer: { city: { eq: "x" } } } } } } } } }) { nodes { id } } }' }],
  ['an `in` of 50,000 values', 'COST_EXCEEDED', { query: filtered, variables: { f: { city: { in: cities(50_000) } } } }],
  ['an `in` of 1,001 ids that are none', 'COST_EXCEEDED', { query: filtered, variables: { f: { id: { in: cities(1_001) } } } }],
  ['an order of 21 fields', 'COST_EXCEEDED', { query: `{ customers(orderBy: [${'{ city: ASC } '.repeat(21)}]) { nodes { id } } }` }],
  ['an order of 40,000 fields', 'COST_EXCEEDED', { query: 'query ($o: [CustomerOrderBy!]) { customers(orderBy: $o) { nodes { id } } }', variables: { o: Array.from({ length: 40_000 }, () => ({ city: 'ASC' })) } }],
  ['a page of 2,147,483,647', 'COST_EXCEEDED', { query: '{ customers(first: 2147483647) { nodes { id } } }' }],
  ['pages that multiply', 'COST_EXCEEDED', { query: '{ customers(first: 1000) { nodes { orders(first: 1000) { nodes { items(first: 1000) { nodes { id } } } } } } }' }],
  ['a page beyond 32 bits', 'GRAPHQL_VALIDATION_FAILED', { query: '{ customers(first: 2147483648) { nodes { id } } }' }],
  ['a page beyond 32 bits in a variable', 'BAD_USER_INPUT', { query: 'query ($n: Int) { customers(first: $n) { nodes { id } } }', variables: { n: 2 ** 53 } }],
  ['a page of less than nothing', 'BAD_USER_INPUT', { query: '{ customers(first: -1) { nodes { id } } }' }],
  ['a last page of less than nothing', 'BAD_USER_INPUT', { query: '{ customers(last: -2147483648) { nodes { id } } }' }],
  ['both ends at once', 'BAD_USER_INPUT', { query: '{ customers(first: 1, last: 1) { nodes { id } } }' }],
  ['a cursor that is none', 'BAD_USER_INPUT', { query: '{ customers(after: "AAAA") { nodes { id } } }' }],
  ['a cursor of a hundred thousand characters', 'BAD_USER_INPUT', { query: `{ customers(before: "${'A'.repeat(100_000)}") { nodes { id } } }` }],
  ['a lone surrogate in the document', 'GRAPHQL_PARSE_FAILED', { query: '{ customer(id: "\\ud800") { id } }' }],
  ['a NUL in the document', 'GRAPHQL_PARSE_FAILED', { query: '{ customer(id: \u0000) { id } }' }],
  ['a NUL as the operation’s name', 'BAD_USER_INPUT', { query: 'query A { viewer { id } }', operationName: '\u0000' }],
  ['a NUL as the purpose', 'BAD_USER_INPUT', { query: '{ viewer { id } }', extensions: { purpose: '\u0000' } }],
  ['a purpose that is no text', 'BAD_USER_INPUT', { query: '{ viewer { id } }', extensions: { purpose: { $ne: '' } } }],
  ['an empty document', 'GRAPHQL_PARSE_FAILED', { query: '' }],
  ['a subscription', 'GRAPHQL_VALIDATION_FAILED', { query: 'subscription { customers { nodes { id } } }' }],
  ['a mutation', 'GRAPHQL_VALIDATION_FAILED', { query: 'mutation { customers { nodes { id } } }' }],
  ['a directive of another executor', 'GRAPHQL_VALIDATION_FAILED', { query: '{ customers { nodes { ... @defer { id } } } }' }],
  ['a null where introspection needs a name', 'BAD_USER_INPUT', { query: 'query ($n: String = "Customer") { __type(name: $n) { name } }', variables: { n: null } }],
  ['a null where an id is needed', 'BAD_USER_INPUT', { query: 'query ($n: ID = "Customer:1") { node(id: $n) { id } }', variables: { n: null } }],
  ['a variable named like what every object has', 'BAD_USER_INPUT', { query: 'query ($constructor: Int!) { customers(first: $constructor) { nodes { id } } }' }],
  ['a filter named like what every object has', 'BAD_USER_INPUT', { query: filtered, variables: { f: JSON.parse('{ "__proto__": { "city": { "eq": "x" } } }') as unknown } }],
  ['a decimal of 160,000 digits', 'GRAPHQL_VALIDATION_FAILED', { query: `{ orders(filter: { total: { gt: "${'9'.repeat(160_000)}" } }) { nodes { id } } }` }],
  ['a decimal without end', 'GRAPHQL_VALIDATION_FAILED', { query: '{ orders(filter: { total: { gt: "1e999999" } }) { nodes { id } } }' }],
  ['a day that is none', 'GRAPHQL_VALIDATION_FAILED', { query: '{ customers(filter: { birthDate: { eq: "2023-02-30" } }) { nodes { id } } }' }],
];

describe('what asks for too much or for nonsense', () => {
  test.each(refused)('%s: %s, with the right status, and nothing of it in the text', async (_, code, body) => {
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
  });

  test('a cursor of another query, filter, order or view does not open', async () => {
    const page = async (caller: typeof fraud, query: string): Promise<Reply> => modern({ query }, caller);
    const first = await page(fraud, '{ customers(first: 1) { pageInfo { endCursor } } }');
    const { pageInfo } = first.body.data?.['customers'] as { readonly pageInfo: { readonly endCursor: string } };
    const after = `after: ${JSON.stringify(pageInfo.endCursor)}`;
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
  ['startsWith', 'query ($t: String) { customers(first: 1, filter: { city: { eq: "-", startsWith: $t } }) { nodes { id } } }'],
  ['range', 'query ($t: String) { customers(first: 1, filter: { city: { gt: $t, lt: $t } }) { nodes { id } } }'],
  ['id', 'query ($t: ID!) { customer(id: $t) { id } }'],
  ['node', 'query ($t: ID!) { node(id: $t) { id } }'],
  ['node of a kind', 'query ($t: ID!) { node(id: $t) { ... on Order { id } } }'],
  ['id in a filter', 'query ($t: ID!) { customers(first: 1, filter: { id: { in: [$t], eq: $t } }) { nodes { id } } }'],
  ['id over a relation', 'query ($t: ID) { feedbacks(first: 1, filter: { customer: { id: { eq: $t } } }) { nodes { id } } }'],
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

  test.each(['Customer:13800138000', 'Customer:99999999999999999999', 'Customer:-2147483649', 'Customer:1e3', 'Customer: 1', 'Customer:01', 'customer:1', 'Activity:9223372036854775808', 'Activity:-9223372036854775809', `Customer:${'9'.repeat(9_000)}`, 'Query:1', '__proto__:1', 'constructor'])(
    'the id %s is nobody’s',
    async (id) => {
      const query = 'query ($id: ID!) { node(id: $id) { id } customer(id: $id) { id } order(id: $id) { id } }';
      const { status, body } = await modern({ query, variables: { id } });
      expect([status, body.errors, body.data]).toEqual([200, undefined, { node: null, customer: null, order: null }]);
    },
  );

  test('names that every object has are names like others', async () => {
    const query = 'query __proto__ { __proto__: viewer { constructor: id toString: roles __proto__: __typename } }';
    const { text, status } = await modern({ query });
    expect(status).toBe(200);
    expect(text).toContain('"__proto__":{"constructor":"demo-fraud","toString":["fraud"],"__proto__":"Viewer"}');
  });
});
