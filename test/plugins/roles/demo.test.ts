import { describe, expect, test } from 'vitest';
import { concerns } from '../../../plugins/index.ts';
import { lintPolicy, parsePolicy, sectionOf } from '../../../plugins/policy.ts';
import { type Disclosure, mostGenerous, strictest } from '../../../schema/terms/disclosure.ts';
import type { Profile } from '../../../schema/terms/profile.ts';
import { demoCatalogue, demoPolicyValue } from '../../fixtures/demo-config.ts';

const { policy = { version: 'none', sections: {} } } = parsePolicy(demoPolicyValue());
const catalogue = demoCatalogue();
const fields = [...catalogue.entities.values()].flatMap((entity) => [...entity.fields.values()]);

const grantsOf = (profile: Profile) =>
  concerns
    .flatMap((concern) => concern.grant?.(sectionOf(policy, concern), profile, catalogue) ?? [])
    .filter((grant) => grant.purposes.includes(profile.purpose));

function verdicts(role: string, purpose: string): Readonly<Record<string, Disclosure>> {
  const profile = { roles: [role], purpose };
  const judged = fields.map((field) => {
    const votes = concerns.flatMap(
      (concern) => concern.decide?.(sectionOf(policy, concern), profile, field, 'select')?.vote ?? [],
    );
    const gifts = grantsOf(profile).flatMap((grant) => grant.gives(field));
    return [field.coordinate, mostGenerous(...gifts.map((gift) => strictest(gift.disclosure, ...votes)))] as const;
  });
  return Object.fromEntries(judged);
}

// c clear, r reduced, p replaced, w withheld, - denied: support, support for orders, fraud, analyst.
const expected: Readonly<Record<string, string>> = {
  'Customer.id': 'cccp',
  'Customer.name': 'cccw',
  'Customer.gender': '--cc',
  'Customer.birthDate': 'r-cr',
  'Customer.nationalId': 'w-c-',
  'Customer.phone': 'rrcp',
  'Customer.email': 'r-cw',
  'Customer.address': 'rccw',
  'Customer.city': 'cccc',
  'Customer.region': 'cccc',
  'Customer.country': 'cccc',
  'Customer.bankCard': 'w-r-',
  'Customer.segment': 'c-cc',
  'Customer.createdAt': 'c-cc',
  'Order.id': 'cccp',
  'Order.placedAt': 'cccc',
  'Order.status': 'cccc',
  'Order.carrier': 'cccc',
  'Order.total': 'c-cc',
  'Order.currency': 'c-cc',
  'Order.shippingAddress': 'rccw',
  'OrderItem.id': 'cccp',
  'OrderItem.product': 'cccc',
  'OrderItem.quantity': 'cccc',
  'OrderItem.unitPrice': 'c-cc',
  'Activity.id': '--cp',
  'Activity.at': '--cc',
  'Activity.kind': '--cc',
  'Activity.page': '--cc',
  'Activity.device': '--cc',
  'Activity.ip': '--cr',
  'Feedback.id': 'c-cp',
  'Feedback.at': 'c-cc',
  'Feedback.rating': 'c-cc',
  'Feedback.kind': 'c-cc',
  'Feedback.text': 'r-cr',
};

const columns = [
  ['support', 'customer-support'],
  ['support', 'order-fulfilment'],
  ['fraud', 'fraud-investigation'],
  ['analyst', 'analytics'],
] as const;
const letters: Readonly<Record<string, Disclosure>> = {
  c: 'clear',
  r: 'reduced',
  p: 'replaced',
  w: 'withheld',
  '-': 'denied',
};

describe('the demo', () => {
  test.each(columns.map((column, i) => [...column, i] as const))(
    '%s sees for %s what the table says',
    (role, purpose, i) => {
      const row = Object.entries(expected).map(([coordinate, cells]) => [coordinate, letters[cells[i] ?? '']]);
      expect(verdicts(role, purpose)).toEqual(Object.fromEntries(row));
    },
  );

  test.each(['security', 'dpo', 'auditor', 'nobody', 'constructor'])(
    '%s sees no customer data under any purpose',
    (role) => {
      for (const [, purpose] of columns)
        expect(new Set(Object.values(verdicts(role, purpose)))).toEqual(new Set(['denied']));
    },
  );

  test("another role's purpose gives nothing", () => {
    for (const [role, purpose] of [
      ['analyst', 'customer-support'],
      ['support', 'fraud-investigation'],
    ] as const) {
      expect(new Set(Object.values(verdicts(role, purpose)))).toEqual(new Set(['denied']));
    }
  });

  test('has nothing that a check would remark on', () => {
    expect(lintPolicy({ catalogue, policy })).toEqual([]);
  });

  test('grants name their place, their source and the recipient of their surrogates', () => {
    const [grant] = grantsOf({ roles: ['analyst'], purpose: 'analytics' });
    expect(grant).toMatchObject({ id: 'roles.analyst.grants.0', source: 'role `analyst`', recipient: 'role:analyst' });
    expect([...(grant?.roots ?? [])]).toEqual(['customers', 'orders', 'activities', 'feedbacks']);
    expect(grant?.counts.has('Customer')).toBe(true);
    expect(grant?.rows('Customer')).toEqual({ kind: 'all' });
    const [support] = grantsOf({ roles: ['support'], purpose: 'customer-support' });
    expect([...(support?.lookups ?? [])]).toEqual(['Customer.phone']);
  });

  test('every answer waits for its record and reads no more rows than the limit', () => {
    const profile = { roles: ['support'], purpose: 'customer-support' };
    const duties = concerns.flatMap((concern) => concern.oblige?.(sectionOf(policy, concern), profile) ?? []);
    expect(duties.some((duty) => duty.record)).toBe(true);
    expect(Math.min(...duties.map((duty) => duty.rows))).toBe(20_000);
  });
});
