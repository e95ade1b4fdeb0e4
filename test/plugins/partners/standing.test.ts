import { describe, expect, test } from 'vitest';
import { partners } from '../../../plugins/partners/index.ts';
import { type PartnersSection, partnersSection } from '../../../plugins/partners/policy.ts';
import { agreementFor, endOf, standingOf } from '../../../plugins/partners/standing.ts';

const seconds = (moment: string): number => Date.parse(moment) / 1000;

const agreement = (from: string, until: string, more: object = {}) => ({
  legalBasis: 'contract',
  from,
  until,
  terms: 'Only to deliver.',
  grants: [{ purposes: ['delivery'], clear: ['Order.status'] }],
  ...more,
});
const section = (given: Readonly<Record<string, Readonly<Record<string, object>>>>): PartnersSection =>
  partnersSection.parse({
    tiers: ['general'],
    purposes: {},
    partners: Object.fromEntries(Object.entries(given).map(([name, agreements]) => [name, { name, agreements }])),
  });
const standing = (of: PartnersSection, partner: string, moment: string): readonly string[] =>
  standingOf(of, partner, seconds(moment)).agreements;

describe('an agreement', () => {
  const one = section({ acme: { delivery: agreement('2026-03-01', '2026-03-31') } });

  test.each([
    ['the second before its first day', '2026-02-28T23:59:59Z', []],
    ['its first second', '2026-03-01T00:00:00Z', ['delivery']],
    ['a moment in the middle', '2026-03-15T12:00:00Z', ['delivery']],
    ['its last second', '2026-03-31T23:59:59Z', ['delivery']],
    ['a thousandth before its end', '2026-03-31T23:59:59.999Z', ['delivery']],
    ['the first second after its last day', '2026-04-01T00:00:00Z', []],
    ['its last day as they have it in Shanghai, when that is over in UTC', '2026-04-01T08:00:00+08:00', []],
    ['the first day in Shanghai, before it begins in UTC', '2026-03-01T07:59:59+08:00', []],
  ])('is in force, or not, at %s', (_, moment, agreements) => {
    expect(standing(one, 'acme', moment)).toEqual(agreements);
  });

  test('of one day is in force for that day', () => {
    const day = section({ acme: { delivery: agreement('2028-02-29', '2028-02-29') } });
    expect(standing(day, 'acme', '2028-02-29T23:59:59Z')).toEqual(['delivery']);
    expect(standing(day, 'acme', '2028-03-01T00:00:00Z')).toEqual([]);
  });

  test('that is suspended is as if it had ended', () => {
    const held = section({ acme: { delivery: agreement('2026-01-01', '2026-12-31', { suspended: true }) } });
    expect(standing(held, 'acme', '2026-06-01T00:00:00Z')).toEqual([]);
  });

  test('is of its own partner, whoever has another of that name', () => {
    const two = section({
      acme: { delivery: agreement('2026-01-01', '2026-06-30') },
      borealis: { delivery: agreement('2026-07-01', '2026-12-31') },
    });
    expect(standing(two, 'acme', '2026-03-01T00:00:00Z')).toEqual(['delivery']);
    expect(standing(two, 'borealis', '2026-03-01T00:00:00Z')).toEqual([]);
    expect(standing(two, 'acme', '2026-09-01T00:00:00Z')).toEqual([]);
  });

  test.each(['nobody', 'constructor', '__proto__', ''])('is none of somebody unknown: %j', (partner) => {
    expect(standing(one, partner, '2026-03-15T00:00:00Z')).toEqual([]);
  });

  test('takes over from the one before at midnight', () => {
    const both = section({
      acme: { b: agreement('2027-01-01', '2027-12-31'), a: agreement('2026-01-01', '2026-12-31') },
    });
    expect(standing(both, 'acme', '2026-12-31T23:59:59Z')).toEqual(['a']);
    expect(standing(both, 'acme', '2027-01-01T00:00:00Z')).toEqual(['b']);
  });

  test('is found by its purpose among those in force, and by no other', () => {
    const several = section({
      acme: {
        delivery: agreement('2026-01-01', '2026-12-31'),
        research: agreement('2026-01-01', '2026-12-31', {
          terms: 'Only for statistics.',
          grants: [{ purposes: ['research'] }],
        }),
      },
    });
    const found = (purpose: string, ...of: readonly string[]) => agreementFor(several, 'acme', of, purpose)?.id;
    expect(found('research', 'delivery', 'research')).toBe('research');
    expect(found('research', 'delivery')).toBeUndefined();
    expect(found('support', 'delivery', 'research')).toBeUndefined();
    expect(found('delivery', 'constructor')).toBeUndefined();
    expect(agreementFor(several, 'borealis', ['delivery'], 'delivery')).toBeUndefined();
  });
});

describe('the horizon', () => {
  const several = section({
    acme: { late: agreement('2026-01-01', '2026-12-31'), early: agreement('2026-01-01', '2026-06-30') },
  });
  const horizon = (agreements: readonly string[], partner = 'acme') =>
    partners.horizon?.(several, { roles: [], partner, agreements });

  test('is the first end among the agreements in force', () => {
    expect(horizon(['early', 'late'])).toBe(seconds('2026-07-01T00:00:00Z'));
    expect(horizon(['late'])).toBe(seconds('2027-01-01T00:00:00Z'));
    expect(endOf({ until: '2026-06-30' })).toBe(horizon(['early']));
  });

  test('is none without a partner, an agreement, or one that is known', () => {
    expect(partners.horizon?.(several, { roles: ['support'] })).toBeUndefined();
    expect(horizon([])).toBeUndefined();
    expect(horizon(['constructor'])).toBeUndefined();
    expect(horizon(['early'], 'borealis')).toBeUndefined();
  });
});
