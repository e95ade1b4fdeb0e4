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

/** What a profile is told of each field before any row is known; a vote that waits for the row stands as `clear/withheld`. */
function verdicts(profile: Profile): Readonly<Record<string, string>> {
  const judged = fields.map((field) => {
    const votes = concerns.flatMap(
      (concern) => concern.decide?.(sectionOf(policy, concern), profile, field, 'select') ?? [],
    );
    const gifts = grantsOf(profile).flatMap((grant) => grant.gives(field));
    const best = (...most: readonly Disclosure[]): Disclosure =>
      mostGenerous(...gifts.map((gift) => strictest(gift.disclosure, ...most)));
    const [holds, fails] = [best(...votes.map((one) => one.vote)), best(...votes.map((one) => one.else ?? one.vote))];
    return [field.coordinate, holds === fails ? holds : `${holds}/${fails}`] as const;
  });
  return Object.fromEntries(judged);
}

// c clear, r reduced, p replaced, w withheld, - denied, ? clear with a consent and withheld without it:
// support, support for orders, fraud, analyst, marketing, acme, borealis, a customer, a partner whose agreement has ended.
const expected: Readonly<Record<string, string>> = {
  'Customer.id': 'cccpcppc-',
  'Customer.name': 'cccwcc-c-',
  'Customer.gender': '--cc--cc-',
  'Customer.birthDate': 'r-cr--rc-',
  'Customer.nationalId': 'w-c----c-',
  'Customer.phone': 'rrcp-r-c-',
  'Customer.email': 'r-cw?--c-',
  'Customer.address': 'rccw---c-',
  'Customer.city': 'cccccc-c-',
  'Customer.region': 'cccc--cc-',
  'Customer.country': 'cccc--cc-',
  'Customer.bankCard': 'w-r----c-',
  'Customer.segment': 'c-ccc-cc-',
  'Customer.createdAt': 'c-cc---c-',
  'Consent.id': '-------c-',
  'Consent.kind': '-------c-',
  'Consent.givenAt': '-------c-',
  'Consent.withdrawnAt': '-------c-',
  'Order.id': 'cccpcppc-',
  'Order.placedAt': 'ccccccrc-',
  'Order.status': 'cccc-c-c-',
  'Order.carrier': 'cccc---c-',
  'Order.total': 'c-ccr-rc-',
  'Order.currency': 'c-ccc-cc-',
  'Order.shippingAddress': 'rccw-c-c-',
  'OrderItem.id': 'cccp---c-',
  'OrderItem.product': 'cccc---c-',
  'OrderItem.quantity': 'cccc---c-',
  'OrderItem.unitPrice': 'c-cc---c-',
  'Activity.id': '--cp---c-',
  'Activity.at': '--cc---c-',
  'Activity.kind': '--cc---c-',
  'Activity.page': '--cc---c-',
  'Activity.device': '--cc---c-',
  'Activity.ip': '--cr---c-',
  'Feedback.id': 'c-cp---c-',
  'Feedback.at': 'c-cc---c-',
  'Feedback.rating': 'c-cc---c-',
  'Feedback.kind': 'c-cc---c-',
  'Feedback.text': 'r-cr---c-',
};

const columns: readonly (readonly [who: string, purpose: string, ...agreements: string[]])[] = [
  ['support', 'customer-support'],
  ['support', 'order-fulfilment'],
  ['fraud', 'fraud-investigation'],
  ['analyst', 'analytics'],
  ['marketing', 'marketing'],
  ['partner-acme', 'parcel-delivery', 'acme-delivery'],
  ['partner-borealis', 'market-research', 'borealis-research'],
  ['customer', 'self-service'],
  ['partner-expired', 'parcel-delivery'],
];

/** Somebody of the demo: a role, or a partner with the agreements that are in force. */
const profileOf = (who: string, purpose: string, ...agreements: string[]): Profile =>
  who.startsWith('partner-')
    ? { roles: [], partner: who.slice('partner-'.length), agreements, purpose }
    : { roles: [who], purpose };

const letters: Readonly<Record<string, string>> = {
  c: 'clear',
  r: 'reduced',
  p: 'replaced',
  w: 'withheld',
  '-': 'denied',
  '?': 'clear/withheld',
};

describe('the demo', () => {
  test.each(columns.map((column, i) => ({ who: column[0], purpose: column[1], column, i })))(
    '$who sees for $purpose what the table says',
    ({ column, i }) => {
      const row = Object.entries(expected).map(([coordinate, cells]) => [coordinate, letters[cells[i] ?? '']]);
      expect(verdicts(profileOf(...column))).toEqual(Object.fromEntries(row));
    },
  );

  test.each(['security', 'dpo', 'auditor', 'nobody', 'constructor'])(
    '%s sees no customer data under any purpose',
    (role) => {
      for (const [, purpose] of columns)
        expect(new Set(Object.values(verdicts(profileOf(role, purpose))))).toEqual(new Set(['denied']));
    },
  );

  test('the purpose of anybody else gives nothing, to nobody', () => {
    for (const [who, own, ...agreements] of columns)
      for (const [, purpose] of columns.filter(([other, theirs]) => other !== who && theirs !== own))
        expect(new Set(Object.values(verdicts(profileOf(who, purpose, ...agreements)))), `${who} ${purpose}`).toEqual(
          new Set(['denied']),
        );
  });

  test('an agreement is worth nothing to another partner, nor to who is none', () => {
    for (const profile of [
      { roles: [], partner: 'borealis', agreements: ['acme-delivery'], purpose: 'parcel-delivery' },
      { roles: [], partner: 'constructor', agreements: ['acme-delivery'], purpose: 'parcel-delivery' },
      { roles: [], partner: 'acme', agreements: ['constructor'], purpose: 'parcel-delivery' },
      { roles: ['acme'], agreements: ['acme-delivery'], purpose: 'parcel-delivery' },
    ])
      expect(new Set(Object.values(verdicts(profile)))).toEqual(new Set(['denied']));
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
