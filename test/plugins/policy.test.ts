import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { concerns } from '../../plugins/index.ts';
import { limits } from '../../plugins/limits/index.ts';
import { parsePolicy, policySchema, sectionOf } from '../../plugins/policy.ts';
import { demoPolicyValue, put } from '../fixtures/demo-config.ts';

/** The demo's policy with something else at one place. */
const changed = (place: string, to: unknown) => {
  const value = demoPolicyValue();
  put(value, place, to);
  return value;
};

const grant = 'roles.support.grants.0';

describe('a policy file', () => {
  test('is parsed section by section, each kept under its concern', () => {
    const { policy } = parsePolicy(demoPolicyValue());
    expect(Object.keys(policy?.sections ?? {}).sort()).toEqual(concerns.map((concern) => concern.name));
  });

  test('has a version that changes with its content and not with the order of its keys', () => {
    const versionOf = (value: unknown) => parsePolicy(value).policy?.version;
    const turned = Object.fromEntries(Object.entries(demoPolicyValue()).reverse());
    expect(versionOf(turned)).toBe(versionOf(demoPolicyValue()));
    for (const other of [changed('limits.rows', 5), changed('tiers', ['confidential', 'internal', 'general'])]) {
      expect(versionOf(other)).toBeDefined();
      expect(versionOf(other)).not.toBe(versionOf(demoPolicyValue()));
    }
  });

  test('may leave out what has a usual value', () => {
    const value = demoPolicyValue();
    for (const key of ['limits', 'audit', 'ladders', 'roles', 'partners', 'consent']) delete value[key];
    const { policy } = parsePolicy(value);
    if (!policy) throw new Error('refused');
    expect(sectionOf(policy, limits).limits).toEqual({
      depth: 12,
      aliases: 30,
      tokens: 2000,
      page: { default: 20, max: 1000 },
      rows: 20_000,
      bytes: 64 * 1024 * 1024,
      timeMs: 30_000,
    });
  });

  test.each([
    [
      'a section that nobody knows',
      'role',
      {},
      { path: 'role', message: 'there is no section `role`', advice: 'did you mean `roles`?' },
    ],
    ['a section that is missing', 'tiers', undefined, { path: 'tiers', message: '`tiers` is missing' }],
    ['a tier twice', 'tiers.3', 'general', { path: 'tiers', message: 'a name stands here twice' }],
    ['a key that nobody knows', 'limits.dept', 3, { path: 'limits.dept', advice: 'did you mean `depth`?' }],
    ['a key deep inside', `${grant}.reducd`, [], { path: `${grant}.reducd`, advice: 'did you mean `reduced`?' }],
    [
      'an operator that does not exist',
      `${grant}.rows`,
      { Order: { total: { gtee: 1 } } },
      { path: `${grant}.rows.Order.total.gtee`, advice: 'did you mean `gte`?' },
    ],
    [
      'a binding of nothing',
      `${grant}.rows`,
      { Order: { carrier: { bind: 'claim.' } } },
      { path: `${grant}.rows.Order.carrier.bind` },
    ],
    [
      'a field that is named in no way we know',
      `${grant}.clear.18`,
      'Customer',
      { path: `${grant}.clear.18`, message: expect.stringMatching(/^name fields as/) },
    ],
    [
      'a technique without its name',
      `${grant}.reduced.6`,
      { field: 'Order.total' },
      { path: `${grant}.reduced.6.by`, message: '`by` is missing' },
    ],
    ['a grant for no purpose', `${grant}.purposes`, [], { path: `${grant}.purposes` }],
    [
      'a legal basis that there is not',
      'purposes.analytics.legalBasis',
      'curiosity',
      { path: 'purposes.analytics.legalBasis', message: expect.stringMatching(/one of `consent`/) },
    ],
    ['a default page above the largest', 'limits.page.default', 5000, { path: 'limits.page.default' }],
    ['a limit of nothing', 'limits.rows', 0, { path: 'limits.rows' }],
    ['a way to read without a record', 'audit.record', 'never', { path: 'audit.record' }],
  ] as const)('is refused with %s, and says so once', (_, place, to, remark) => {
    const remarks = parsePolicy(changed(place, to)).remarks.map((one) => ({ ...one, path: one.path.join('.') }));
    expect(remarks).toEqual([expect.objectContaining({ severity: 'error', ...remark })]);
  });

  test.each([undefined, null, [], 'tiers', 4])('that is no map is refused: %j', (value) => {
    expect(parsePolicy(value)).toMatchObject({ remarks: [{ severity: 'error', path: [] }] });
    expect(parsePolicy(value).policy).toBeUndefined();
  });

  test('with `__proto__` among its keys gets nothing from it', () => {
    const value = JSON.parse('{"__proto__":{"tiers":["general"]}}');
    expect(parsePolicy(value).remarks.map((one) => one.path.join('.'))).toContain('__proto__');
  });

  test('has a JSON Schema with every section, each in the words of the concern that owns it', () => {
    const schema = z.toJSONSchema(policySchema(), { target: 'draft-07', io: 'input' });
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual([
      'audit',
      'candidates',
      'categories',
      'consent',
      'ladders',
      'limits',
      'minimumGroups',
      'noise',
      'partners',
      'purposes',
      'risk',
      'roles',
      'tiers',
    ]);
    expect(JSON.stringify(schema.properties?.['purposes'])).toContain('legalBasis');
    expect(JSON.stringify(schema.properties?.['ladders'])).toContain('replaced');
  });
});

test('concerns stand in the order of the alphabet, each once', () => {
  const names = concerns.map((concern) => concern.name);
  expect(names).toEqual([...new Set(names)].sort());
});
