import { describe, expect, test } from 'vitest';
import { roles } from '../../../plugins/roles/index.ts';
import { rolesSection } from '../../../plugins/roles/policy.ts';
import { demoCatalogue, demoPolicyValue, put } from '../../fixtures/demo-config.ts';

const catalogue = demoCatalogue();

/** The places of the demo's policy where something else stands. */
type Changes = Readonly<Record<string, unknown>>;

/** What the check says of the demo's policy after some changes. */
function lint(changes: Changes) {
  const value = demoPolicyValue();
  for (const [place, to] of Object.entries(changes)) put(value, place, to);
  const { tiers, purposes, ladders, partners, roles: given } = value;
  const section = rolesSection.parse({ tiers, purposes, ladders, partners, roles: given });
  const policy = { version: 'v', sections: { roles: section } };
  return (roles.lint?.(section, { catalogue, policy }) ?? []).map((one) => ({ ...one, path: one.path.join('.') }));
}

const grant = 'roles.support.grants.0';
const at = (place: string, to: unknown): Changes => ({ [`${grant}.${place}`]: to });
const rows = (given: unknown): Changes => at('rows', given);
const analyst = demoPolicyValue() as { readonly roles: { readonly analyst: object } };
const intern = (...grants: object[]): Changes => ({
  'roles.intern': { description: 'Intern.', tier: 'internal', grants },
});
const training = {
  'purposes.training': { description: 'Learn.', legalBasis: 'consent', tier: 'internal', categories: [] },
};

const error = (path: string, message: RegExp, advice = /^/) =>
  expect.objectContaining({
    severity: 'error',
    path,
    message: expect.stringMatching(message),
    advice: expect.stringMatching(advice),
  });
const mute = (path: string, message: RegExp) =>
  expect.objectContaining({ severity: 'error', path, message: expect.stringMatching(message) });
const warning = (path: string, message: RegExp) =>
  expect.objectContaining({ severity: 'warning', path, message: expect.stringMatching(message) });

describe('the check of grants', () => {
  test('finds nothing in the demo', () => expect(lint({})).toEqual([]));

  test.each([
    [
      'an unknown purpose',
      at('purposes.1', 'analytic'),
      error(`${grant}.purposes.1`, /no purpose `analytic`/, /`analytics`/),
    ],
    ['an unknown root', at('roots.3', 'customer'), error(`${grant}.roots.3`, /no root `customer`/, /`customers`/)],
    ['an unknown entity to count', at('count', ['Oder']), error(`${grant}.count.0`, /no entity `Oder`/, /`Order`/)],
    [
      'an unknown entity',
      at('clear.18', 'Custmer.id'),
      error(`${grant}.clear.18`, /no entity `Custmer`/, /`Customer`/),
    ],
    ['an unknown entity in whole', at('clear.18', 'Nothing.*'), error(`${grant}.clear.18`, /no entity `Nothing`/)],
    [
      'an unknown field',
      at('clear.18', 'Customer.fone'),
      error(`${grant}.clear.18`, /no field `Customer.fone`/, /`Customer.phone`/),
    ],
    ['a field that only objects have', at('clear.18', 'Customer.constructor'), error(`${grant}.clear.18`, /no field/)],
    [
      'a selector that matches nothing',
      at('clear.18', 'tier:secret'),
      warning(`${grant}.clear.18`, /matches no field/),
    ],
    [
      'two disclosures of a field',
      at('withheld.2', 'Customer.phone'),
      warning(`${grant}.withheld.2`, /given `reduced` by `Customer.phone`/),
    ],
    [
      'a technique beside the ladder',
      at('replaced', [{ field: 'Customer.name', by: 'keep-last(9)' }]),
      error(`${grant}.replaced.0`, /not in the ladder of `person-name`/),
    ],
    [
      'a lookup without a quota',
      { [`${grant}.lookupQuota`]: undefined },
      warning(`${grant}.lookup`, /as many values as they like/),
    ],
    ['a quota of no lookup', { [`${grant}.lookup`]: [] }, warning(`${grant}.lookupQuota`, /bounds nothing/)],
    ['a lookup of a field that does not exist', at('lookup.1', 'Customer.x'), error(`${grant}.lookup.1`, /no field/)],
    ['a lookup of what is no String', at('lookup.1', 'Customer.birthDate'), mute(`${grant}.lookup.1`, /no String/)],
    [
      'a lookup of what the grant does not give',
      at('reduced', []),
      error(`${grant}.lookup.0`, /does not give `Customer.phone`/),
    ],
    ['a lookup of what is withheld', at('lookup.1', 'Customer.nationalId'), mute(`${grant}.lookup.1`, /withheld/)],
    [
      'a lookup where there is no root for it',
      at('lookup.1', 'Order.carrier'),
      error(`${grant}.lookup.1`, /no lookup root/),
    ],
    [
      'a field above the tier of its role',
      { 'roles.analyst.grants.0.reduced.3': 'Customer.bankCard' },
      warning('roles.analyst.grants.0.reduced.3', /never given/),
    ],
    [
      'a role of an unknown tier',
      { 'roles.security.tier': 'generl' },
      error('roles.security.tier', /no tier/, /`general`/),
    ],
    [
      'rows of an unknown entity',
      rows({ Odrer: { status: 'PAID' } }),
      error(`${grant}.rows.Odrer`, /no entity/, /`Order`/),
    ],
    [
      'rows by an unknown field',
      rows({ Order: { state: 'PAID' } }),
      error(`${grant}.rows.Order.state`, /no field of `Order` `state`/, /`status`/),
    ],
    [
      'rows by an unknown relation',
      rows({ OrderItem: { 'oder.status': 'PAID' } }),
      error(`${grant}.rows.OrderItem.oder.status`, /no relation/, /`order`/),
    ],
    [
      'rows through many',
      rows({ Order: { 'items.quantity': 1 } }),
      mute(`${grant}.rows.Order.items.quantity`, /leads to many/),
    ],
    [
      'rows through another store',
      rows({ Order: { 'customer.city': 'Berlin' } }),
      error(`${grant}.rows.Order.customer.city`, /from store `shop` to `crm`/),
    ],
    [
      'a value that the field cannot have',
      rows({ Order: [{ carrier: 'acme' }, { status: 'SENT' }] }),
      error(`${grant}.rows.Order.1.status`, /not Enum/, /SHIPPED/),
    ],
    [
      'a number where digits would be lost',
      rows({ Order: { total: { gte: 100 } } }),
      error(`${grant}.rows.Order.total`, /not Decimal/, /quotes/),
    ],
    ['a key in the wrong shape', rows({ Order: { id: 'Order:1' } }), error(`${grant}.rows.Order.id`, /not ID/)],
    [
      'an order of what has none',
      rows({ Order: { status: { lt: 'PAID' } } }),
      mute(`${grant}.rows.Order.status`, /no order/),
    ],
    [
      'a text bound to a number',
      rows({ OrderItem: { quantity: { bind: 'claim.most' } } }),
      error(`${grant}.rows.OrderItem.quantity`, /not Int/, /text/),
    ],
    [
      'rows of what the grant does not give',
      rows({ Activity: { kind: 'LOGIN' } }),
      warning(`${grant}.rows.Activity`, /gives no field of `Activity`/),
    ],
  ])('finds %s', (_, changes, remark) => {
    expect(lint(changes)).toContainEqual(remark);
  });

  test.each([
    ['a list of values', { Order: { status: ['PAID', 'SHIPPED'] } }],
    ['a path within the store', { OrderItem: { 'order.carrier': 'acme' } }],
    ['numbers of every kind', { Order: { total: { gte: '100.00' }, id: '42' }, OrderItem: { quantity: { lt: 3 } } }],
    ['moments', { Order: { placedAt: { gte: '2026-01-01T00:00:00Z' } } }],
    ['the principal', { Feedback: { 'customer.id': { bind: 'principal.id' } } }],
    ['nulls', { Order: { total: { isNull: false } } }],
  ])('has nothing against %s', (_, given) => {
    expect(lint(rows(given))).toEqual([]);
  });
});

