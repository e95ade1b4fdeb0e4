import { describe, expect, test } from 'vitest';
import { roles } from '../../../plugins/roles/index.ts';
import { rolesSection } from '../../../plugins/roles/policy.ts';
import { entityOf } from '../../../schema/catalogue/catalogue.ts';
import { demoCatalogue, demoPolicyValue, put } from '../../fixtures/demo-config.ts';

const catalogue = demoCatalogue();

/** The grant of the demo's customers after some changes. */
function grant(changes: Readonly<Record<string, unknown>> = {}, of = catalogue) {
  const value = demoPolicyValue();
  for (const [place, to] of Object.entries(changes)) put(value, `roles.customer.grants.0.${place}`, to);
  const { tiers, purposes, ladders, partners, roles: given } = value;
  const section = rolesSection.parse({ tiers, purposes, ladders, partners, roles: given });
  const [found] = roles.grant?.(section, { roles: ['customer'] }, of) ?? [];
  if (!found) throw new Error('there is no such grant');
  return found;
}

const mine = (...path: readonly string[]) => ({ path, field: 'id', op: 'eq', operands: [{ bind: 'claim.customer' }] });

describe('a grant about one person', () => {
  test.each([
    ['Customer', []],
    ['Consent', ['customer']],
    ['Order', ['customer']],
    ['OrderItem', ['order', 'customer']],
    ['Activity', ['customer']],
    ['Feedback', ['customer']],
  ])('gives of %s the rows that are about them', (name, path) => {
    expect(grant().rows(name)).toEqual({ kind: 'any', of: [[mine(...path)]] });
  });

  test('holds no person: who it is, is known when they ask', () => {
    for (const name of catalogue.entities.keys())
      expect(JSON.stringify(grant().rows(name))).toContain('"bind":"claim.customer"');
  });

  test('gives only those of its rows that are about them', () => {
    const rows = grant({ rows: { Order: [{ status: 'PAID' }, { status: 'SHIPPED' }] } }).rows('Order');
    expect(rows.kind === 'any' && rows.of).toHaveLength(2);
    for (const tests of rows.kind === 'any' ? rows.of : []) expect(tests).toContainEqual(mine('customer'));
  });

  test('gives none of what is about nobody', () => {
    const { subject: _, ...nobody } = entityOf(catalogue, 'Activity');
    const changed = { ...catalogue, entities: new Map([...catalogue.entities, ['Activity', nobody]]) };
    expect(grant({}, changed).rows('Activity')).toEqual({ kind: 'none' });
  });

  test.each([
    ['a person', '1'],
    ['a field', { field: 'id' }],
    ['nothing', { bind: 'claim.' }],
    ['roles', { bind: 'principal.roles' }],
  ])('is refused where it binds %s', (_, subject) => {
    expect(() => grant({ subject })).toThrow();
  });
});
