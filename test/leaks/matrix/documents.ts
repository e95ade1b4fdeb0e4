import { getIntrospectionQuery } from 'graphql';
import { ask, type Channel, each, filtered, telling } from './probe.ts';

const rows = (fields: string, root = 'customers'): string => `{ ${root}(first: 2) { nodes { ${fields} } } }`;
const fragments = 'fragment A on Customer { ...B ...B } fragment B on Customer { ... on Customer { FIELD } FIELD }';

/** What a document says: names, fragments, directives, introspection. */
export const documentChannels: readonly Channel[] = [
  {
    number: 1,
    name: 'an alias',
    probes: () => [
      ask(rows('id e: email phone: name')),
      ask(rows('city: phone segment: nationalId')),
      ask(rows('id seen: birthDate')),
      ask(rows('id status: shippingAddress', 'orders')),
      ask(rows('id to: customer { id city: name phone }', 'orders')),
    ],
  },
  {
    number: 2,
    name: 'one response key in two fragments',
    probes: () =>
      each(
        'query($i: ID!) { node(id: $i) { ... on Customer { said: name } ... on Order { said: shippingAddress } } }',
        ['Customer:1', 'Customer:2', 'Order:2'].map((i) => ({ i })),
      ),
  },
  {
    number: 3,
    name: 'fragments that hide, nest and repeat',
    probes: () =>
      ['phone', 'nationalId', 'name'].map((field) =>
        ask(`{ customers(first: 2) { nodes { ...A ...A } } } ${fragments.replaceAll('FIELD', field)}`),
      ),
  },
  {
    number: 4,
    name: 'a field of an interface',
    probes: () => [
      ...each(
        'query($i: ID!) { node(id: $i) { id ... on Customer { phone email } } }',
        ['Customer:1', 'Customer:2'].map((i) => ({ i })),
      ),
      ask('{ node(id: "Order:2") { id ... on Order { total shippingAddress } } }'),
    ],
  },
  {
    number: 5,
    name: '`__typename` and types behind an interface',
    probes: () =>
      each(
        'query($i: ID!) { node(id: $i) { __typename } }',
        ['Customer:2', 'Order:2', 'Consent:5', 'Activity:4', 'Feedback:3', 'Nonesuch:1'].map((i) => ({ i })),
      ),
  },
  {
    number: 6,
    name: 'a rule lost by renaming',
    shut: true,
    probes: () => [
      ...['birth_date', 'national_id', 'bank_card', 'created_at'].map((name) => ask(rows(name))),
      ask('{ customers(first: 2, orderBy: [{ birth_date: ASC }]) { nodes { id } } }'),
      ...filtered('customers', 'Customer', [{ national_id: { isNull: false } }]),
    ],
  },
  {
    number: 7,
    name: '`@skip` and `@include` on variables',
    probes: () =>
      ['include', 'skip'].flatMap((directive) =>
        ['phone', 'bankCard'].flatMap((field) =>
          each(
            `query($v: Boolean!) { ${rows(`id ${field} @${directive}(if: $v)`).slice(2)}`,
            [true, false].map((v) => ({ v })),
          ),
        ),
      ),
  },
  {
    number: 8,
    name: '`@defer`, `@stream`, subscriptions',
    shut: true,
    probes: () => [
      ask('{ ... @defer { customers(first: 2) { nodes { id name } } } }'),
      ask('{ customers(first: 2) { nodes @stream { id name } } }'),
      ask('subscription { customers(first: 2) { nodes { id name } } }'),
    ],
  },
  {
    number: 9,
    name: 'introspection',
    probes: () => [
      ask(getIntrospectionQuery()),
      ...['Consent', 'CustomerFilter', 'ActivityConnection', 'Nonesuch'].map((name) =>
        ask(`{ __type(name: "${name}") { name kind fields { name } inputFields { name } } }`),
      ),
    ],
  },
  {
    number: 10,
    name: 'suggestions',
    shut: true,
    probes: () => [
      ask(rows('id phon nationalI emai')),
      ask('{ customer { id } custmers { nodes { id } } activites { nodes { id } } }'),
      ask('{ customers(filte: { citi: { eq: "x" } }, firs: 1) { nodes { id } } }'),
      ask('{ customers(filter: { cit: { eqq: "x" } }, orderBy: [{ nam: ASC }]) { nodes { id } } }'),
    ],
  },
  {
    number: 11,
    name: 'hidden and nonexistent names',
    probes: () => [
      ...['nationalId', 'nationalIx', 'bankCard', 'bankCarx', 'consents { nodes { id } }'].map((one) => ask(rows(one))),
      ...['activities', 'activitiex', 'feedbacks'].map((root) => ask(rows('id', root))),
    ],
  },
  {
    number: 12,
    name: 'descriptions and defaults',
    probes: () => [
      ask(
        '{ __schema { description types { name description enumValues { name } inputFields { name description defaultValue } fields { name description args { name description defaultValue } } } } }',
      ),
    ],
  },
  {
    number: 13,
    name: 'values of enums',
    probes: () => [
      ask('{ __type(name: "OrderStatus") { enumValues { name } } }'),
      ask('{ __type(name: "ConsentKind") { enumValues { name } } }'),
      ask('{ orders(filter: { status: { eq: SHIPPE } }) { nodes { id } } }'),
      ...filtered('orders', 'Order', [{ status: { eq: 'SHIPPE' } }, { status: { eq: 'RETURNED' } }]),
    ],
  },
  {
    number: 52,
    name: 'columns that a resolver would find',
    shut: true,
    probes: () =>
      ['customer_id', 'constructor', 'mask', 'known', 'row', 'cells', 'toString'].map((name) =>
        ask(rows(`id ${name}`, 'orders')),
      ),
  },
  {
    number: 53,
    name: 'columns that are made of others',
    shut: true,
    probes: () => ['fullName', 'age', 'emailDomain', 'contactLine', 'search'].map((name) => ask(rows(`id ${name}`))),
  },
  {
    number: 61,
    name: 'two roles at once',
    probes: () => [
      ask(rows('id name phone birthDate nationalId')),
      ask(rows('id phone gender createdAt')),
      ...telling.map(([root, field]) => ask(rows(`id ${field}`, root))),
    ],
  },
];
