import { describe, expect, test } from 'vitest';
import { consent } from '../../../plugins/consent/index.ts';
import { consentSection } from '../../../plugins/consent/policy.ts';
import type { Catalogue, Entity } from '../../../schema/catalogue/catalogue.ts';
import { demoCatalogue, demoPolicyValue, put } from '../../fixtures/demo-config.ts';

const demo = demoCatalogue();

/** What the check says of the demo's consent rules after some changes. */
function lint(changes: Readonly<Record<string, unknown>>, catalogue: Catalogue = demo) {
  const value = demoPolicyValue();
  for (const [place, to] of Object.entries(changes)) put(value, place, to);
  const section = consentSection.parse({ purposes: value['purposes'], consent: value['consent'] });
  const remarks = consent.lint?.(section, { catalogue, policy: { version: 'v', sections: {} } }) ?? [];
  return remarks.map(({ path, severity, message, advice }) => ({ path: path.join('.'), severity, message, advice }));
}

const error = (path: string, message: RegExp, advice = /^/) => ({
  path,
  severity: 'error',
  message: expect.stringMatching(message),
  advice: expect.stringMatching(advice),
});

/** The catalogue with one entity otherwise. */
const otherwise = (name: string, change: (entity: Entity) => Entity): Catalogue => ({
  ...demo,
  entities: new Map([...demo.entities].map(([key, entity]) => [key, key === name ? change(entity) : entity])),
});
const without = (name: string): Catalogue =>
  otherwise(name, ({ subject: _, fields, ...entity }) => ({
    ...entity,
    fields: new Map([...fields].map(([key, { subject: __, ...field }]) => [key, field])),
  }));

describe('the check of consent rules', () => {
  test('finds nothing in the demo, nor where there are none', () => {
    expect(lint({})).toEqual([]);
    expect(lint({ consent: undefined })).toEqual([]);
  });

  test.each([
    [
      'an unknown purpose',
      { 'consent.purposes.marketting': 'marketing' },
      error('consent.purposes.marketting', /no purpose/, /`marketing`/),
    ],
    [
      'an unknown purpose of a field',
      { 'consent.fields.0.purposes.1': 'analytic' },
      error('consent.fields.0.purposes.1', /no purpose/, /`analytics`/),
    ],
    [
      'an unknown entity',
      { 'consent.fields.0.field': 'Custmer.email' },
      error('consent.fields.0.field', /no entity `Custmer`/, /`Customer`/),
    ],
    [
      'an unknown field',
      { 'consent.fields.0.field': 'Customer.mail' },
      error('consent.fields.0.field', /no field `Customer.mail`/, /`Customer.email`/),
    ],
    [
      'an id that would be withheld',
      { 'consent.fields.0.field': 'Customer.id' },
      error('consent.fields.0.field', /never withhold an id/, /another field/),
    ],
    [
      'an unknown relation',
      { 'consent.records.relation': 'consent' },
      error('consent.records.relation', /no relation of `Customer` `consent`/, /`consents`/),
    ],
    [
      'a field that records do not have',
      { 'consent.records.kind': 'kinds' },
      error('consent.records.kind', /no field of `Consent` `kinds`/, /`kind`/),
    ],
    [
      'a moment that records do not have',
      { 'consent.records.withdrawn': 'endedAt' },
      error('consent.records.withdrawn', /no field of `Consent` `endedAt`/),
    ],
    [
      'a kind that nobody can give',
      { 'consent.purposes.marketing': 'marketting' },
      error('consent.purposes.marketing', /no kind of consent `marketting`/, /`marketing`/),
    ],
    [
      'one of several kinds that nobody can give',
      { 'consent.purposes.marketing': ['email', 'mail'] },
      error('consent.purposes.marketing.1', /no kind of consent `mail`/, /`email`/),
    ],
    [
      'a kind of a field that nobody can give',
      { 'consent.fields.0.kinds': 'mail' },
      error('consent.fields.0.kinds', /no kind of consent `mail`/, /`email`/),
    ],
  ])('finds %s, and says where', (_, changes, remark) => {
    expect(lint(changes)).toEqual([remark]);
  });

  test('finds a relation to one, where a person has many consents', () => {
    const one = otherwise('Customer', (entity) => ({
      ...entity,
      relations: new Map(
        [...entity.relations].map(([key, relation]) => [
          key,
          key === 'consents' ? { ...relation, many: false } : relation,
        ]),
      ),
    }));
    expect(lint({}, one)).toEqual([error('consent.records.relation', /leads to one record/)]);
  });

  test('finds a field of rows that are about nobody', () => {
    expect(lint({ 'consent.fields.0.field': 'Order.carrier' }, without('Order'))).toEqual([
      error('consent.fields.0.field', /about nobody/),
    ]);
  });
});
