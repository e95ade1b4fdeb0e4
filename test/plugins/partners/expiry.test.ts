import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { edition } from '../../../gateway/edition.ts';
import { parsePolicy } from '../../../plugins/policy.ts';
import { keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { demoCatalogue, demoPolicyValue, put } from '../../fixtures/demo-config.ts';

const seconds = (moment: string): number => Date.parse(moment) / 1000;

function editionOf(changes: Readonly<Record<string, unknown>>) {
  const value = demoPolicyValue();
  for (const [place, to] of Object.entries(changes)) put(value, place, to);
  const { policy, remarks } = parsePolicy(value);
  if (!policy) throw new Error(JSON.stringify(remarks));
  const keys = keyring([{ id: 'k1', secret: Buffer.alloc(32, 1) }]);
  return edition({ catalogue: demoCatalogue(), policy, keyring: keys, stores: new Map() });
}

const source = '{ orders(first: 1) { nodes { id status } } }';
const document = parse(source);
const [operation] = document.definitions;
if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');

/** The plan of this operation for whoever asks at this moment, as the gateway finds it. */
function planAt(of: ReturnType<typeof editionOf>, moment: string, partner = 'acme') {
  const now = seconds(moment);
  const entitlement = { roles: [], partner, agreements: of.agreements(partner, now) };
  return {
    entitlement,
    plan: of.plan({ document, source, operation: operation as never, entitlement, purpose: 'parcel-delivery' }, now),
  };
}

describe('a plan of a partner', () => {
  const of = editionOf({
    'partners.acme.agreements.acme-delivery.until': '2027-01-31',
    'partners.acme.agreements.acme-delivery.review': undefined,
  });

  test('carries the end of the agreement, and is kept until then', () => {
    const { plan } = planAt(of, '2027-01-31T23:00:00Z');
    expect(plan.refusals).toEqual([]);
    expect(plan.view?.horizon).toBe(seconds('2027-02-01T00:00:00Z'));
    expect(planAt(of, '2027-01-31T23:59:59Z').plan).toBe(plan);
  });

  test('is out of reach from the second in which the agreement ends: there is nothing left to ask', () => {
    expect(planAt(of, '2027-01-31T23:59:59Z').plan.refusals).toEqual([]);
    const agreements = of.agreements('acme', seconds('2027-02-01T00:00:00Z'));
    expect(agreements).toEqual([]);
    const entitlement = { roles: [], partner: 'acme', agreements };
    expect(of.purposesOf(entitlement)).toEqual([]);
    expect(Object.keys(of.schema(entitlement).getQueryType()?.getFields() ?? {})).toEqual(['viewer']);
    expect(of.view(entitlement, 'parcel-delivery').entity('Order').open).toBe(false);
  });

  test('is made anew past its horizon, even for who was identified before', () => {
    const { plan, entitlement } = planAt(of, '2027-01-31T23:59:59Z');
    const ask = { document, source, operation: operation as never, entitlement, purpose: 'parcel-delivery' };
    expect(of.plan(ask, seconds('2027-02-01T00:00:00Z'))).not.toBe(plan);
  });

  test('of one agreement is not that of the next, nor are its ids', () => {
    const [before, after] = ['2027-01-31', '2027-02-01'];
    const { acme } = demoPolicyValue()['partners'] as {
      readonly acme: { readonly agreements: Readonly<Record<string, object>> };
    };
    const renewed = editionOf({
      'partners.acme.agreements.acme-delivery.until': before,
      'partners.acme.agreements.acme-delivery.review': undefined,
      'partners.acme.agreements.acme-renewed': { ...acme.agreements['acme-delivery'], from: after, review: undefined },
    });
    const [old, now] = [planAt(renewed, `${before}T12:00:00Z`), planAt(renewed, `${after}T12:00:00Z`)];
    expect(old.entitlement.agreements).toEqual(['acme-delivery']);
    expect(now.entitlement.agreements).toEqual(['acme-renewed']);
    expect([old.plan.refusals, now.plan.refusals]).toEqual([[], []]);
    const idOf = ({ plan }: typeof old) => plan.view?.entity('Order').fields.get('id')?.cases[0];
    expect(idOf(old)?.domain).toBe('agreement:acme/acme-delivery/parcel-delivery');
    expect(idOf(now)?.domain).toBe('agreement:acme/acme-renewed/parcel-delivery');
    expect(idOf(old)?.bound?.mask('1')).not.toBe(idOf(now)?.bound?.mask('1'));
    expect(idOf(now)?.bound?.unmask?.(String(idOf(old)?.bound?.mask('1')))).toBeUndefined();
  });

  test('says nothing of an end to who has no agreement', () => {
    expect(of.view({ roles: ['support'] }, 'customer-support').horizon).toBeUndefined();
  });
});

test('what an answer says of an agreement is that of the declared purpose', () => {
  const of = editionOf({});
  const entitlement = { roles: [], partner: 'acme', agreements: ['acme-delivery'] };
  expect(of.agreementFor(entitlement, 'parcel-delivery')).toMatchObject({ id: 'acme-delivery', until: '2099-12-31' });
  expect(of.agreementFor(entitlement, 'market-research')).toBeUndefined();
  expect(of.agreementFor({ roles: [] }, 'parcel-delivery')).toBeUndefined();
  expect(of.agreementFor({ ...entitlement, partner: 'constructor' }, 'parcel-delivery')).toBeUndefined();
});
