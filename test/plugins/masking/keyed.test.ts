import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Surrogates } from '../../../plugins/masking/port.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { isCreditCode, creditCheck } from '../../../plugins/masking/values/credit-code.ts';
import { isLuhn, luhnCheck } from '../../../plugins/masking/values/luhn.ts';
import { readNationalId, residentCheck } from '../../../plugins/masking/values/national-id.ts';
import type { Value } from '../../../schema/terms/field.ts';
import { parseCall } from '../../../plugins/masking/call.ts';
import { bound, contextOf, fieldOf } from './bound.ts';

const dayOf = (value: Value | null): number => Date.parse(String(value)) / 86_400_000;
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const subject = fc.stringMatching(/^Customer:[1-9][0-9]{0,6}$/);

describe('date-shift', () => {
  const { mask } = bound('date-shift(30)', 'Date');

  test('moves all dates of a subject by the same days, never by none and never further than it says', () => {
    fc.assert(
      fc.property(date, date, subject, (a, b, who) => {
        const [from, to] = [dayOf(mask(a, undefined, who)), dayOf(mask(b, undefined, who))];
        const moved = from - dayOf(a);
        expect(to - from).toBe(dayOf(b) - dayOf(a));
        expect(moved).not.toBe(0);
        expect(Math.abs(moved)).toBeLessThanOrEqual(30);
      }),
    );
  });

  test('moves in both ways, and by every number of days', () => {
    const moved = Array.from(
      { length: 2000 },
      (_, n) => dayOf(mask('1990-03-07', undefined, `Customer:${n}`)) - dayOf('1990-03-07'),
    );
    expect(new Set(moved).size).toBe(60);
    expect(moved).not.toContain(0);
  });

  test('is the same for all fields of a recipient, so intervals between them survive', () => {
    const other = techniques.get('date-shift')?.bind(contextOf(fieldOf('Date', 'date', 'other')), 30);
    fc.assert(
      fc.property(date, subject, (at, who) => {
        expect(other?.mask(at, undefined, who)).toBe(mask(at, undefined, who));
      }),
    );
  });

  test('is another for another recipient', () => {
    const others = bound('date-shift(365)', 'Date', 'agreement:acme/delivery');
    const same = bound('date-shift(365)', 'Date');
    const seen = Array.from({ length: 200 }, (_, n) =>
      [others, same].map(({ mask }) => mask('1990-03-07', undefined, `Customer:${n}`)),
    );
    expect(seen.filter(([a, b]) => a === b).length).toBeLessThan(10);
  });

  test('keeps the time of the day, and gives nothing for a row about nobody or beyond the calendar', () => {
    const moment = bound('date-shift(30)', 'DateTime');
    expect(moment.mask('2026-03-07T09:41:12.345678Z', undefined, 'Customer:1')).toMatch(/T09:41:12\.345678Z$/);
    expect(mask('1990-03-07')).toBeNull();
    const ends = ['0001-01-01', '9999-12-31'].flatMap((at) =>
      Array.from({ length: 20 }, (_, n) => mask(at, undefined, `Customer:${n}`)),
    );
    expect(ends).toContain(null);
    expect(ends.every((one) => one === null || /^(?:0001|9999)-/.test(String(one)))).toBe(true);
  });
});

describe('noise', () => {
  test('is the same each time it is asked, so there is nothing to average', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), (n) => {
        const asked = Array.from({ length: 5 }, () => bound('noise(25)', 'Int').mask(n));
        expect(new Set(asked).size).toBe(1);
        expect(Math.abs(Number(asked[0]) - n)).toBeLessThanOrEqual(25);
      }),
    );
  });

  test('takes every distance, and none of the cents', () => {
    const { mask } = bound('noise(25)', 'Int');
    expect(new Set(Array.from({ length: 2000 }, (_, n) => Number(mask(n)) - n)).size).toBe(51);
    const cents = bound('noise(25)', 'Decimal');
    expect(cents.mask('249.90')).toBe(cents.mask('250.10'));
    expect(cents.mask('249.90')).toMatch(/^\d+$/);
  });

  test('of two recipients is not the same', () => {
    const [a, b] = [bound('noise(25)', 'Int'), bound('noise(25)', 'Int', 'agreement:acme/delivery')];
    expect(Array.from({ length: 200 }, (_, n) => a.mask(n) === b.mask(n)).filter(Boolean).length).toBeLessThan(20);
  });
});

const numerals = (n: number) => fc.stringMatching(new RegExp(`^[0-9]{${n}}$`));

describe('fpe-checked', () => {
  test('makes of a card number another one that passes', () => {
    const { mask, unmask } = bound('fpe-checked(luhn)');
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 18 }).chain(numerals), (body) => {
        const value = body + luhnCheck(body);
        const other = String(mask(value));
        expect(other).toHaveLength(value.length);
        expect(isLuhn(other)).toBe(true);
        expect(unmask?.(other)).toBe(value);
      }),
      { numRuns: 60 },
    );
    expect(mask('6222 0000 0000 0009')).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    expect(mask('6222 0000 0000 0008')).toBeNull();
  });

  test('makes of an id number another one of a day that exists', () => {
    const { mask, unmask } = bound('fpe-checked(national-id)');
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{5}$/), date, numerals(3), (region, born, sequence) => {
        const body = region + born.replaceAll('-', '') + sequence;
        const value = body + residentCheck(body);
        const other = String(mask(value));
        expect(readNationalId(other)?.kind).toBe('resident-18');
        expect(unmask?.(other)).toBe(value);
      }),
      { numRuns: 60 },
    );
    expect(mask('990101199013070015')).toBeNull();
  });

  test('makes of a credit code another one that passes', () => {
    const { mask, unmask } = bound('fpe-checked(credit-code)');
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{17}$/), (body) => {
        const value = body + creditCheck(body);
        const other = String(mask(value));
        expect(isCreditCode(other)).toBe(true);
        expect(unmask?.(other)).toBe(value);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the cost of a key', () => {
  const pairs: readonly (readonly [call: string, type: 'String' | 'Int' | 'Date', a: Value, b: Value])[] = [
    ['fpe', 'String', '15400001234', '99999999999'],
    ['fpe-text', 'String', 'KX2093', 'AAAAAA'],
    ['fpe-checked(luhn)', 'String', '6222000000000009', '4000000000000002'],
    ['fpe-checked(credit-code)', 'String', '91990100MA0000001G', `${'1'.repeat(17)}${creditCheck('1'.repeat(17))}`],
    ['pseudonym', 'String', 'Emma', '王小明早'],
    ['seal', 'String', 'Emma', 'Anna'],
    ['noise(25)', 'Int', 1, 900_000],
    ['date-shift(30)', 'Date', '1990-03-07', '2026-11-30'],
  ];

  test.each(pairs)('%s asks for it as often whatever the value', (call, type, a, b) => {
    const asked = (value: Value): number => {
      const { name, args } = parseCall(call);
      const technique = techniques.get(name);
      const { surrogates, calls } = counted(contextOf(fieldOf(type)).surrogates);
      const { mask } = technique?.bind({ field: fieldOf(type), surrogates }, ...args) ?? {};
      expect(mask?.(value, undefined, 'Customer:1')).not.toBeNull();
      return calls();
    };
    expect(asked(a)).toBe(1);
    expect(asked(b)).toBe(1);
  });
});

function counted(real: Surrogates) {
  const count = { calls: 0 };
  const surrogates = new Proxy(real, {
    get: (target, name: keyof Surrogates) => {
      count.calls += 1;
      return target[name];
    },
  });
  return { surrogates, calls: () => count.calls };
}
