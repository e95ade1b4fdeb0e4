import {
  graphqlSync,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { newBuilder } from '../../schema/graphql/builder.ts';
import { buildSchema } from '../../schema/graphql/build.ts';
import type { Visible } from '../../schema/graphql/visible.ts';
import { catalogueOf, everything, nothing, shop, shopText } from './shop.ts';

/** The types of a schema in SDL, without descriptions and sorted; `viewer` is the same everywhere. */
function sdl(visible: Visible, catalogue = shop()): string {
  const printed = printSchema(lexicographicSortSchema(buildSchema(catalogue, visible)));
  return printed
    .replace(/^ *"""(?:[^"]|"(?!""))*"""\n/gm, '')
    .replace(/\ntype Viewer[^}]*}\n/g, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** What a partner sees: no id of a visit, the mobile as a surrogate, nothing else of a person. */
const little: Visible = {
  ...nothing,
  field: (coordinate) => ['Person.mobile', 'Visit.fee'].includes(coordinate),
  operators: (coordinate) => new Set(coordinate === 'Person.mobile' ? (['eq', 'in'] as const) : []),
  relation: (coordinate) => coordinate === 'Visit.person',
  relationFilter: () => 'all',
  root: (entity) => entity === 'Visit',
};

describe('a schema', () => {
  test('holds everything where everything is visible', () => {
    const visible = { ...everything(shop()), lookups: (name: string) => (name === 'Person' ? ['Person.mobile'] : []) };
    expect(sdl(visible)).toBe(`\
scalar Date @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")
input DateFilter {
  eq: Date
  gt: Date
  gte: Date
  in: [Date!]
  isNull: Boolean
  lt: Date
  lte: Date
  ne: Date
  notIn: [Date!]
}
scalar Decimal
input DecimalFilter {
  eq: Decimal
  gt: Decimal
  gte: Decimal
  in: [Decimal!]
  isNull: Boolean
  lt: Decimal
  lte: Decimal
  ne: Decimal
  notIn: [Decimal!]
}
enum Direction {
  ASC
  DESC
}
input IDFilter {
  eq: ID
  in: [ID!]
  ne: ID
  notIn: [ID!]
}
input IDMatchFilter {
  eq: ID
  in: [ID!]
}
interface Node {
  id: ID!
}
type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}
type Person implements Node {
  bornOn: Date
  id: ID!
  mobile: String
  mood: PersonMood
  visits(
    after: String
    before: String
    filter: VisitFilter
    first: Int
    last: Int
    orderBy: [VisitOrderBy!]
  ): VisitConnection
}
type PersonConnection {
  edges: [PersonEdge!]!
  nodes: [Person!]!
  pageInfo: PageInfo!
  totalCount: Int
}
type PersonEdge {
  cursor: String!
  node: Person!
}
input PersonFilter {
  and: [PersonFilter!]
  bornOn: DateFilter
  id: IDFilter
  mobile: StringFilter
  mood: PersonMoodFilter
  not: PersonFilter
  or: [PersonFilter!]
}
input PersonIdFilter {
  id: IDMatchFilter
}
input PersonLookup @oneOf {
  mobile: String
}
enum PersonMood {
  GLAD
  SAD
}
input PersonMoodFilter {
  eq: PersonMood
  in: [PersonMood!]
  isNull: Boolean
  ne: PersonMood
  notIn: [PersonMood!]
}
input PersonOrderBy @oneOf {
  bornOn: Direction
  mobile: Direction
}
type Query {
  node(id: ID!): Node
  person(id: ID!): Person
  personLookup(by: PersonLookup!): Person
  persons(
    after: String
    before: String
    filter: PersonFilter
    first: Int
    last: Int
    orderBy: [PersonOrderBy!]
  ): PersonConnection
  viewer: Viewer!
  visits(
    after: String
    before: String
    filter: VisitFilter
    first: Int
    last: Int
    orderBy: [VisitOrderBy!]
  ): VisitConnection
}
input StringFilter {
  eq: String
  gt: String
  gte: String
  in: [String!]
  isNull: Boolean
  lt: String
  lte: String
  ne: String
  notIn: [String!]
  startsWith: String
}
type Visit implements Node {
  fee: Decimal
  id: ID!
  person: Person
}
type VisitConnection {
  edges: [VisitEdge!]!
  nodes: [Visit!]!
  pageInfo: PageInfo!
  totalCount: Int
}
type VisitEdge {
  cursor: String!
  node: Visit!
}
input VisitFilter {
  and: [VisitFilter!]
  fee: DecimalFilter
  id: IDFilter
  not: VisitFilter
  or: [VisitFilter!]
  person: PersonIdFilter
}
input VisitOrderBy @oneOf {
  fee: Direction
}`);
  });

  test('holds only what an entitlement may use', () => {
    expect(sdl(little)).toBe(`\
scalar Decimal
type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}
type Person {
  mobile: String
}
input PersonFilter {
  and: [PersonFilter!]
  mobile: StringMatchFilter
  not: PersonFilter
  or: [PersonFilter!]
}
type Query {
  viewer: Viewer!
  visits(
    after: String
    before: String
    filter: VisitFilter
    first: Int
    last: Int
  ): VisitConnection
}
input StringMatchFilter {
  eq: String
  in: [String!]
}
type Visit {
  fee: Decimal
  person: Person
}
type VisitConnection {
  edges: [VisitEdge!]!
  nodes: [Visit!]!
  pageInfo: PageInfo!
}
type VisitEdge {
  cursor: String!
  node: Visit!
}
input VisitFilter {
  and: [VisitFilter!]
  not: VisitFilter
  or: [VisitFilter!]
  person: PersonFilter
}`);
  });

  test('says nothing of what it hides, not even in a description', () => {
    const printed = printSchema(buildSchema(shop(), little));
    for (const name of [
      'mood',
      'GLAD',
      'bornOn',
      'personLookup',
      'persons',
      'Node',
      'Date ',
      'totalCount',
      'OrderBy',
      'Direction',
    ]) {
      expect(printed).not.toContain(name);
    }
    expect(printed).toContain('The number to call.');
    const visitsOnly = { ...little, field: (coordinate: string) => coordinate === 'Visit.fee' };
    const printedLess = printSchema(buildSchema(shop(), visitsOnly));
    expect(printedLess).not.toMatch(/mobile|person/i);
    expect(printedLess).not.toContain('One visit');
  });

  test('has nothing but `viewer` where nothing is visible', () => {
    const schema = buildSchema(shop(), nothing);
    expect(validateSchema(schema)).toEqual([]);
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(['viewer']);
    const printed = printSchema(schema).replace(/^ *"+.*\n/gm, '');
    expect(printed).toContain(
      'type Viewer {\n  id: ID!\n  roles: [String!]!\n  partner: String\n  purposes: [ViewerPurpose!]!\n}',
    );
    expect(printed).toContain('type ViewerPurpose {\n  id: String!\n  description: String\n}');
    expect(sdl(nothing)).not.toMatch(/Visit\b|Person|Node|PageInfo|Direction|Date|Decimal/);
  });

  test('has a lookup without any other root, and no `node` then', () => {
    const visible = {
      ...nothing,
      field: (c: string) => c === 'Person.id',
      lookups: (e: string) => (e === 'Person' ? ['Person.mobile'] : []),
    };
    const schema = buildSchema(shop(), visible);
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(['personLookup', 'viewer']);
    expect(sdl(visible)).toContain('input PersonLookup @oneOf {\n  mobile: String\n}');
  });

  test('keeps the order of the catalogue, and is the same for the same', () => {
    const once = printSchema(buildSchema(shop(), everything(shop())));
    expect(printSchema(buildSchema(shop(), everything(shop())))).toBe(once);
    expect(once).toMatch(/type Person implements Node \{\n {2}id: ID!\n[^}]*mobile[^}]*mood[^}]*bornOn/);
  });

  test('has a name of its own for every set of operators', () => {
    const named = (
      ...operators: ('eq' | 'ne' | 'in' | 'notIn' | 'isNull' | 'lt' | 'lte' | 'gt' | 'gte' | 'startsWith')[]
    ) =>
      /mobile: (\w+Filter)/.exec(
        sdl({ ...little, operators: (c) => new Set(c === 'Person.mobile' ? operators : []) }),
      )?.[1];
    expect(named('eq', 'in')).toBe('StringMatchFilter');
    expect(named('eq', 'ne', 'in', 'notIn', 'isNull')).toBe('StringEqualFilter');
    expect(named('lt', 'lte', 'gt', 'gte')).toBe('StringRangeFilter');
    expect(named('startsWith', 'eq', 'in')).toBe('StringMatchPrefixFilter');
    expect(named('eq', 'ne', 'lt')).toBe('StringEqNeLtFilter');
    expect(named('notIn')).toBe('StringNotInFilter');
    expect(named()).toBeUndefined();
  });

  test('offers no operator that a type does not have, and no order of what has none', () => {
    const printed = sdl(everything(shop()));
    expect(/input PersonMoodFilter \{[^}]*}/.exec(printed)?.[0]).not.toMatch(/\b(lt|gt|startsWith)\b/);
    expect(/input IDFilter \{[^}]*}/.exec(printed)?.[0]).not.toContain('isNull');
    expect(/input PersonOrderBy[^}]*}/.exec(printed)?.[0]).not.toMatch(/mood|id/);
  });
});