describe('the check of grants that meet', () => {
  test('refuses two roles that replace one field for one purpose', () => {
    const found = lint({ 'roles.intern': analyst.roles.analyst }).filter((one) => one.severity === 'error');
    expect(found).toContainEqual(
      error('roles.intern.grants.0.replaced.0', /role `analyst` and role `intern` both give `Customer.id`/),
    );
    expect(found).toHaveLength(6);
  });

  test('has nothing against them under two purposes', () => {
    const replaced = ['Customer.id'];
    expect(lint({ ...training, ...intern({ purposes: ['training'], replaced }) })).toEqual([]);
    expect(lint(intern({ purposes: ['analytics'], replaced }))).toHaveLength(1);
  });

  test('has nothing against two grants of one role, whose domain is the same', () => {
    const replaced = { purposes: ['analytics'], replaced: ['Customer.id'] };
    expect(lint({ 'roles.analyst.grants.2': replaced })).toEqual([]);
  });

  test('warns where `reduced` meets `replaced`', () => {
    const found = lint(intern({ purposes: ['analytics'], reduced: ['Customer.phone'] }));
    expect(found).toEqual([warning('roles.intern.grants.0.reduced.0', /loses what a surrogate/)]);
  });

  test('refuses rows without an id where another grant gives it for that purpose, and only there', () => {
    const some = { clear: ['Order.status'], rows: { Order: { status: 'PAID' } } };
    const found = lint(intern({ ...some, purposes: ['customer-support'] }));
    expect(found).toEqual([error('roles.intern.grants.0.rows.Order', /without giving `Order.id`/)]);
    expect(lint({ ...training, ...intern({ ...some, purposes: ['training'] }) })).toEqual([]);
    expect(lint(intern({ ...some, clear: ['Order.status', 'Order.id'], purposes: ['customer-support'] }))).toEqual([]);
  });

  test('refuses all rows without an id where others give it on some rows only', () => {
    const named = { purposes: ['training'], clear: ['Order.id'], rows: { Order: { status: 'PAID' } } };
    const whole = { purposes: ['training'], clear: ['Order.status'] };
    const found = lint({ ...training, ...intern(named), 'roles.intern.grants.1': whole });
    expect(found).toEqual([error('roles.intern.grants.1', /gives all rows of `Order` without giving `Order.id`/)]);
    const everywhere = { purposes: ['training'], clear: ['Order.id'] };
    expect(lint({ ...training, ...intern(everywhere), 'roles.intern.grants.1': whole })).toEqual([]);
  });

  test('warns of a purpose that nothing is granted for', () => {
    expect(lint(training)).toEqual([warning('purposes.training', /no grant is for the purpose/)]);
    expect(lint({ partners: {} })).toEqual([
      warning('purposes.parcel-delivery', /no grant is for the purpose/),
      warning('purposes.market-research', /no grant is for the purpose/),
      warning('purposes.market-figures', /no grant is for the purpose/),
    ]);
  });
});
