import { GraphQLError, parse, specifiedRules } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { checkDocument } from '../../gateway/http/check-document.ts';
import { coerceVariables } from '../../gateway/http/coerce-variables.ts';
import { readDocument } from '../../gateway/http/documents.ts';
import { createPresent, toGraphQLError } from '../../gateway/http/errors.ts';
import { type Fault, faultOf } from '../../gateway/http/fault.ts';
import { createRespond } from '../../gateway/http/respond.ts';
import { validationTexts } from '../../gateway/http/validation-texts.ts';
import { errorCodes, GatewayError } from '../../schema/terms/errors.ts';
import { ask, fullSchema, modern, narrowSchema, openWorld, replyOf } from './http-world.ts';
import { cpuOf } from '../fixtures/cpu.ts';

const limits = { tokens: 2000, depth: 12, aliases: 30 };
const world = await openWorld({
  schemaFor: (request) => {
    const token = request.headers.get('authorization');
    if (token === 'Bearer none') throw new GatewayError('UNAUTHENTICATED', 'send a token as `Authorization: Bearer`');
    if (token === 'Bearer bad')
      throw new GatewayError('UNAUTHENTICATED', 'the token is not valid', { challenge: 'invalid_token' });
    return token === 'Bearer narrow' ? narrowSchema : fullSchema;
  },
});
afterAll(() => world.server.close(1000));

const messages = (document: string, schema = fullSchema): readonly string[] =>
  checkDocument(schema, parse(document)).map(({ message }) => message);

