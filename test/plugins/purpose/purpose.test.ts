import { describe, expect, test } from 'vitest';
import { classification } from '../../../plugins/classification/index.ts';
import { purposeFacts } from '../../../plugins/purpose/facts.ts';
import { purpose } from '../../../plugins/purpose/index.ts';
import { purposeSection } from '../../../plugins/purpose/policy.ts';
import type { FieldFacts } from '../../../schema/terms/field.ts';
import { demoCatalogue, demoPolicyValue } from '../../fixtures/demo-config.ts';

const { tiers, categories, purposes } = demoPolicyValue();
const section = purposeSection.parse({ tiers, categories, purposes });
const catalogue = demoCatalogue();
const policy = { version: 'v', sections: {} };

const field = (tier: string, category: string): FieldFacts => ({
  coordinate: 'Customer.id',
  entity: 'Customer',
  name: 'id',
  type: 'ID',
  tier,
  category,
  semantic: 'plain',
});
const vote = (id: string, of: FieldFacts) => purpose.decide?.(section, { roles: [], purpose: id }, of, 'select');

describe('a purpose', () => {
  test('covers its categories up to its tier, an id like any other field', () => {
    expect(vote('analytics', field('internal', 'contact'))?.vote).toBe('clear');
    expect(vote('analytics', field('confidential', 'contact'))).toEqual({
      vote: 'denied',
      reason: 'purpose `analytics` ends at tier `internal`, this is `confidential`',
    });
    expect(vote('order-fulfilment', field('general', 'feedback'))).toEqual({
      vote: 'denied',
      reason: 'purpose `order-fulfilment` is not for data of category `feedback`',
    });
  });

  test.each(['', 'analytic', 'constructor', '__proto__', 'toString'])(
    'that does not exist covers nothing: `%s`',
    (id) => {
      expect(vote(id, field('general', 'identity'))?.vote).toBe('denied');
      expect(purposeFacts(section, id)).toBeUndefined();
    },
  );

  test('of an unknown tier covers nothing, and nothing covers a field of an unknown tier', () => {
    const broken = purposeSection.parse({
      tiers,
      categories,
      purposes: { p: { description: 'd', legalBasis: 'consent', tier: 'secret', categories } },
    });
    expect(purpose.decide?.(broken, { roles: [], purpose: 'p' }, field('general', 'identity'), 'select')?.vote).toBe(
      'denied',
    );
    expect(vote('analytics', field('secret', 'identity'))?.vote).toBe('denied');
    expect(purpose.lint?.(broken, { catalogue, policy })).toMatchObject([
      { severity: 'error', path: ['purposes', 'p', 'tier'] },
    ]);
  });

  test('says what it is for and on which legal basis', () => {
    expect(purposeFacts(section, 'analytics')).toMatchObject({ id: 'analytics', legalBasis: 'legitimate-interest' });
  });

  test('names only known categories', () => {
    const broken = purposeSection.parse({
      tiers,
      categories,
      purposes: { p: { description: 'd', legalBasis: 'consent', tier: 'general', categories: ['contact', 'contcat'] } },
    });
    expect(purpose.lint?.(broken, { catalogue, policy })).toMatchObject([
      { severity: 'error', path: ['purposes', 'p', 'categories', 1], advice: 'did you mean `contact`?' },
    ]);
  });
});

describe('classification', () => {
  const known = { tiers: ['general'], categories: ['identity'] };
  const says = (of: FieldFacts) => classification.decide?.(known, { roles: [], purpose: 'p' }, of, 'select')?.vote;

  test('has no word on what is classified, and closes what is not', () => {
    expect(says(field('general', 'identity'))).toBeUndefined();
    expect(says(field('secret', 'identity'))).toBe('denied');
    expect(says(field('general', 'gossip'))).toBe('denied');
    expect(says(field('', ''))).toBe('denied');
  });

  test('finds every field of the catalogue that the policy has no tier or category for', () => {
    const remarks = classification.lint?.(
      { tiers: ['general', 'internal'], categories: categories as string[] },
      { catalogue, policy },
    );
    expect(remarks?.map((one) => one.message)).toEqual([
      'there is no tier for `Customer.nationalId` called `confidential`',
      'there is no tier for `Customer.bankCard` called `confidential`',
    ]);
  });
});
