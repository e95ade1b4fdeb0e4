import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetExhausted } from '../../../plugins/anonymization/budget/exhausted.ts';
import { periodOf } from '../../../plugins/anonymization/budget/period.ts';
import { periods } from '../../../schema/terms/band.ts';
import { noiseOf, type Question, questionDigest } from '../../../plugins/anonymization/budget/question.ts';
import { costUnits, limitUnits, mostUnits, rhoOf } from '../../../plugins/anonymization/budget/units.ts';
import { discreteGaussian } from '../../../plugins/anonymization/noise/gaussian.ts';
import { fraction, isLess } from '../../../plugins/anonymization/noise/fraction.ts';

const keyed = (key: string) => (message: string) => new Uint8Array(createHmac('sha256', key).update(message).digest());
const keys = { question: keyed('question'), noise: keyed('noise') };

const question: Question = {
  account: { recipient: 'r', population: 'p', period: { id: '2026-11', until: '2026-12-01T00:00:00.000Z' } },
  policy: 'v1',
  aggregate: 'count(Customer) by region',
};

test('costs are rounded up and limits down, so that a unit is never lost to rounding', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 6n), fc.bigInt(1n, 10n ** 15n), (of, over) => {
      const rho = fraction(of, over);
      const units = costUnits(rho);
      expect(isLess(fraction(units, 10n ** 12n), rho)).toBe(false);
      expect(isLess(rho, fraction(limitUnits(rho), 10n ** 12n))).toBe(false);
      expect(units - limitUnits(rho)).toBeLessThanOrEqual(1n);
    }),
  );
  expect(costUnits(fraction(1n, 3n))).toBe(333_333_333_334n);
  expect(limitUnits(fraction(1n, 3n))).toBe(333_333_333_333n);
  expect(limitUnits(fraction(-1n))).toBe(0n);
  expect(limitUnits(fraction(10n ** 30n))).toBe(mostUnits);
  expect(() => costUnits(fraction(0n))).toThrow(RangeError);
  expect(rhoOf(500_000_000_000n)).toBe(0.5);
});

test('a period holds its moment and ends where the next begins', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...periods),
      fc.date({ min: new Date('2000-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
      (kind, now) => {
        const { id, until } = periodOf(kind, now);
        const end = new Date(until);
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(periodOf(kind, new Date(end.getTime() - 1))).toEqual({ id, until });
        expect(periodOf(kind, end).id > id).toBe(true);
      },
    ),
  );
  const now = new Date('2026-11-21T23:59:59.999Z');
  expect(periods.map((kind) => periodOf(kind, now))).toEqual([
    { id: '2026-11-21', until: '2026-11-22T00:00:00.000Z' },
    { id: '2026-11', until: '2026-12-01T00:00:00.000Z' },
    { id: '2026-Q4', until: '2027-01-01T00:00:00.000Z' },
    { id: '2026', until: '2027-01-01T00:00:00.000Z' },
  ]);
});

test('each part of a question makes another one, with other noise', () => {
  const others: readonly Question[] = [
    { ...question, policy: 'v2' },
    { ...question, aggregate: 'count(Customer) by city' },
    { ...question, epoch: '1' },
    { ...question, account: { ...question.account, recipient: 'rp' } },
    { ...question, account: { ...question.account, recipient: 'rp', population: '' } },
    { ...question, account: { ...question.account, period: { id: '2026-12', until: '2027-01-01T00:00:00.000Z' } } },
  ];
  const digests = [question, ...others].map((one) => questionDigest(keys, one));
  expect(new Set(digests).size).toBe(digests.length);
  expect(questionDigest(keys, { ...question })).toBe(digests[0]);
  expect(questionDigest({ ...keys, question: keyed('another') }, question)).not.toBe(digests[0]);
  const noise = (digest = '', part = 'CN'): readonly bigint[] => {
    const random = noiseOf(keys, digest, part);
    return Array.from({ length: 8 }, () => discreteGaussian(random, fraction(10n ** 6n)));
  };
  expect(noise(digests[0])).toEqual(noise(digests[0]));
  expect(noise(digests[0])).not.toEqual(noise(digests[1]));
  expect(noise(digests[0])).not.toEqual(noise(digests[0], 'DE'));
});

test('a spent budget says when it begins anew, in words and in seconds', () => {
  const error = budgetExhausted('2026-12-01T00:00:00.000Z', new Date('2026-11-30T23:59:00.500Z'));
  expect(error).toMatchObject({ code: 'BUDGET_EXHAUSTED', details: { retryAfter: 60 } });
  expect(error.message).toContain('2026-12-01T00:00:00.000Z');
  expect(budgetExhausted('2026-12-01T00:00:00.000Z', new Date('2026-12-02')).details.retryAfter).toBe(1);
});
