/** What every server of the race is asked: one document, and arguments that differ from request to request. */
export interface Question {
  readonly name: string;
  /** As Scrim is asked; what has another schema has a document of its own. */
  readonly document: string;
  /** The variables of the n-th request; the same for everybody. */
  readonly variables: (n: number, customers: number) => Variables;
}

export const questionNames = ['by key', 'fifty', 'nested', 'wide'] as const;
export type QuestionName = (typeof questionNames)[number];
export type Variables = Readonly<Record<string, string>>;

const columns = 'id name phone email birthDate city segment createdAt';

/** As in `data/build.sql`. */
const cities = [
  ...[
    '上海市',
    '北京市',
    '深圳市',
    '广州市',
    '杭州市',
    '成都市',
    '武汉市',
    '西安市',
    '青岛市',
    '厦门市',
    'Leeds',
    'Bristol',
  ],
  ...[
    'Porto',
    'Lyon',
    'Graz',
    'Turku',
    'Ghent',
    'Cork',
    'Malmö',
    'Basel',
    'Utrecht',
    'Aarhus',
    'Bergen',
    'Tartu',
    'Košice',
  ],
];
const first = Date.parse('2020-01-01T00:00:00Z');
const span = 100_003 * 1571 * 1000;

/** A moment at a share of the years in which customers came, in the one form that every server takes. */
export const momentAt = (share: number): string =>
  `${new Date(first + span * share).toISOString().slice(0, 19)}.000000Z`;

/** From 0 to 1, spread evenly and the same in each run: the fractions of the golden ratio. */
export const spread = (n: number): number => (n * 0.618_033_988_749_895) % 1;

export const questions: Readonly<Record<QuestionName, Question>> = {
  'by key': {
    name: 'by key',
    document: `query ($id: ID!) { customer(id: $id) { ${columns} } }`,
    variables: (n, customers) => ({ id: `Customer:${1 + Math.floor(spread(n) * customers)}` }),
  },
  fifty: {
    name: 'fifty',
    document: `query ($city: String!, $before: DateTime!) { customers(first: 50, filter: { city: { eq: $city }, createdAt: { lt: $before } }, orderBy: [{ createdAt: DESC }]) { nodes { ${columns} } } }`,
    variables: (n) => ({ city: cities[n % cities.length] ?? '', before: momentAt(0.4 + 0.6 * spread(n)) }),
  },
  nested: {
    name: 'nested',
    document:
      'query ($from: DateTime!) { customers(first: 20, filter: { createdAt: { gte: $from } }, orderBy: [{ createdAt: ASC }]) { nodes { name phone city orders(first: 5, orderBy: [{ placedAt: DESC }]) { nodes { id placedAt total items(first: 20) { nodes { id product quantity price } } } } } } }',
    variables: (n) => ({ from: momentAt(0.95 * spread(n)) }),
  },
  wide: {
    name: 'wide',
    document: `query ($from: DateTime!) { customers(first: 1000, filter: { createdAt: { gte: $from } }, orderBy: [{ createdAt: ASC }]) { nodes { ${columns} } } }`,
    variables: (n) => ({ from: momentAt(0.95 * spread(n)) }),
  },
};

/** How many different requests there are of a question, before they begin anew. */
export const variants = 997;
