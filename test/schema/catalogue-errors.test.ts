import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import { shopText } from './shop.ts';

/** What is said of the small catalogue with something else in the place of a piece of it. */
function told(from: string, to: string): readonly string[] {
  if (!shopText.includes(from)) throw new Error(`the catalogue does not hold ${from}`);
  return readCatalogue(shopText.replace(from, to), 'catalogue.yaml').findings.map(
    ({ severity, file, line, column, message, advice }) =>
      `${severity} ${file}:${line}:${column} ${message}${advice ? ` | ${advice}` : ''}`,
  );
}

const mobile = 'mobile: { tier: high, category: who, semantic: phone, description: The number to call. }';
const bornOn = 'bornOn: { type: Date, tier: high, category: who }';
const rename = 'give the entity another name';

describe('a broken catalogue is refused with file, line, column and what to do', () => {
  test.each<[string, string, string, string]>([
    [
      'a field without a tier',
      bornOn,
      'bornOn: { type: Date, category: who }',
      'error catalogue.yaml:13:7 `tier` is missing in `bornOn` | say how sensitive it is: one of the tiers of policy.yaml',
    ],
    [
      'a field without a category',
      bornOn,
      'bornOn: { type: Date, tier: high }',
      'error catalogue.yaml:13:7 `category` is missing in `bornOn` | say what kind of data it is: one of the categories of policy.yaml',
    ],
    [
      'a field without anything',
      bornOn,
      'bornOn:',
      'error catalogue.yaml:13:7 `bornOn` must be a map | say its `tier` and `category`: `{ tier: …, category: … }`',
    ],
    [
      'an unknown key of a field',
      bornOn,
      'bornOn: { typ: Date, tier: high, category: who }',
      'error catalogue.yaml:13:17 `typ` is not a key of `bornOn` | did you mean `type`?',
    ],
    [
      'an unknown type',
      bornOn,
      'bornOn: { type: Dat, tier: high, category: who }',
      'error catalogue.yaml:13:23 `type` must be one of `ID`, `String`, `Int`, `BigInt`, `Float`, `Decimal`, `Boolean`, `Date`, `DateTime`, `Enum`, `JSON` | did you mean `Date`?',
    ],
    [
      'an unknown key of the file',
      'entities:',
      'entity: 1\nentities:',
      'error catalogue.yaml:1:1 `entity` is not a key of the file | there is `entities`',
    ],
    [
      'an unknown key of an entity',
      'subject: person\n',
      'subjects: person\n',
      'error catalogue.yaml:21:5 `subjects` is not a key of `Visit` | did you mean `subject`?',
    ],
    [
      'a key of a strange type',
      'type: uuid',
      'type: guid',
      'error catalogue.yaml:20:30 `type` must be one of `integer`, `bigint`, `uuid`, `text` | did you mean `uuid`?',
    ],
    [
      'a table with two dots',
      'people.persons',
      'a.b.c',
      'error catalogue.yaml:5:12 a table is `name` or `schema.name`: letters, digits, `_` and `$`',
    ],
    [
      'a column that is more than a name',
      'via: person_no }',
      'via: "a; drop" }',
      'error catalogue.yaml:27:34 a column is one database name: letters, digits, `_` and `$`',
    ],
    [
      'a field that is no GraphQL name',
      'bornOn:',
      'born-on:',
      'error catalogue.yaml:13:7 a field is a GraphQL name: letters, digits and `_`, not beginning with a digit or `__`',
    ],
    [
      'a field of introspection',
      'bornOn:',
      '__born:',
      'error catalogue.yaml:13:7 a field is a GraphQL name: letters, digits and `_`, not beginning with a digit or `__`',
    ],
    [
      'an entity without id',
      'id: { tier: low, category: what }',
      'no: { tier: low, category: what }',
      'error catalogue.yaml:23:5 `Visit` has no field `id` | add `id: { type: ID, tier: …, category: … }`; it is read from the key',
    ],
    [
      'an id of another type',
      'id: { tier: low, category: what }',
      'id: { type: Int, tier: low, category: what }',
      'error catalogue.yaml:24:19 `id` is an `ID`, not `Int` | remove `type`, or name the field otherwise',
    ],
    [
      'an id of another column',
      'id: { tier: low, category: what }',
      'id: { column: no, tier: low, category: what }',
      'error catalogue.yaml:24:21 `id` is always read from the key | remove `column`',
    ],
    [
      'a second ID',
      bornOn,
      'bornOn: { type: ID, tier: high, category: who }',
      'error catalogue.yaml:13:23 only `id` is an `ID`, and `bornOn` is not | use `String`; a key of another entity is a relation',
    ],
    [
      'an enum without values',
      bornOn,
      'bornOn: { type: Enum, tier: high, category: who }',
      'error catalogue.yaml:13:7 `bornOn` is an `Enum` without values | add `values: [ONE, OTHER]`',
    ],
    [
      'values without an enum',
      bornOn,
      'bornOn: { values: [A], tier: high, category: who }',
      'error catalogue.yaml:13:17 only an `Enum` has `values` | add `type: Enum`',
    ],
    [
      'a value that is no name',
      '[GLAD, SAD]',
      '[GLAD, 2SAD]',
      'error catalogue.yaml:12:42 a value of an enum is a GraphQL name: letters, digits and `_`, not beginning with a digit or `__`',
    ],
    [
      'a value that GraphQL keeps',
      '[GLAD, SAD]',
      '[GLAD, "true"]',
      'error catalogue.yaml:12:42 `true` cannot be a value of an enum | use a `Boolean`, or other names',
    ],
    [
      'a value twice',
      '[GLAD, SAD]',
      '[SAD, SAD]',
      'error catalogue.yaml:12:41 the value `SAD` is here twice | keep one of the two',
    ],
    [
      'a relation to nothing',
      'to: Person,',
      'to: Persom,',
      'error catalogue.yaml:27:21 there is no entity `Persom` | did you mean `Person`?',
    ],
    [
      'a relation without a column',
      '{ to: Person, via: person_no }',
      '{ to: Person }',
      'error catalogue.yaml:27:7 `via` is missing in `person` | say which column, on the many side, holds the key of the one side',
    ],
    [
      'a subject over nothing',
      'subject: person\n',
      'subject: persn\n',
      'error catalogue.yaml:21:14 `Visit` has no relation `persn` | did you mean `person`?',
    ],
    [
      'a subject that is no path',
      'subject: person\n',
      'subject: person.\n',
      'error catalogue.yaml:21:14 `subject` is `self`, `none` or a path of relations: `order.customer`',
    ],
    [
      'a subject over a list',
      'subject: self',
      'subject: visits',
      'error catalogue.yaml:7:14 `Person.visits` leads to many records | a path to the subject walks to-one relations',
    ],
    [
      'a field and a relation of one name',
      'person: { to',
      'fee: { to',
      'error catalogue.yaml:27:7 `Visit` has a field and a relation `fee` | give one of them another name',
    ],
    [
      'a field that filters need',
      'bornOn:',
      'not:',
      'error catalogue.yaml:13:7 `not` is a word of every filter | give it another name',
    ],
    [
      'a root twice',
      'many: visits }',
      'many: persons }',
      'error catalogue.yaml:22:20 the root `persons` is already one of `Person` | give it another name',
    ],
    [
      'a root of the gateway',
      'many: visits }',
      'many: viewer }',
      'error catalogue.yaml:22:20 the root `viewer` is already one of the gateway | give it another name',
    ],
    [
      'an entity of the gateway',
      '  Visit:',
      '  PageInfo:',
      `error catalogue.yaml:16:3 \`PageInfo\` is a name that the schema keeps for itself | ${rename}`,
    ],
    [
      'an entity that another would make',
      '  Visit:',
      '  PersonEdge:',
      `error catalogue.yaml:16:3 \`PersonEdge\` and \`Person\` would both make a type \`PersonEdge\` | ${rename}`,
    ],
    [
      'an entity that an enum would make',
      '  Visit:',
      '  PersonMood:',
      `error catalogue.yaml:16:3 \`PersonMood\` and \`Person\` would both make a type \`PersonMood\` | ${rename}`,
    ],
    [
      'an entity that makes an operator input',
      '  Visit:',
      '  StringMatch:',
      `error catalogue.yaml:16:3 \`StringMatch\` would make a type \`StringMatchFilter\`, which the schema keeps for itself | ${rename}`,
    ],
    [
      'an entity that is an operator input of an enum',
      '  Visit:',
      '  PersonMoodEqualFilter:',
      `error catalogue.yaml:16:3 \`PersonMoodEqualFilter\` is a name that the schema keeps for itself | ${rename}`,
    ],
    [
      'a tier that is not a word',
      bornOn,
      'bornOn: { type: Date, tier: High, category: who }',
      'error catalogue.yaml:13:35 a tier is written in lower case: letters, digits and `-`',
    ],
    [
      'a key twice',
      mobile,
      `${mobile}\n      ${mobile}`,
      'error catalogue.yaml:12:7 this key is here twice | keep one of the two',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(told(from, to)).toContain(expected);
  });

  test('a path to the subject leaves its store with its last hop only', () => {
    const far = `  Note:
    store: people
    table: notes
    key: { column: id, type: integer }
    subject: visit.person
    fields:
      id: { tier: low, category: what }
    relations:
      visit: { to: Visit, via: visit_id }
`;
    const findings = readCatalogue(shopText + far, 'c.yaml').findings;
    expect(findings.map((one) => `${one.line}:${one.column} ${one.message}`)).toEqual([
      '32:14 `Note.visit` leaves the store `people` before the last hop',
    ]);
    expect(readCatalogue(shopText + far.replace('store: people', 'store: doors'), 'c.yaml').findings).toEqual([]);
  });

  test('a path to the subject ends at somebody', () => {
    expect(told('subject: self', 'subject: none')).toEqual([
      'error catalogue.yaml:21:14 the path ends at `Person`, which is not a subject itself | lead it to an entity with `subject: self`',
    ]);
  });

  test('an empty catalogue is refused', () => {
    expect(readCatalogue('entities: {}', 'c.yaml').findings).toMatchObject([
      { line: 1, column: 1, message: 'there is no entity' },
    ]);
  });
});

describe('what is legal but unwise is a warning, and the catalogue is used', () => {
  test('an entity that does not say whom it is about', () => {
    const read = readCatalogue(shopText.replace('    subject: person\n', ''), 'catalogue.yaml');
    expect('catalogue' in read).toBe(true);
    expect(read.findings).toEqual([
      {
        severity: 'warning',
        file: 'catalogue.yaml',
        line: 16,
        column: 3,
        path: ['entities', 'Visit'],
        message: '`Visit` does not say whom its rows are about',
        advice:
          'add `subject: self`, a path of relations to the person, or `subject: none` where they are about nobody',
      },
    ]);
  });

  test('JSON of a kind that has a ladder', () => {
    const [warning] = told(bornOn, 'bornOn: { type: JSON, semantic: phone, tier: high, category: who }');
    expect(warning).toContain(
      '`bornOn` is `JSON`: where it is not clear it is withheld, whatever the ladder of `phone` says',
    );
  });

  test('a root that no grant can open', () => {
    expect(told('many: visits', 'one: visit')).toEqual([
      "warning catalogue.yaml:22:19 no grant can open `visit`: grants name an entity's roots by its `many` root | add `many`",
    ]);
  });
});