describe('the one privacy option', () => {
  test('a field that is built without it does not build', () => {
    const builder = newBuilder();
    builder.queryType();
    builder.queryField('open', (t) => t.field({ type: 'String', resolve: () => 'x' } as never));
    expect(() => builder.toSchema()).toThrow('`Query.open` has no `privacy`: nobody could judge it');
  });

  test('stands on every field of every type, and nothing of the builder beside it', () => {
    const schema = buildSchema(shop(), { ...everything(shop()), lookups: () => ['Person.mobile'] });
    const seen: Record<string, unknown> = {};
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || (!isObjectType(type) && !isInterfaceType(type))) continue;
      for (const field of Object.values(type.getFields())) {
        expect(Object.keys(field.extensions), `${type.name}.${field.name}`).toEqual(['privacy']);
        seen[`${type.name}.${field.name}`] = field.extensions.privacy;
      }
    }
    expect(seen).toMatchObject({
      'Query.person': { kind: 'root', root: 'one', entity: 'Person' },
      'Query.persons': { kind: 'root', root: 'many', entity: 'Person' },
      'Query.personLookup': { kind: 'root', root: 'lookup', entity: 'Person' },
      'Query.node': { kind: 'node' },
      'Query.viewer': { kind: 'viewer' },
      'Node.id': { kind: 'node' },
      'Person.id': { kind: 'field', coordinate: 'Person.id' },
      'Person.visits': { kind: 'relation', coordinate: 'Person.visits', to: 'Visit', many: true },
      'Visit.person': { kind: 'relation', coordinate: 'Visit.person', to: 'Person', many: false },
      'VisitConnection.totalCount': { kind: 'count', entity: 'Visit' },
      'VisitConnection.nodes': { kind: 'frame' },
      'PageInfo.endCursor': { kind: 'frame' },
      'ViewerPurpose.id': { kind: 'viewer' },
    });
  });

  test('no field reads anything, whatever lies on the parent', () => {
    const schema = buildSchema(shop(), everything(shop()));
    const rootValue = { viewer: { id: 'canary', roles: [] }, person: { id: 'canary', mobile: 'canary' } };
    for (const source of ['{ person(id: 1) { id mobile } }', '{ viewer { id roles } }', '{ node(id: 1) { id } }']) {
      const result = graphqlSync({ schema, source, rootValue });
      expect(JSON.stringify(result)).not.toContain('canary');
      expect(result.errors?.length).toBe(1);
    }
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || !isObjectType(type)) continue;
      for (const field of Object.values(type.getFields()))
        expect(() => field.resolve?.({}, {}, {}, {} as never)).toThrow();
    }
  });

  test('introspection works, and sees a hidden type like one that never existed', () => {
    const schema = buildSchema(shop(), { ...nothing, field: (c) => c === 'Visit.fee', root: (e) => e === 'Visit' });
    const ask = (name: string) => graphqlSync({ schema, source: `{ __type(name: "${name}") { name } }` }).data;
    expect(ask('Visit')).toEqual({ __type: { name: 'Visit' } });
    expect(ask('Person')).toEqual(ask('Nonsense'));
  });
});

test('two relations that filter only through each other have no filter', () => {
  const catalogue = catalogueOf(shopText.replace('store: doors', 'store: people'));
  const visible: Visible = { ...everything(catalogue), operators: () => new Set() };
  expect(sdl(visible, catalogue)).not.toContain('Filter');
});
