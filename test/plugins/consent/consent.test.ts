import { describe, expect, test } from 'vitest';
import { consent } from '../../../plugins/consent/index.ts';
import { type ConsentSection, consentSection } from '../../../plugins/consent/policy.ts';
import { type Entity, entityOf } from '../../../schema/catalogue/catalogue.ts';
import type { FieldFacts } from '../../../schema/terms/field.ts';
import type { FieldTest, RelatedTest } from '../../../schema/terms/restriction.ts';
import { demoCatalogue, demoPolicyValue } from '../../fixtures/demo-config.ts';
import { ring } from '../../fixtures/worlds/world.ts';
import { holds, truthOf } from '../../reference/tests.ts';

const catalogue = demoCatalogue();
const entity = (name: string): Entity => entityOf(catalogue, name);
const field = (coordinate: string): FieldFacts => {
  const [name = '', member = ''] = coordinate.split('.');
  const found = entity(name).fields.get(member);
  if (!found) throw new Error(coordinate);
  return found;
};

const records = { relation: 'consents', kind: 'kind', withdrawn: 'withdrawnAt' };
const section = (rules: object | undefined): ConsentSection =>
  consentSection.parse({ purposes: demoPolicyValue()['purposes'], ...(rules && { consent: { records, ...rules } }) });
const profile = (purpose: string) => ({ roles: ['marketing'], purpose });

/** That somebody at the end of the path has a consent of this kind which was not withdrawn. */
const given = (kind: string, ...path: readonly string[]): RelatedTest => ({
  path,
  some: 'consents',
  where: [
    { path: [], field: 'kind', op: 'eq', operands: [kind] },
    { path: [], field: 'withdrawnAt', op: 'isNull', operands: [true] },
  ],
});
const oneOf = (...of: (RelatedTest | FieldTest)[][]) => ({ kind: 'any', of });

describe('a purpose that needs consent', () => {
  const rules = section({ purposes: { marketing: 'marketing', 'market-research': ['sharing', 'marketing'] } });
  const rows = (purpose: string, name: string) => consent.restrict?.(rules, profile(purpose), entity(name));

  test('lets only people exist who gave it, and what is about them', () => {
    expect(rows('marketing', 'Customer')).toEqual(oneOf([given('marketing')]));
    expect(rows('marketing', 'Order')).toEqual(oneOf([given('marketing', 'customer')]));
    expect(rows('marketing', 'OrderItem')).toEqual(oneOf([given('marketing', 'order', 'customer')]));
    expect(rows('marketing', 'Consent')).toEqual(oneOf([given('marketing', 'customer')]));
  });

  test('may need several kinds, and then every one of them', () => {
    const both = [given('marketing'), given('sharing')];
    expect(rows('market-research', 'Customer')).toEqual({ kind: 'any', of: [expect.arrayContaining(both)] });
    const restriction = rows('market-research', 'Customer');
    expect(restriction?.kind === 'any' && restriction.of.map((tests) => tests.length)).toEqual([2]);
  });

  test('leaves alone what other purposes read, and rows about nobody', () => {
    expect(rows('self-service', 'Customer')).toEqual({ kind: 'all' });
    const { subject: _, ...nobody } = entity('Order');
    expect(consent.restrict?.(rules, profile('marketing'), nobody)).toEqual({ kind: 'all' });
    expect(rows('constructor', 'Customer')).toEqual({ kind: 'all' });
  });

  test('is no rule where the policy has none', () => {
    expect(consent.restrict?.(section(undefined), profile('marketing'), entity('Customer'))).toEqual({ kind: 'all' });
    expect(consent.restrict?.(section({}), profile('marketing'), entity('Customer'))).toEqual({ kind: 'all' });
  });
});

