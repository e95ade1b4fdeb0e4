import { describe, expect, test } from 'vitest';
import { partners } from '../../../plugins/partners/index.ts';
import { partnersSection } from '../../../plugins/partners/policy.ts';
import { parsePolicy } from '../../../plugins/policy.ts';
import { demoCatalogue, demoPolicyValue, put } from '../../fixtures/demo-config.ts';

const catalogue = demoCatalogue();
type Changes = Readonly<Record<string, unknown>>;

const changed = (changes: Changes): Record<string, unknown> => {
  const value = demoPolicyValue();
  for (const [place, to] of Object.entries(changes)) put(value, place, to);
  return value;
};

/** What the check says of the demo's agreements after some changes. */
function lint(changes: Changes) {
  const { tiers, purposes, ladders, partners: given } = changed(changes);
  const section = partnersSection.parse({ tiers, purposes, ladders, partners: given });
  const remarks = partners.lint?.(section, { catalogue, policy: { version: 'v', sections: {} } }) ?? [];
  return remarks.map((one) => ({ ...one, path: one.path.join('.') }));
}

const delivery = 'partners.acme.agreements.acme-delivery';
const another = (changes: object): Changes => {
  const { acme } = demoPolicyValue()['partners'] as {
    readonly acme: { readonly agreements: Readonly<Record<string, object>> };
  };
  return { 'partners.acme.agreements.second': { ...acme.agreements['acme-delivery'], review: undefined, ...changes } };
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

describe('the check of agreements', () => {
  test('finds nothing in the demo, nor where there are none', () => {
    expect(lint({})).toEqual([]);
    expect(lint({ partners: {} })).toEqual([]);
  });

  test.each([
    [
      'an end before the beginning',
      { [`${delivery}.until`]: '2025-12-31', [`${delivery}.review`]: undefined },
      mute(`${delivery}.until`, /ends before it begins/),
    ],
    [
      'a review that comes too late',
      { [`${delivery}.review`]: '2100-01-01' },
      warning(`${delivery}.review`, /after the agreement has ended/),
    ],
    [
      'countries where no field says which',
      { [`${delivery}.countries`]: ['DE'] },
      error(`${delivery}.countries`, /no field says/, /`country`/),
    ],
    [
      'an unknown purpose',
      { [`${delivery}.grants.0.purposes.0`]: 'parcels' },
      mute(`${delivery}.grants.0.purposes.0`, /no purpose `parcels`/),
    ],
    [
      'an unknown root',
      { [`${delivery}.grants.0.roots.0`]: 'order' },
      error(`${delivery}.grants.0.roots.0`, /no root/, /`orders`/),
    ],
    [
      'an unknown field',
      { [`${delivery}.grants.0.clear.0`]: 'Order.state' },
      error(`${delivery}.grants.0.clear.0`, /no field/, /`Order.status`/),
    ],
    [
      'rows that cannot be',
      { [`${delivery}.grants.0.rows.Order.status`]: 'SENT' },
      error(`${delivery}.grants.0.rows.Order.status`, /not Enum/, /SHIPPED/),
    ],
    [
      'a technique beside the ladder',
      { [`${delivery}.grants.0.reduced.0`]: { field: 'Customer.phone', by: 'keep-last(8)' } },
      error(`${delivery}.grants.0.reduced.0`, /not in the ladder/, /keep-last\(4\)/),
    ],
  ])('finds %s, and says where', (_, changes, remark) => {
    expect(lint(changes)).toEqual([remark]);
  });

  const together = error(
    'partners.acme.agreements.second',
    /`acme-delivery` and `second` are in force together for `parcel-delivery`/,
    /end one before/,
  );

  test('refuses two agreements of a partner that are in force together for a purpose', () => {
    expect(lint(another({}))).toEqual([together]);
    expect(lint(another({ from: '2099-12-31' }))).toEqual([together]);
    expect(lint(another({ from: '2020-01-01', until: '2026-01-01' }))).toEqual([together]);
  });

  test('has nothing against one that follows another, is suspended, or is for something else', () => {
    expect(lint(another({ from: '2100-01-01', until: '2100-12-31' }))).toEqual([]);
    expect(lint(another({ from: '2024-01-01', until: '2025-12-31' }))).toEqual([]);
    expect(lint(another({ suspended: true }))).toEqual([]);
    const grants = [{ purposes: ['market-research'], roots: ['customers'], replaced: ['Customer.id'] }];
    expect(lint(another({ grants }))).toEqual([]);
  });

  test('has nothing against two partners with the same purpose', () => {
    const { 'partners.acme.agreements.second': second } = another({});
    expect(lint({ 'partners.borealis.agreements.second': second })).toEqual([]);
  });
});

describe('an agreement is refused', () => {
  const remarks = (changes: Changes) => parsePolicy(changed(changes)).remarks.map((one) => one.path.join('.'));

  test.each([
    ['without its beginning', { [`${delivery}.from`]: undefined }, `${delivery}.from`],
    ['without its end', { [`${delivery}.until`]: undefined }, `${delivery}.until`],
    ['with a day that there is not', { [`${delivery}.until`]: '2027-02-29' }, `${delivery}.until`],
    ['with a moment for a day', { [`${delivery}.until`]: '2027-02-28T00:00:00Z' }, `${delivery}.until`],
    ['without terms', { [`${delivery}.terms`]: undefined }, `${delivery}.terms`],
    ['on a legal basis that there is not', { [`${delivery}.legalBasis`]: 'habit' }, `${delivery}.legalBasis`],
    ['without a grant', { [`${delivery}.grants`]: [] }, `${delivery}.grants`],
    ['for no country at all', { [`${delivery}.countries`]: [] }, `${delivery}.countries`],
    ['with a key that nobody knows', { [`${delivery}.role`]: 'support' }, `${delivery}.role`],
  ])('%s', (_, changes, path) => {
    expect(remarks(changes)).toEqual([path]);
  });
});
