import { ask, type Channel, each, type Probe } from './probe.ts';

const byId: readonly string[] = [
  'query($i: ID!) { node(id: $i) { __typename id } }',
  'query($i: ID!) { customer(id: $i) { id name phone } }',
  'query($i: ID!) { order(id: $i) { id total shippingAddress } }',
];
const all = (ids: readonly string[]): readonly Probe[] =>
  byId.flatMap((query) =>
    each(
      query,
      ids.map((i) => ({ i })),
    ),
  );

const flipped = (token: string): readonly string[] =>
  [0, 9, 17].map((at) => {
    const bytes = Buffer.from(token, 'base64url');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes.toString('base64url');
  });

const after = (cursors: readonly string[], root = 'customers'): readonly Probe[] =>
  each(
    `query($c: String) { ${root}(first: 2, after: $c) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
    cursors.map((c) => ({ c })),
  );

const encode = (text: string): string => Buffer.from(text).toString('base64url');

/** Ids, surrogates and cursors: what is handed out and may come back. */
export const recordChannels: readonly Channel[] = [
  {
    number: 23,
    name: '`node`, roots by id, lookups',
    probes: ({ people }) => [
      ...all(['Customer:1', 'Customer:2', 'Order:2']),
      ...each(
        'query($v: String!) { customerLookup(by: { phone: $v }) { id name phone } }',
        people.map(({ phone: v }) => ({ v })),
      ),
    ],
  },
  {
    number: 24,
    name: 'forged ids',
    probes: ({ ids }) =>
      all([...flipped(ids.find((id) => !id.includes(':')) ?? ''), encode('Customer:2'), 'Customer:', ':']),
  },
  {
    number: 25,
    name: 'ids and surrogates of other recipients',
    probes: ({ ids, phones }) => [
      ...each(
        byId[0] ?? '',
        ids.map((i) => ({ i })),
      ),
      ...each('query($i: [ID!]) { orders(first: 3, filter: { customer: { id: { in: $i } } }) { nodes { id } } }', [
        { i: ids.slice(0, 6) },
      ]),
      ...each('query($p: String) { customers(filter: { phone: { eq: $p } }) { nodes { id phone } } }', [
        ...phones.map((p) => ({ p })),
      ]),
    ],
  },
  {
    number: 26,
    name: 'what a cursor holds',
    probes: ({ cursors }) => [
      ask(
        '{ customers(first: 2, orderBy: [{ segment: ASC }]) { edges { cursor } pageInfo { startCursor endCursor } } }',
      ),
      ask('{ orders(first: 2, orderBy: [{ placedAt: DESC }]) { edges { cursor } pageInfo { endCursor } } }'),
      ...after(cursors),
    ],
  },
  {
    number: 27,
    name: 'a cursor as a comparison',
    probes: ({ cursors: [cursor = ''] }) =>
      after([...flipped(cursor), encode('["2"]'), encode('{"id":2}'), '2', 'Customer:2', cursor.slice(0, -4)]),
  },
  {
    number: 33,
    name: 'how long it takes',
    probes: () => [
      ...all(['Customer:77777777', 'Order:77777777', 'nonsense']),
      ask('{ customers(first: 1) { nodes { id bankCard } } }'),
      ask('{ customers(first: 1) { nodes { id bankCarx } } }'),
    ],
  },
  {
    number: 60,
    name: 'surrogates of few values',
    probes: ({ people, phones }) => [
      ask('{ customers(first: 3) { nodes { id phone gender birthDate } } }'),
      ...each(
        'query($p: [String!]) { customers(first: 3, filter: { phone: { in: $p } }) { nodes { id phone } } }',
        [people.map(({ phone }) => phone), phones].map((p) => ({ p })),
      ),
    ],
  },
  {
    number: 62,
    name: 'a policy that changed meanwhile',
    probes: ({ oldCursors }) => [...after(oldCursors), ...after(oldCursors.slice(0, 2), 'orders')],
  },
];
