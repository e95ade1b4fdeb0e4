import { createHash } from 'node:crypto';
import { ask, type Channel, each, type Probe, type Values } from './probe.ts';

const simple = '{ customers(first: 2) { nodes { id name phone } } }';
const get = (query: string, more: Probe = {}): Probe => ({
  method: 'GET',
  path: `/graphql?query=${encodeURIComponent(query)}`,
  ...more,
});
/** A name that a document may have, made of a value. */
const digits = (one: Values | undefined): string => (one?.['bankCard'] ?? '').replace(/\W/g, '');

const encode = (text = ''): string => encodeURIComponent(text);
const persisted = { version: 1, sha256Hash: createHash('sha256').update(simple).digest('hex') };

/** How a request comes in: doors, methods, tokens, batches, and what is written down of it. */
export const doorChannels: readonly Channel[] = [
  {
    number: 40,
    name: 'batches',
    shut: true,
    probes: () =>
      [[{ query: simple }], [{ query: simple }, { query: '{ viewer { id } }' }], []].map((body) => ({ body })),
  },
  {
    number: 41,
    name: 'a hundred questions by alias',
    probes: ({ people }) =>
      [12, 100].map((count) =>
        ask(
          `{ ${Array.from({ length: count }, (_, at) => `a${at}: customerLookup(by: { phone: "${people[at % people.length]?.['phone']}" }) { id }`).join(' ')} }`,
        ),
      ),
  },
  {
    number: 42,
    name: 'a hash in place of a document',
    probes: () => [
      { body: { query: simple, extensions: { persistedQuery: persisted } } },
      { body: { extensions: { persistedQuery: persisted } } },
      { body: { documentId: persisted.sha256Hash } },
      { body: { query: '{ viewer { id roles } }', extensions: { persistedQuery: persisted } } },
    ],
  },
  {
    number: 43,
    name: 'two operations in one document',
    probes: () =>
      ['A', 'B', 'C', 'D', undefined].map((operationName) => ({
        body: {
          query: `query A { viewer { id } } query B ${simple} query C { orders(first: 2) { nodes { id total } } }`,
          operationName,
        },
      })),
  },
  {
    number: 44,
    name: 'requests that another site sends',
    probes: () => [
      get(simple),
      get('mutation { customers { nodes { id } } }'),
      ...['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'].map((type) => ({
        headers: { 'content-type': type, origin: 'https://elsewhere.invalid' },
        body: `query=${simple}`,
      })),
      { method: 'OPTIONS', headers: { origin: 'https://elsewhere.invalid', 'access-control-request-method': 'POST' } },
    ],
  },
  {
    number: 45,
    name: 'addresses in logs',
    probes: ({ people: [, one] }) => [
      get(`{ customerLookup(by: { phone: "${one?.['phone']}" }) { id } }`),
      { method: 'GET', path: `/${encode(one?.['name'])}/graphql?token=${encode(one?.['nationalId'])}` },
      get('{ viewer { id } }', { headers: { referer: `https://x.invalid/?${encode(one?.['email'])}` } }),
    ],
  },
  {
    number: 46,
    name: 'logs and metrics',
    probes: ({ people: [, one] }) => [
      ask(
        `query N${digits(one)} { customers(first: 1) { nodes { ...F${digits(one)} } } } fragment F${digits(one)} on Customer { id name }`,
      ),
      ask('query($v: String!) { customerLookup(by: { phone: $v }) { id } }', { v: one?.['address'] }),
      ask('{ viewer { id } }', undefined, {
        headers: { 'user-agent': one?.['bankCard'] ?? '', traceparent: `00-${one?.['nationalId']}-1-01` },
      }),
      ask('{ viewer { id } }', undefined, { headers: { 'scrim-purpose': one?.['nationalId'] ?? '' } }),
      { method: 'GET', path: '/metrics', moves: true },
    ],
  },
  {
    number: 56,
    name: 'other doors',
    shut: true,
    probes: () => [
      ...[
        '/',
        '/graphql/',
        '/customers',
        '/customers.csv',
        '/rest/customers',
        '/console',
        '/ledger',
        '/schema',
        '/.scrim',
      ].map((path): Probe => ({ method: 'GET', path })),
      ...['/health', '/ready'].map((path): Probe => ({ method: 'GET', path, moves: true })),
      { method: 'GET', headers: { accept: 'text/html' }, moves: true },
    ],
  },
  {
    number: 63,
    name: 'something that fails',
    shut: true,
    probes: ({ people: [, one] }) => [
      ask(simple, undefined, { authorization: () => '' }),
      ask(simple, undefined, { authorization: (token) => token.slice(0, -8) }),
      ask(simple, undefined, { authorization: (token) => `${token.slice(0, -4)}AAAA` }),
      ask(simple, undefined, { authorization: (token) => token.replace('Bearer', 'DPoP') }),
      ask(simple, undefined, { headers: { 'scrim-purpose': 'gossip' } }),
      ask(simple, undefined, { down: true }),
      ask('{ orders(first: 2) { nodes { id customer { id name } } } }', undefined, { down: true }),
      ...each('query($v: String!) { customerLookup(by: { phone: $v }) { id name } }', [{ v: one?.['phone'] }]).map(
        (probe): Probe => ({ ...probe, down: true }),
      ),
    ],
  },
  {
    number: 67,
    name: 'the record itself',
    probes: ({ people: [, one] }) => [
      ask(`{ customers(first: 2, filter: { city: { eq: "${one?.['city']}" } }) { nodes { id name phone } } }`),
      ask(`{ customerLookup(by: { phone: "${one?.['phone']}" }) { id name } }`),
    ],
  },
];