const refusal = (source: string): GatewayError => {
  try {
    readDocument(source, limits);
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it was read');
};

describe('documents', () => {
  test('a document that is not GraphQL is refused by line and column, without its text', () => {
    const error = refusal('{\n  customer(id: "canary" !');
    expect(error.code).toBe('GRAPHQL_PARSE_FAILED');
    expect(error.message).toBe('the document is not GraphQL at line 2, column 25');
    expect(error.details.locations).toEqual([{ line: 2, column: 25 }]);
  });

  test('a document with too many tokens costs too much, one with a fault before the bound is not GraphQL', () => {
    expect(refusal(`{ ${'a '.repeat(2001)}}`)).toMatchObject({
      code: 'COST_EXCEEDED',
      message: expect.stringContaining('2000 tokens'),
    });
    expect(refusal(`{ ! ${'a '.repeat(2001)}}`).code).toBe('GRAPHQL_PARSE_FAILED');
  });

  test.each([
    ['depth', `{ customer(id: 1) ${'{ friend '.repeat(60)}{ id }${' }'.repeat(60)} }`, 'more than 12 fields deep'],
    [
      'aliases',
      `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: customers { id }`).join(' ')} }`,
      'more than 30 aliases',
    ],
    [
      'introspection',
      `{ __schema { types ${'{ ofType '.repeat(25)}{ name }${' }'.repeat(25)} } }`,
      'more than 20 fields deep',
    ],
  ])('%s beyond its bound costs too much, and the text tells the bound only', (_, source, text) => {
    const error = refusal(source);
    expect(error.code).toBe('COST_EXCEEDED');
    expect(error.message).toContain(text);
    expect(error.message).not.toMatch(/60|200|25|63/);
  });

  test('aliases and depth hidden in fragments are counted as if written out', () => {
    const aliases = `fragment F on Query { a: customers { id } b: customers { id } } { ${'...F '.repeat(16)} }`;
    expect(refusal(aliases).code).toBe('COST_EXCEEDED');
    const deep = Array.from({ length: 13 }, (_, i) => `fragment F${i} on Customer { friend { ...F${i + 1} } }`).join(
      ' ',
    );
    expect(refusal(`{ customer(id: 1) { ...F0 } } ${deep} fragment F13 on Customer { id }`).code).toBe('COST_EXCEEDED');
  });

  test('fragments that multiply are measured at once, and refused', async () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(
      ' ',
    );
    const document = `{ ...F0 } ${doubling} fragment F40 on Query { customers { id } }`;
    expect(await cpuOf(() => expect(refusal(document).code).toBe('COST_EXCEEDED'))).toBeLessThan(200);
  });

  test('fields repeated beside themselves count as aliases, for each pair of them is compared', () => {
    expect(refusal(`{ ${'customers { id } '.repeat(32)} }`).message).toContain('repeated fields');
    expect(readDocument(`{ ${'customers { id } '.repeat(31)} }`, limits).kind).toBe('Document');
  });

  test('a fragment inside itself is left to validation', () => {
    const document = readDocument('{ ...F } fragment F on Query { customers { id } ...F }', limits);
    expect(checkDocument(fullSchema, document).map(({ message }) => message)).toEqual(['fragment `F` contains itself']);
  });

  test('the introspection of usual tools is within the bounds', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const source = getIntrospectionQuery({
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
      oneOf: true,
    });
    expect(checkDocument(fullSchema, readDocument(source, limits))).toEqual([]);
  });
});

describe('validation', () => {
  test('every rule of graphql-js has a text of ours', () => {
    expect(specifiedRules.map(({ name }) => name).filter((name) => !(name in validationTexts))).toEqual([]);
  });

  test.each([
    ['{ customers { nope } }', '`Customer` has no field `nope`'],
    ['{ customers { other: nope } }', '`Customer` has no field `nope`'],
    ['{ customers { name { first } } }', '`name` has no fields of its own, so nothing can be selected in it'],
    ['{ customers }', '`customers` needs a selection of its fields'],
    ['{ customer { id } }', '`customer` needs the argument `id`'],
    ['{ customers(last: 3) { id } }', '`customers` has no argument `last`'],
    ['{ customers(first: "canary") { id } }', 'argument `first` is not a valid `Int`'],
    [
      '{ customers(filter: { status: OPNE }) { id } }',
      'argument `filter` is not a valid `Status`, one of its names without quotes',
    ],
    ['{ customers(filter: { nme: { eq: "canary" } }) { id } }', '`CustomerFilter` has no field `nme`'],
    ['{ customers(filter: { age: { gt: 1.5 } }) { id } }', 'argument `filter` is not a valid `Int`'],
    ['{ customers { id @upper } }', 'there is no directive `upper`'],
    ['query @skip(if: true) { customers { id } }', 'directive `skip` cannot stand here'],
    ['{ customers { id @skip } }', 'directive `skip` needs the argument `if`'],
    ['{ customers { ...F } }', 'there is no fragment `F`'],
    ['{ customers { id } } fragment F on Customer { id }', 'fragment `F` is never used'],
    ['{ customers { ... on Order { id } } }', 'a fragment on `Order` can never apply here'],
    ['{ customers { ... on Nobody { id } } }', 'there is no type `Nobody`'],
    ['query ($x: Int) { customers { id } }', 'variable `$x` is never used'],
    ['{ customers(first: $x) { id } }', 'variable `$x` is not declared by the operation'],
    [
      'query ($x: String) { customers(first: $x) { id } }',
      'variable `$x` is of a type that does not fit where it is used',
    ],
    ['query ($x: Customer) { customers(first: $x) { id } }', 'a variable cannot be of type `Customer`'],
    [
      '{ a: customers { id } a: customer(id: "canary") { id } }',
      'fields answered as `a` differ; give them different aliases',
    ],
    ['{ a: __typename } query B { __typename }', 'an operation without a name must be the only one of its document'],
    ['mutation { x }', 'the schema has no mutation'],
    ['subscription { x }', 'the schema has no subscription'],
    ['type Canary { id: ID }', 'a document holds operations and fragments, nothing else'],
  ])('%s', (document, text) => {
    const found = messages(document);
    expect(found).toContain(text);
    expect(found.join()).not.toMatch(/canary|did you mean|OPEN|1\.5/i);
  });

  test('a hidden field and one that never existed answer alike, byte for byte', async () => {
    const narrow = { authorization: 'Bearer narrow' };
    const hidden = await ask(world.url, { query: '{ customers { phone } }' }, narrow);
    const absent = await ask(world.url, { query: '{ customers { fhone } }' }, narrow);
    expect(hidden.status).toBe(400);
    expect(hidden.text.replaceAll('phone', 'fhone')).toBe(absent.text);
    expect(Object.fromEntries(hidden.headers)).toMatchObject({
      'content-length': absent.headers.get('content-length'),
    });
  });

  test('who sees more does not make it seen by who sees less, in either order', async () => {
    const query = '{ customers { phone } }';
    for (const [token, status] of [
      ['full', 200],
      ['narrow', 400],
      ['full', 200],
      ['narrow', 400],
    ] as const)
      expect((await ask(world.url, { query }, { authorization: `Bearer ${token}` })).status).toBe(status);
  });

  test('at most ten errors are told, and a long name is cut', () => {
    expect(messages(`{ ${Array.from({ length: 50 }, (_, i) => `nope${i}`).join(' ')} }`)).toHaveLength(10);
    expect(messages(`{ ${'x'.repeat(5000)} }`)[0]?.length).toBeLessThan(200);
  });
});

describe('variables', () => {
  const coerce = (declared: string, raw: Record<string, unknown>) => {
    const operation = parse(`query (${declared}) { __typename }`).definitions[0];
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    return coerceVariables(fullSchema, operation, raw);
  };
  const texts = (declared: string, raw: Record<string, unknown>): readonly string[] => {
    const coerced = coerce(declared, raw);
    return 'errors' in coerced ? coerced.errors.map(({ message }) => message) : [];
  };

  test.each<[string, Record<string, unknown>, string]>([
    ['$x: Int', { x: 'canary' }, 'variable `$x` is not a valid `Int`'],
    ['$x: Int!', {}, 'variable `$x` is needed: a `Int!`'],
    ['$x: Int!', { x: null }, 'variable `$x` is needed: a `Int!`'],
    ['$x: CustomerFilter', { x: { name: { eq: 12 } } }, 'variable `$x` is not a valid `String`, at `name.eq`'],
    [
      '$x: CustomerFilter',
      { x: { and: [{}, { age: { gt: 'canary' } }] } },
      'variable `$x` is not a valid `Int`, at `and.1.age.gt`',
    ],
    ['$x: CustomerFilter', { x: { name: { in: ['a', null] } } }, 'variable `$x` must not be null, at `name.in.1`'],
    [
      '$x: CustomerFilter',
      { x: { name: { canary: 1 } } },
      'variable `$x` has a field that `Text` does not have, at `name`',
    ],
    ['$x: CustomerFilter', { x: 'canary' }, 'variable `$x` is not a valid `CustomerFilter`'],
    ['$x: Status', { x: 'OPNE' }, 'variable `$x` is not a valid `Status`'],
    ['$x: [Int!]!', { x: [1, 'canary'] }, 'variable `$x` is not a valid `Int`, at `1`'],
  ])('%s with %j', (declared, raw, text) => {
    expect(texts(declared, raw)).toEqual([text]);
    expect(texts(declared, raw).join()).not.toMatch(/canary|OPNE|OPEN|did you mean/i);
  });

  test('defaults hold, unknown variables are ignored, a list takes a single value', () => {
    expect(coerce('$x: Int = 3, $y: [Int], $z: Int', { y: 4, nobody: 'canary' })).toEqual({ values: { x: 3, y: [4] } });
  });

  test('a hundred thousand wrong items give ten errors, and deep nesting none of the stack', () => {
    expect(texts('$x: [Int!]', { x: Array(100_000).fill('canary') })).toHaveLength(10);
    const deep = JSON.parse(`${'{"and":['.repeat(50_000)}{}${']}'.repeat(50_000)}`) as unknown;
    expect(coerce('$x: CustomerFilter', { x: deep })).toMatchObject({ errors: [{ code: 'COST_EXCEEDED' }] });
  });

  test('a request whose variables do not fit is refused before anything executes', async () => {
    const reply = await ask(world.url, {
      query: 'query ($x: Int) { customers(first: $x) { id } }',
      variables: { x: 'canary' },
    });
    expect(reply.status).toBe(400);
    expect(reply.json.errors).toEqual([
      {
        message: 'variable `$x` is not a valid `Int`',
        locations: [{ line: 1, column: 8 }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(reply.json).not.toHaveProperty('data');
  });
});

describe('what leaves', () => {
  test('each code has its status, its headers and a stable text', () => {
    const respond = createRespond(createPresent({ newErrorId: () => 'e1', log: () => {} }));
    for (const [code, { status }] of Object.entries(errorCodes)) {
      const error = new GatewayError(code as keyof typeof errorCodes, 'no', {
        coordinate: 'Customer.phone',
        purposes: ['a'],
        retryAfter: 2.5,
      });
      const answer = respond.refusal(error, modern);
      expect(answer.status).toBe(status);
      expect(answer.headers['Retry-After']).toBe('3');
      expect(String(answer.body)).toBe(
        `{"errors":[{"message":"no","extensions":{"code":"${code}","coordinate":"Customer.phone","purposes":["a"],"retryAfter":2.5}}]}`,
      );
      expect(respond.refusal(error, 'application/json').status).toBe(code === 'UNAUTHENTICATED' ? 401 : 200);
    }
  });

  test.each(['application/json', modern])('401 is 401 with its challenge under %s', async (accept) => {
    const none = await ask(world.url, { query: '{ __typename }' }, { accept, authorization: 'Bearer none' });
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="scrim"']);
    const bad = await ask(world.url, { query: '{ __typename }' }, { accept, authorization: 'Bearer bad' });
    expect([bad.status, bad.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="scrim", error="invalid_token"',
    ]);
    expect(bad.json.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('an unknown error becomes an id; its text is neither told nor logged, its place is logged', async () => {
    const reply = await ask(world.url, { query: '{ broken }' });
    const [error] = reply.json.errors ?? [];
    expect(reply.status).toBe(200);
    expect(error?.extensions.code).toBe('INTERNAL');
    const [id, fault] = world.faults.at(-1) ?? [];
    expect(error?.extensions.errorId).toBe(id);
    expect(JSON.stringify(fault)).toContain('http-world.ts');
    expect(reply.text + JSON.stringify(world.faults) + JSON.stringify(world.lines)).not.toContain('canary');
  });

  test('a GraphQLError of a library is not trusted either', () => {
    const present = createPresent({ newErrorId: () => 'e1', log: () => {} });
    expect(present(new GraphQLError('value canary is wrong')).message).not.toContain('canary');
    const wrapped = new GraphQLError('canary', {
      path: ['a'],
      originalError: new GatewayError('FIELD_DENIED', 'closed'),
    });
    expect(present(wrapped).toJSON()).toMatchObject({
      message: 'closed',
      path: ['a'],
      extensions: { code: 'FIELD_DENIED' },
    });
    expect(present(toGraphQLError(new GatewayError('FIELD_DENIED', 'closed'))).message).toBe('closed');
  });

  test('a fault keeps frames, codes and causes, and no text', () => {
    const error = Object.assign(new Error('canary\n    at canary (/a.js:1:2)', { cause: new TypeError('canary') }), {
      code: 'ECONNREFUSED',
    });
    const fault: Fault = faultOf(error);
    expect(fault).toMatchObject({ name: 'Error', code: 'ECONNREFUSED', cause: { name: 'TypeError' } });
    expect(fault.frames.length).toBeGreaterThan(0);
    expect(JSON.stringify(fault)).not.toContain('canary');
    expect(faultOf('canary')).toEqual({ name: 'thrown string', frames: [] });
  });

  test('a result without data and errors is a fault of ours, never an empty answer', () => {
    const respond = createRespond(createPresent({ newErrorId: () => 'e1', log: () => {} }));
    expect(respond.result({ errors: [] }, modern)).toMatchObject({
      status: 500,
      outcome: { kind: 'failed', code: 'INTERNAL', errorId: 'e1' },
    });
  });

  test('data beside errors is 200, and the outcome says partial', () => {
    const respond = createRespond(createPresent({ newErrorId: () => 'e1', log: () => {} }));
    const answer = respond.result(
      {
        data: { a: null },
        errors: [toGraphQLError(new GatewayError('STORE_TIMEOUT', 'late', { path: ['a'] }))],
        extensions: { privacy: { receipt: 'r1' } },
      },
      modern,
    );
    expect(answer).toMatchObject({ status: 200, outcome: { kind: 'partial', code: 'STORE_TIMEOUT', receipt: 'r1' } });
    expect(String(answer.body)).toBe(
      '{"errors":[{"message":"late","path":["a"],"extensions":{"code":"STORE_TIMEOUT"}}],"data":{"a":null},"extensions":{"privacy":{"receipt":"r1"}}}',
    );
  });

  test('one request leaves one line, without document, variable, address or header', async () => {
    await replyOf(await fetch(`${world.url}?query={__typename}&operationName=canary`, { headers: { accept: modern } }));
    await expect
      .poll(() => world.lines.at(-1))
      .toMatchObject({ method: 'GET', route: '/graphql', status: 400, code: 'BAD_USER_INPUT' });
    expect(JSON.stringify(world.lines)).not.toMatch(/canary|__typename|127\.0/);
  });
});
