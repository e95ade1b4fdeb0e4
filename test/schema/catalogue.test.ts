import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { subjectEntity } from '../../schema/catalogue/catalogue.ts';
import { catalogueJsonSchema } from '../../schema/catalogue/format.ts';
import { catalogueOf, shop, shopText } from './shop.ts';

const demo = readFileSync(new URL('../../gateway/demo/catalogue.yaml', import.meta.url), 'utf8');

test('what is not said has its default', () => {
  const person = shop().entities.get('Person');
  expect(person?.fields.get('id')).toEqual({
    coordinate: 'Person.id',
    entity: 'Person',
    name: 'id',
    type: 'ID',
    tier: 'low',
    category: 'who',
    semantic: 'plain',
    subject: [],
    column: 'person_no',
  });
  expect(person?.fields.get('mobile')).toMatchObject({ type: 'String', semantic: 'phone', column: 'mobile' });
  expect(person?.fields.get('bornOn')).toMatchObject({ column: 'born_on' });
  expect(person?.table).toEqual({ schema: 'people', name: 'persons' });
  expect(shop().entities.get('Visit')?.table).toEqual({ name: 'visits' });
  expect(shop().entities.get('Visit')?.relations.get('person')).toEqual({
    name: 'person',
    from: 'Visit',
    to: 'Person',
    many: false,
    via: 'person_no',
  });
});

test('a path to the subject is read, and `none` is nobody', () => {
  const catalogue = catalogueOf(demo);
  const subjects = [...catalogue.entities.values()].map((entity) => subjectEntity(catalogue, entity)?.name);
  expect(subjects).toEqual(['Customer', 'Customer', 'Customer', 'Customer', 'Customer', 'Customer']);
  for (const entity of catalogue.entities.values())
    for (const field of entity.fields.values()) expect(field.subject, field.coordinate).toEqual(entity.subject);
  const nobody = catalogueOf(shopText.replace('subject: person\n', 'subject: none\n')).entities.get('Visit');
  expect(nobody && 'subject' in nobody).toBe(false);
  for (const field of nobody?.fields.values() ?? []) expect('subject' in field, field.coordinate).toBe(false);
});

test('the version changes exactly when the content does', () => {
  const { version } = shop();
  expect(version).toMatch(/^[0-9a-f]{64}$/);
  const same = shopText
    .replace('subject: self', '# a comment\n    "subject":   self')
    .replace('mobile: {', 'mobile: { column: mobile,');
  expect(catalogueOf(same).version).toBe(version);
  for (const [from, to] of [
    ['tier: high', 'tier: low'],
    ['via: person_no }', 'via: person }'],
    ['GLAD, SAD', 'SAD, GLAD'],
    ['The number to call', 'A number to call'],
    ['subject: person\n', 'subject: none\n'],
  ] as const) {
    expect(catalogueOf(shopText.replace(from, to)).version, to).not.toBe(version);
  }
});

test('the JSON Schema names every key, says what each is for, and lets nothing else in', () => {
  const schema = JSON.stringify(catalogueJsonSchema());
  expect(catalogueJsonSchema()).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    additionalProperties: false,
  });
  for (const key of [
    'entities',
    'store',
    'table',
    'key',
    'subject',
    'roots',
    'fields',
    'relations',
    'tier',
    'category',
    'semantic',
    'via',
  ]) {
    expect(schema).toContain(`"${key}":{`);
  }
});
