import { ask, type Channel, each, filtered } from './probe.ts';

const marker = 'zqxjkvbwpf';

/** What an answer tells beside its data: errors, nulls, extensions, headers. */
export const answerChannels: readonly Channel[] = [
  {
    number: 29,
    name: 'errors of stores',
    probes: () => [
      ...filtered('customers', 'Customer', [
        { birthDate: { lt: '0001-01-01' } },
        { createdAt: { gt: '9999-12-31T23:59:59Z' } },
        { city: { eq: 'x'.repeat(20_000) } },
      ]),
      ...filtered('orders', 'Order', [{ total: { gt: '9'.repeat(400) } }, { total: { eq: '1e400' } }]),
      ask('{ node(id: "Order:99999999999999999999") { id } }'),
    ],
  },
  {
    number: 30,
    name: 'values repeated in errors',
    shut: true,
    probes: ({ people: [, one] }) => [
      ask('query($v: Int) { customers(first: $v) { nodes { id } } }', { v: one?.['phone'] }),
      ask(`{ customers(first: "${one?.['nationalId']}") { nodes { id } } }`),
      ...filtered('customers', 'Customer', [
        { birthDate: { lt: one?.['name'] } },
        { city: { eq: { a: one?.['email'] } } },
        { [one?.['phone'] ?? '']: one?.['address'] },
      ]),
      ask(`{ customers(after: "${one?.['bankCard']}", orderBy: ${marker}) { nodes { id( } } }`),
    ],
  },
  {
    number: 31,
    name: 'null, withheld and missing',
    probes: () => [
      ask('{ customers(first: 5) { nodes { id email nationalId } } }'),
      ask('{ customers(first: 5) { nodes { id bankCard } } }'),
      ask('{ customers(first: 5) { nodes { id address } } }'),
      ask('{ orders(first: 5) { nodes { id carrier shippingAddress } } }'),
    ],
  },
  {
    number: 32,
    name: 'nulls that take their row with them',
    probes: () => [
      ask('{ orders(first: 5) { nodes { id customer { id email } } } }'),
      ask('{ feedbacks(first: 5) { nodes { id customer { id name } } } }'),
    ],
  },
  {
    number: 34,
    name: 'how long an answer is',
    probes: () =>
      ['gzip', 'br', 'deflate, gzip;q=1.0, *;q=0.5'].map((encodings) =>
        ask('{ customers(first: 5) { nodes { id name phone } } }', undefined, {
          headers: { 'accept-encoding': encodings },
        }),
      ),
  },
  {
    number: 35,
    name: 'caches between us and the caller',
    probes: () =>
      [
        { 'if-none-match': '*' },
        { 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' },
        { range: 'bytes=0-40' },
        { 'cache-control': 'only-if-cached' },
      ].map((headers) => ask('{ customers(first: 2) { nodes { id name } } }', undefined, { headers })),
  },
  {
    number: 36,
    name: 'answers that are remembered',
    probes: ({ documents }) => documents.map((query) => ask(query)),
  },
  {
    number: 37,
    name: 'plans, statements and documents that are remembered',
    probes: () => [
      ask('query Same { customers(first: 2) { nodes { id name } } }'),
      ask('query Same { customers(first: 2) { nodes { id phone } } }'),
      ask('query Same {\n  customers(first: 2) { nodes { id name } } } # the same'),
      ...each('query Q($n: Int, $f: CustomerFilter) { customers(first: $n, filter: $f) { nodes { id name city } } }', [
        { n: 2 },
        { n: 1, f: null },
        { n: 2, f: { city: { eq: 'Berlin' } } },
        { n: 2, f: { city: { in: null } } },
        { n: 2, f: { and: [{ segment: { ne: 'plus' } }, { city: { isNull: false } }] } },
      ]),
    ],
  },
  {
    number: 38,
    name: 'loaders that callers share',
    probes: () => [
      ask('{ orders(first: 4) { nodes { id customer { id name phone city } } } }'),
      ask('{ customers(first: 4) { nodes { id orders(first: 3) { nodes { id placedAt total } } } } }'),
    ],
  },
  {
    number: 39,
    name: 'requests that are joined while they run',
    probes: () => [1, 2, 3].map(() => ask('{ customers(first: 3) { nodes { id name phone email } } }')),
  },
  {
    number: 47,
    name: 'extensions of an answer',
    probes: () => [
      ask('{ customers(first: 2) { nodes { id name phone } } }', undefined, {
        headers: { 'apollo-federation-include-trace': 'ftv1', 'x-apollo-tracing': '1', 'x-debug': 'true' },
      }),
      {
        body: {
          query: '{ customers(first: 2) { nodes { id email } } }',
          extensions: { tracing: true, explain: true, debug: true },
        },
      },
      ask('{ customers(first: 2) { nodes { id email } } }', undefined, { headers: { 'scrim-report': 'none' } }),
    ],
  },
  {
    number: 48,
    name: 'the texts of limits',
    shut: true,
    probes: () => [
      ask('{ customers(first: 1001) { nodes { id } } }'),
      ask('{ customers(first: 1000) { nodes { orders(first: 1000) { nodes { id } } } } }'),
      ask(`{ customers { nodes { ${Array.from({ length: 31 }, (_, at) => `a${at}: id`).join(' ')} } } }`),
      ask(`{ orders { nodes { ${'customer { orders { nodes { '.repeat(5)} id ${'} } } '.repeat(5)} } } }`),
    ],
  },
  {
    number: 49,
    name: 'counters of others',
    probes: () => [1, 2, 3].map((first) => ask(`{ customers(first: ${first}) { nodes { id } } viewer { id } }`)),
  },
  {
    number: 59,
    name: 'what masking costs',
    probes: () => [
      ask(`{ customers(first: 40) { nodes { ${Array.from({ length: 12 }, (_, at) => `a${at}: phone`).join(' ')} } } }`),
      ask('{ customers(first: 1000) { nodes { feedbacks(first: 30) { nodes { text } } } } }'),
    ],
  },
  {
    number: 66,
    name: 'what leaves a store',
    probes: () => [
      ask('{ customers(first: 3) { nodes { id city } } }'),
      ask('{ orders(first: 3) { nodes { id status placedAt } } }'),
      ask('{ customers(first: 3) { nodes { id nationalId } } orders(first: 3) { nodes { id } } }'),
    ],
  },
];
