import type { ErrorCode } from '../../schema/terms/errors.ts';

const times = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const nested = (count: number): unknown => Array.from({ length: count }).reduce((inner) => ({ not: inner }), {});
const filtered = 'query ($f: CustomerFilter) { customers(first: 1, filter: $f) { nodes { id } } }';
const cities = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `city ${at}`);
const bomb = (count: number, spread: (at: number) => string): string =>
  `{ customers(first: 1) { nodes { ...F0 } } } ${times(count, (at) => `fragment F${at} on Customer { ${spread(at + 1)} }`)} fragment F${count} on Customer { id }`;

/** Well-formed requests that ask for too much or for nonsense: the code, and so the status, is known. */
export const hostileOperations: readonly (readonly [string, ErrorCode, Readonly<Record<string, unknown>>])[] = [
  ['200 aliases', 'COST_EXCEEDED', { query: `{ ${times(200, (at) => `a${at}: viewer { id }`)} }` }],
  [
    '31 aliases of dear things',
    'COST_EXCEEDED',
    { query: `{ ${times(31, (at) => `a${at}: customers(first: 1) { nodes { id } }`)} }` },
  ],
  [
    'a depth of 60',
    'COST_EXCEEDED',
    { query: `{ customers { nodes ${times(20, () => '{ orders { nodes { customer')} { id } ${'} } }'.repeat(20)} } }` },
  ],
  ['10,000 tokens', 'COST_EXCEEDED', { query: `{ customers { nodes { ${'id '.repeat(10_000)} } } }` }],
  ['100,000 levels', 'COST_EXCEEDED', { query: '{a'.repeat(100_000) }],
  [
    'an operation that is not in the document',
    'BAD_USER_INPUT',
    { query: 'query A { viewer { id } }', operationName: 'B' },
  ],
  ['none of two operations', 'BAD_USER_INPUT', { query: 'query A { viewer { id } } query B { viewer { id } }' }],
  [
    'an operation of a document that is none',
    'GRAPHQL_PARSE_FAILED',
    { query: 'query A { viewer { id ', operationName: 'A' },
  ],
  [
    'an operation of a document that does not fit',
    'GRAPHQL_VALIDATION_FAILED',
    { query: 'query A { viewer { no } }', operationName: 'A' },
  ],
  [
    'introspection of a depth of 25',
    'COST_EXCEEDED',
    { query: `{ __type(name: "Customer") { fields { type ${'{ ofType '.repeat(25)}{ name }${' }'.repeat(25)} } } }` },
  ],
  [
    'fragments in a circle',
    'GRAPHQL_VALIDATION_FAILED',
    { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A viewer { id } }' },
  ],
  [
    'a fragment in itself, further down',
    'GRAPHQL_VALIDATION_FAILED',
    { query: '{ customers { nodes { ...A } } } fragment A on Customer { orders { nodes { customer { ...A } } } }' },
  ],
  ['fragments that double thirty times', 'COST_EXCEEDED', { query: bomb(30, (at) => `...F${at} ...F${at}`) }],
  [
    'fragments that double with aliases',
    'COST_EXCEEDED',
    { query: bomb(30, (at) => `...F${at} ...F${at} a${at}: city`) },
  ],
  [
    'fragments that double under conditions',
    'COST_EXCEEDED',
    {
      query: `query ($v: Boolean!) ${bomb(20, (at) => `...F${at} @include(if: $v) ...F${at} @skip(if: $v)`)}`,
      variables: { v: true },
    },
  ],
  [
    'a filter of 200 levels in the document',
    'COST_EXCEEDED',
    { query: `{ customers(filter: ${'{ not: '.repeat(200)}{}${' }'.repeat(200)}) { nodes { id } } }` },
  ],
  ['a filter of 4,000 levels in a variable', 'COST_EXCEEDED', { query: filtered, variables: { f: nested(4_000) } }],
  [
    'a filter of 101 terms',
    'COST_EXCEEDED',
    { query: filtered, variables: { f: { or: cities(101).map((eq) => ({ city: { eq } })) } } },
  ],
  [
    'a filter over relations without end',
    'COST_EXCEEDED',
    {
      query:
        '{ feedbacks(filter: { customer: { feedbacks: { some: { customer: { feedbacks: { some: { customer: { city: { eq: "x" } } } } } } } } }) { nodes { id } } }',
    },
  ],
  [
    'an `in` of 50,000 values',
    'COST_EXCEEDED',
    { query: filtered, variables: { f: { city: { in: cities(50_000) } } } },
  ],
  [
    'an `in` of 1,001 ids that are none',
    'COST_EXCEEDED',
    { query: filtered, variables: { f: { id: { in: cities(1_001) } } } },
  ],
  [
    'an order of 21 fields',
    'COST_EXCEEDED',
    { query: `{ customers(orderBy: [${'{ city: ASC } '.repeat(21)}]) { nodes { id } } }` },
  ],
  [
    'an order of 40,000 fields',
    'COST_EXCEEDED',
    {
      query: 'query ($o: [CustomerOrderBy!]) { customers(orderBy: $o) { nodes { id } } }',
      variables: { o: Array.from({ length: 40_000 }, () => ({ city: 'ASC' })) },
    },
  ],
  ['a page of 2,147,483,647', 'COST_EXCEEDED', { query: '{ customers(first: 2147483647) { nodes { id } } }' }],
  [
    'pages that multiply',
    'COST_EXCEEDED',
    {
      query:
        '{ customers(first: 1000) { nodes { orders(first: 1000) { nodes { items(first: 1000) { nodes { id } } } } } } }',
    },
  ],
  [
    'a page beyond 32 bits',
    'GRAPHQL_VALIDATION_FAILED',
    { query: '{ customers(first: 2147483648) { nodes { id } } }' },
  ],
  [
    'a page beyond 32 bits in a variable',
    'BAD_USER_INPUT',
    { query: 'query ($n: Int) { customers(first: $n) { nodes { id } } }', variables: { n: 2 ** 53 } },
  ],
  ['a page of less than nothing', 'BAD_USER_INPUT', { query: '{ customers(first: -1) { nodes { id } } }' }],
  [
    'a last page of less than nothing',
    'BAD_USER_INPUT',
    { query: '{ customers(last: -2147483648) { nodes { id } } }' },
  ],
  ['both ends at once', 'BAD_USER_INPUT', { query: '{ customers(first: 1, last: 1) { nodes { id } } }' }],
  ['a cursor that is none', 'BAD_USER_INPUT', { query: '{ customers(after: "AAAA") { nodes { id } } }' }],
  [
    'a cursor of a hundred thousand characters',
    'BAD_USER_INPUT',
    { query: `{ customers(before: "${'A'.repeat(100_000)}") { nodes { id } } }` },
  ],
  ['a lone surrogate in the document', 'GRAPHQL_PARSE_FAILED', { query: '{ customer(id: "\\ud800") { id } }' }],
  ['a NUL in the document', 'GRAPHQL_PARSE_FAILED', { query: '{ customer(id: \u0000) { id } }' }],
  ['a NUL as the operation’s name', 'BAD_USER_INPUT', { query: 'query A { viewer { id } }', operationName: '\u0000' }],
  ['a NUL as the purpose', 'BAD_USER_INPUT', { query: '{ viewer { id } }', extensions: { purpose: '\u0000' } }],
  ['a purpose that is no text', 'BAD_USER_INPUT', { query: '{ viewer { id } }', extensions: { purpose: { $ne: '' } } }],
  ['an empty document', 'GRAPHQL_PARSE_FAILED', { query: '' }],
  ['a subscription', 'GRAPHQL_VALIDATION_FAILED', { query: 'subscription { customers { nodes { id } } }' }],
  ['a mutation', 'GRAPHQL_VALIDATION_FAILED', { query: 'mutation { customers { nodes { id } } }' }],
  [
    'a directive of another executor',
    'GRAPHQL_VALIDATION_FAILED',
    { query: '{ customers { nodes { ... @defer { id } } } }' },
  ],
  [
    'a null where introspection needs a name',
    'BAD_USER_INPUT',
    { query: 'query ($n: String = "Customer") { __type(name: $n) { name } }', variables: { n: null } },
  ],
  [
    'a null where an id is needed',
    'BAD_USER_INPUT',
    { query: 'query ($n: ID = "Customer:1") { node(id: $n) { id } }', variables: { n: null } },
  ],
  [
    'a variable named like what every object has',
    'BAD_USER_INPUT',
    { query: 'query ($constructor: Int!) { customers(first: $constructor) { nodes { id } } }' },
  ],
  [
    'a filter named like what every object has',
    'BAD_USER_INPUT',
    { query: filtered, variables: { f: JSON.parse('{ "__proto__": { "city": { "eq": "x" } } }') as unknown } },
  ],
  [
    'a decimal of 160,000 digits',
    'GRAPHQL_VALIDATION_FAILED',
    { query: `{ orders(filter: { total: { gt: "${'9'.repeat(160_000)}" } }) { nodes { id } } }` },
  ],
  [
    'a decimal without end',
    'GRAPHQL_VALIDATION_FAILED',
    { query: '{ orders(filter: { total: { gt: "1e999999" } }) { nodes { id } } }' },
  ],
  [
    'a day that is none',
    'GRAPHQL_VALIDATION_FAILED',
    { query: '{ customers(filter: { birthDate: { eq: "2023-02-30" } }) { nodes { id } } }' },
  ],
];
