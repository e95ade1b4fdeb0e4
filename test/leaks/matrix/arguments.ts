import { ask, type Channel, each, filtered, type Known, type Probe, telling } from './probe.ts';

const entityOf: Readonly<Record<string, string>> = {
  customers: 'Customer',
  orders: 'Order',
  activities: 'Activity',
};

/** What stands in this cell of somebody. */
const cellOf = ({ people, order, activity }: Known, root: string, field: string): string =>
  ({ customers: people[1], orders: order, activities: activity })[root]?.[field] ?? '';

const compare = (root: string, filters: readonly object[]): readonly Probe[] =>
  filtered(root, entityOf[root] ?? '', filters);

/** Filters, orders, counts and pages. */
export const argumentChannels: readonly Channel[] = [
  {
    number: 14,
    name: 'filters on hidden fields',
    probes: (known) => [
      ...telling.flatMap(([root, field]) => compare(root, [{ [field]: { eq: cellOf(known, root, field) } }])),
      ...compare('customers', [
        { bankCard: { isNull: true } },
        { nationalId: { in: [known.people[1]?.['nationalId']] } },
      ]),
      ...compare('customers', [{ consents: { some: { kind: { eq: 'sharing' } } } }]),
      ...filtered('orders', 'Order', [
        { customer: { phone: { eq: known.people[1]?.['phone'] } } },
        { customer: { email: { startsWith: known.people[1]?.['email']?.slice(0, 5) } } },
      ]),
      ...filtered('feedbacks', 'Feedback', [{ text: { startsWith: known.feedback['text']?.slice(0, 6) } }]),
    ],
  },
  {
    number: 15,
    name: 'filters on masked fields',
    probes: ({ people: [, one], order, activity }) => [
      ...compare('customers', [
        { birthDate: { lt: `${one?.['birthDate']?.slice(0, 4)}-07-01` } },
        { birthDate: { gte: one?.['birthDate'] } },
        { phone: { startsWith: one?.['phone']?.slice(0, 8) } },
        { phone: { eq: `****${one?.['phone']?.slice(-4)}` } },
        { address: { startsWith: one?.['address']?.slice(0, 8) } },
      ]),
      ...compare('orders', [{ total: { gte: order['total'] } }, { placedAt: { lt: order['placedAt'] } }]),
      ...compare('activities', [{ ip: { startsWith: activity['ip']?.slice(0, -1) } }, { ip: { lt: activity['ip'] } }]),
    ],
  },
  {
    number: 16,
    name: 'paths into a value',
    shut: true,
    probes: () => [
      ...compare('customers', [{ 'address.city': { eq: 'Berlin' } }, { orders_total: { gt: '1' } }]),
      ask('{ customers(first: 2, orderBy: [{ orders: { total: ASC } }]) { nodes { id } } }'),
    ],
  },
  {
    number: 17,
    name: 'orders by hidden or masked fields',
    probes: () => [
      ...telling.map(([root, field]) =>
        ask(`{ ${root}(first: 3, orderBy: [{ ${field}: ASC }]) { nodes { id } pageInfo { endCursor } } }`),
      ),
      ask('{ orders(first: 3, orderBy: [{ total: DESC }, { placedAt: ASC }]) { nodes { id } } }'),
      ask('{ customers(first: 3, orderBy: [{ createdAt: DESC }]) { nodes { id } } }'),
    ],
  },
  {
    number: 18,
    name: 'groups',
    shut: true,
    probes: () => [
      ask('{ customers(groupBy: [phone]) { nodes { id } } }'),
      ask('{ customers(distinctOn: [nationalId]) { nodes { id } } }'),
      ask('{ orders { groups { key { total } count } } }'),
    ],
  },
  {
    number: 19,
    name: 'aggregates',
    probes: ({ people: [, one] }) => [
      ask('{ orders { aggregate { max { total } sum { total } } } }'),
      ...each('query($f: CustomerFilter) { customers(first: 0, filter: $f) { totalCount } }', [
        { f: { city: { eq: one?.['city'] } } },
        { f: { city: { eq: one?.['city'] }, not: { id: { eq: 'Customer:2' } } } },
      ]),
    ],
  },
  {
    number: 20,
    name: 'counts and short pages',
    probes: () => [
      ...['customers', 'orders', 'activities', 'feedbacks'].map((root) => ask(`{ ${root}(first: 1) { totalCount } }`)),
      ask('{ customers(first: 0) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }'),
      ask('{ orders(last: 3) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }'),
      ask(
        '{ customers(first: 3) { nodes { id orders(first: 2) { totalCount nodes { id } pageInfo { hasNextPage } } } } }',
      ),
    ],
  },
  {
    number: 21,
    name: 'whether a related record is there',
    probes: () => [
      ...filtered('customers', 'Customer', [
        { orders: { none: {} } },
        { feedbacks: { some: { kind: { eq: 'COMPLAINT' } } } },
        { not: { consents: { some: { kind: { eq: 'marketing' } } } } },
      ]),
      ...filtered('orders', 'Order', [
        { customer: { id: { eq: 'Customer:2' } } },
        { not: { customer: { id: { in: ['Customer:1', 'Customer:2'] } } } },
      ]),
    ],
  },
  {
    number: 22,
    name: 'there and back again',
    probes: () => [
      ask('{ orders(first: 2) { nodes { id customer { id name phone email } } } }'),
      ask(
        '{ orders(first: 2) { nodes { id customer { id orders(first: 2) { nodes { id customer { id phone } } } } } } }',
      ),
      ask('{ customers(first: 2) { nodes { id orders(first: 1) { nodes { id customer { id name city } } } } } }'),
      ask('{ customers(first: 2) { nodes { id activities(first: 1) { nodes { id ip customer { id } } } } } }'),
    ],
  },
  {
    number: 28,
    name: 'paging through everything',
    probes: () => [
      ask('{ customers(first: 1000) { nodes { id } } }'),
      ask('{ orders(last: 40) { nodes { id } pageInfo { hasPreviousPage } } }'),
    ],
  },
  {
    number: 57,
    name: 'SQL in a value or a name',
    probes: () => [
      ...["' OR '1'='1", "'; drop table crm.customers; --", '$1', '\u0000'].flatMap((value) => [
        ...compare('customers', [{ city: { eq: value } }]),
        ask('query($i: ID!) { node(id: $i) { id } }', { i: `Customer:${value}` }),
      ]),
      ask('query($o: [CustomerOrderBy!]) { customers(orderBy: $o) { nodes { id } } }', { o: [{ "city'; --": 'ASC' }] }),
    ],
  },
  {
    number: 58,
    name: 'wildcards',
    probes: () => [
      ...compare('customers', [{ city: { startsWith: '%' } }, { name: { startsWith: '_' } }, { city: { eq: '.*' } }]),
      ...compare('activities', [{ ip: { startsWith: '10.%' } }]),
    ],
  },
];