describe('a field that needs consent', () => {
  const one = { field: 'Customer.email', kinds: 'email', purposes: ['marketing'] };
  const vote = (fields: readonly object[], purpose: string, facts: FieldFacts) =>
    consent.decide?.(section({ fields }), profile(purpose), facts, 'select');

  test('is clear on the rows of those who gave it and withheld on the others', () => {
    expect(vote([one], 'marketing', field('Customer.email'))).toEqual({
      vote: 'clear',
      when: oneOf([given('email')]),
      else: 'withheld',
      reason: "it needs the person's consent: `email`",
    });
  });

  test('asks the person that its row is about', () => {
    const rule = { field: 'OrderItem.product', kinds: 'marketing' };
    expect(vote([rule], 'marketing', field('OrderItem.product'))).toMatchObject({
      when: oneOf([given('marketing', 'order', 'customer')]),
    });
  });

  test('says nothing of other fields and other purposes', () => {
    expect(vote([one], 'marketing', field('Customer.phone'))).toBeUndefined();
    expect(vote([one], 'customer-support', field('Customer.email'))).toBeUndefined();
    expect(
      consent.decide?.(section(undefined), profile('marketing'), field('Customer.email'), 'select'),
    ).toBeUndefined();
  });

  test('needs it for every purpose where none is named', () => {
    expect(vote([{ field: 'Customer.email', kinds: 'email' }], 'anything', field('Customer.email'))).toMatchObject({
      else: 'withheld',
    });
  });

  test('is withheld throughout where nobody could have given it', () => {
    const { subject: _, ...facts } = field('Customer.email');
    const said = vote([one], 'marketing', facts);
    expect(said).toEqual({ vote: 'withheld', reason: "it needs the person's consent: `email`" });
  });

  test('that two rules speak of needs what both ask', () => {
    const other = { field: 'Customer.email', kinds: ['sharing', 'email'] };
    const said = vote([one, other], 'marketing', field('Customer.email'));
    expect(said?.when).toEqual({ kind: 'any', of: [expect.arrayContaining([given('email'), given('sharing')])] });
    expect(said?.reason).toBe("it needs the person's consent: `email` and `sharing`");
    expect(vote([one, other], 'analytics', field('Customer.email'))?.reason).toBe(
      "it needs the person's consent: `sharing` and `email`",
    );
  });
});

test('unknown counts as no: the test is never negated and asks for a record that is there', () => {
  const rules = section({
    purposes: { marketing: 'marketing' },
    fields: [{ field: 'Customer.email', kinds: 'email' }],
  });
  const restrictions = [...catalogue.entities.values()].flatMap((one) => [
    consent.restrict?.(rules, profile('marketing'), one),
    ...[...one.fields.values()].map((facts) => consent.decide?.(rules, profile('marketing'), facts, 'select')?.when),
  ]);
  const tests = restrictions.flatMap((one) => (one?.kind === 'any' ? one.of.flat() : []));
  expect(tests.length).toBeGreaterThan(5);
  for (const one of tests) {
    expect(one.negated ?? false).toBe(false);
    expect('some' in one && one.where.every((inner) => !inner.negated)).toBe(true);
  }
});

describe('separate consents', () => {
  const kinds = ['marketing', 'email', 'sharing', 'sensitive', 'export'];
  const customer = entity('Customer');

  /** Somebody on whose record there is one of a kind, given or withdrawn. */
  function readable(asked: string, kind: string, withdrawnAt: string | null): boolean {
    const rules = section({ purposes: { marketing: asked } });
    const rows = consent.restrict?.(rules, profile('marketing'), customer);
    const record = { key: '7', cells: { kind, withdrawn_at: withdrawnAt, given_at: null, customer_id: '1' } };
    const person = { key: '1', cells: {} };
    const world = {
      catalogue,
      policy: { version: 'none', sections: {} },
      concerns: [],
      keyring: ring,
      rows: new Map([
        ['Customer', [person]],
        ['Consent', [record]],
      ]),
    };
    const asker = { entitlement: { roles: [] }, bindings: {} };
    return rows !== undefined && holds(rows, truthOf(world, asker, customer, person));
  }

  test('are those that the catalogue of the demo knows', () => {
    expect(entity('Consent').fields.get('kind')?.values).toEqual(kinds);
  });

  test.each(kinds)('are told apart: `%s` is no other, and withdrawn it is none', (asked) => {
    for (const kind of kinds) {
      expect(readable(asked, kind, null), kind).toBe(kind === asked);
      expect(readable(asked, kind, '2026-01-01T00:00:00Z'), kind).toBe(false);
    }
  });
});
