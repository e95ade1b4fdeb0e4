import { describe, expect, test } from 'vitest';
import { partners } from '../../../plugins/partners/index.ts';
import { partnersSection } from '../../../plugins/partners/policy.ts';
import { type Catalogue, entityOf } from '../../../schema/catalogue/catalogue.ts';
import { readCatalogue } from '../../../schema/catalogue/read.ts';
import { demoCatalogue, demoCatalogueText, demoPolicyValue, put } from '../../fixtures/demo-config.ts';

const demo = demoCatalogue();

/** The demo's catalogue with a field that says in which country a person is. */
const withCountries = (): Catalogue => {
  const text = demoCatalogueText().replace(
    'country: { tier: general, category: contact }',
    'country: { tier: general, category: contact, semantic: country }',
  );
  const read = readCatalogue(text, 'catalogue.yaml');
  if (!('catalogue' in read)) throw new Error(JSON.stringify(read.findings));
  return read.catalogue;
};

function grants(
  entitlement: { readonly partner?: string; readonly agreements?: readonly string[] },
  changes: Readonly<Record<string, unknown>> = {},
  catalogue = demo,
) {
  const value = demoPolicyValue();
  for (const [place, to] of Object.entries(changes)) put(value, place, to);
  const { tiers, purposes, ladders, partners: given } = value;
  const section = partnersSection.parse({ tiers, purposes, ladders, partners: given });
  return partners.grant?.(section, { roles: [], ...entitlement }, catalogue) ?? [];
}
const acme = { partner: 'acme', agreements: ['acme-delivery'] };
const delivery = 'partners.acme.agreements.acme-delivery';
const field = (name: string, of = demo) => {
  const found = entityOf(of, name.split('.')[0] ?? '').fields.get(name.split('.')[1] ?? '');
  if (!found) throw new Error(name);
  return found;
};

describe('the grants of an agreement', () => {
  test('say where they stand, whose they are, and whose their surrogates', () => {
    const [grant, ...others] = grants(acme);
    expect(others).toEqual([]);
    expect(grant).toMatchObject({
      id: 'partners.acme.agreements.acme-delivery.grants.0',
      source: 'agreement `acme-delivery`',
      recipient: 'agreement:acme/acme-delivery',
      purposes: ['parcel-delivery'],
    });
    expect([...(grant?.roots ?? [])]).toEqual(['orders']);
    expect(grant?.gives(field('Customer.phone'))).toEqual([{ disclosure: 'reduced' }]);
    expect(grant?.gives(field('Customer.email'))).toEqual([]);
  });

  test('are those of the agreements in force, of this partner and of no role', () => {
    expect(grants({ partner: 'acme', agreements: [] })).toEqual([]);
    expect(grants({ partner: 'acme' })).toEqual([]);
    expect(grants({ partner: 'borealis', agreements: ['acme-delivery'] })).toEqual([]);
    expect(grants({ agreements: ['acme-delivery'] })).toEqual([]);
    for (const name of ['constructor', '__proto__', 'nobody']) {
      expect(grants({ partner: name, agreements: ['acme-delivery'] })).toEqual([]);
      expect(grants({ partner: 'acme', agreements: [name] })).toEqual([]);
    }
  });

  test('of two partners have two recipients, though their agreements have one name', () => {
    const both = {
      'partners.borealis.agreements.acme-delivery': (demoPolicyValue() as never)['partners']['acme']['agreements'][
        'acme-delivery'
      ],
    };
    const [one] = grants(acme, both);
    const [other] = grants({ ...acme, partner: 'borealis' }, both);
    expect(one?.source).toBe(other?.source);
    expect(one?.recipient).not.toBe(other?.recipient);
  });

  test('give the rows that the agreement names', () => {
    const [grant] = grants(acme);
    expect(grant?.rows('Order')).toEqual({
      kind: 'any',
      of: [
        [
          { path: [], field: 'carrier', op: 'eq', operands: ['acme'] },
          { path: [], field: 'status', op: 'eq', operands: ['SHIPPED'] },
        ],
      ],
    });
    expect(grant?.rows('Customer')).toEqual({ kind: 'all' });
  });
});

describe('an agreement for some countries', () => {
  const countries = { [`${delivery}.countries`]: ['DE', 'FR'] };
  const within = (path: readonly string[]) => ({ path, field: 'country', op: 'in', operands: ['DE', 'FR'] });

  test('gives rows about people of these countries only, beside the rows that it names', () => {
    const [grant] = grants(acme, countries, withCountries());
    expect(grant?.rows('Customer')).toEqual({ kind: 'any', of: [[within([])]] });
    expect(grant?.rows('Feedback')).toEqual({ kind: 'any', of: [[within(['customer'])]] });
    const orders = grant?.rows('Order');
    expect(orders?.kind === 'any' && orders.of).toHaveLength(1);
    expect(orders?.kind === 'any' && orders.of[0]).toHaveLength(3);
    expect(orders?.kind === 'any' && orders.of[0]).toContainEqual(within(['customer']));
  });

  test('gives none where nothing says in which country a person is', () => {
    const [grant] = grants(acme, countries);
    for (const name of demo.entities.keys()) expect(grant?.rows(name), name).toEqual({ kind: 'none' });
  });

  test('gives none that are about nobody', () => {
    const catalogue = withCountries();
    const { subject: _, ...nobody } = entityOf(catalogue, 'Activity');
    const changed = { ...catalogue, entities: new Map([...catalogue.entities, ['Activity', nobody]]) };
    expect(grants(acme, countries, changed)[0]?.rows('Activity')).toEqual({ kind: 'none' });
  });
});
