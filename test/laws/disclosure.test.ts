import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDisclosure, disclosures, mostGenerous, strictest } from '../../schema/terms/disclosure.ts';
import { join, noObligation, type Obligation } from '../../schema/terms/obligation.ts';

const disclosure = fc.constantFrom(...disclosures);
const several = fc.array(disclosure, { maxLength: 6 });
const obligation: fc.Arbitrary<Obligation> = fc.record({
  record: fc.boolean(),
  rows: fc.oneof(fc.nat(1000), fc.constant(Number.POSITIVE_INFINITY)),
});

describe.each([
  ['strictest', strictest, 'clear', 'denied'],
  ['mostGenerous', mostGenerous, 'denied', 'clear'],
] as const)('%s', (_, of, unit, zero) => {
  test('is associative, commutative and idempotent, with a unit and an absorbing element', () => {
    fc.assert(
      fc.property(disclosure, disclosure, disclosure, (a, b, c) => {
        expect(of(a, of(b, c))).toBe(of(of(a, b), c));
        expect(of(a, b)).toBe(of(b, a));
        expect(of(a, a)).toBe(a);
        expect(of(a, unit)).toBe(a);
        expect(of(a, zero)).toBe(zero);
      }),
    );
    expect(of()).toBe(unit);
  });

  test('of many is one of them, and does not depend on their order', () => {
    fc.assert(
      fc.property(several, several, (a, b) => {
        expect([unit, ...a, ...b]).toContain(of(...a, ...b));
        expect(of(...a, ...b)).toBe(of(...b, ...a));
        expect(of(...a, ...b)).toBe(of(of(...a), of(...b)));
      }),
    );
  });
});

test('the two distribute over and absorb each other, as in any total order', () => {
  fc.assert(
    fc.property(disclosure, disclosure, disclosure, (a, b, c) => {
      expect(strictest(a, mostGenerous(b, c))).toBe(mostGenerous(strictest(a, b), strictest(a, c)));
      expect(mostGenerous(a, strictest(b, c))).toBe(strictest(mostGenerous(a, b), mostGenerous(a, c)));
      expect(strictest(a, mostGenerous(a, b))).toBe(a);
      expect(mostGenerous(a, strictest(a, b))).toBe(a);
    }),
  );
});

test('the order is total, and clear is the most generous', () => {
  fc.assert(
    fc.property(disclosure, disclosure, (a, b) => {
      expect(Math.sign(compareDisclosure(a, b)) + Math.sign(compareDisclosure(b, a))).toBe(0);
      expect(compareDisclosure(a, b) === 0).toBe(a === b);
      expect(compareDisclosure(strictest(a, b), a)).toBeGreaterThanOrEqual(0);
      expect(compareDisclosure(mostGenerous(a, b), a)).toBeLessThanOrEqual(0);
    }),
  );
  expect([...disclosures].sort(compareDisclosure)).toEqual(['clear', 'reduced', 'replaced', 'withheld', 'denied']);
});

test('obligations join in any order, and none of them is ever lost', () => {
  fc.assert(
    fc.property(obligation, obligation, obligation, (a, b, c) => {
      expect(join(a, join(b, c))).toEqual(join(join(a, b), c));
      expect(join(a, b)).toEqual(join(b, a));
      expect(join(a, a)).toEqual(a);
      expect(join(a, noObligation)).toEqual(a);
      expect(join(a, b).rows).toBeLessThanOrEqual(a.rows);
      expect(join(a, b).record || !a.record).toBe(true);
    }),
  );
});
