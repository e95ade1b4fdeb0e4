import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leftOf } from '../../../plugins/masking/combination/left.ts';
import { widthOfGrids } from '../../../plugins/masking/combination/numbers.ts';
import type { Shown } from '../../../plugins/masking/combination/shown.ts';
import { residentCheck } from '../../../plugins/masking/values/national-id.ts';
import type { FieldType } from '../../../schema/terms/field.ts';

const shown = (semantic: string, calls: readonly string[], type: FieldType = 'String'): Shown => ({
  coordinate: `Customer.${semantic}`,
  semantic,
  type,
  calls,
});
const id = (...calls: readonly string[]) => shown('national-id', calls);
const born = (...calls: readonly string[]) => shown('birth-date', calls, 'Date');

/** `national-id 9`: what is left of each field that more is told of than by itself. */
const told = (...fields: readonly Shown[]): readonly string[] =>
  leftOf(fields).map(({ coordinate, candidates }) => `${coordinate.slice(9)} ${Math.round(candidates)}`);

describe('two half masks', () => {
  test('an id number 6 + 2 beside a birth date leaves nine', () => {
    const [left] = leftOf([id('id-number(6, 2)'), born('clear')]);
    expect(left).toMatchObject({
      coordinate: 'Customer.national-id',
      arithmetic: '1 district × 1 day × 100 sequence numbers × 1/11 by the check digit',
      from: ['Customer.national-id', 'Customer.birth-date'],
    });
    expect(left?.candidates).toBeCloseTo(100 / 11);
  });

  test('and so it is when they are counted', () => {
    // Every number of that district and day that ends so: the promise of the arithmetic, tried out.
    const counts = ['15', '3X', '70', '88'].map(
      (end) =>
        Array.from({ length: 1000 }, (_, n) => `99010119900307${String(n).padStart(3, '0')}`)
          .map((body) => body + residentCheck(body))
          .filter((number) => number.endsWith(end)).length,
    );
    for (const n of counts) expect([9, 10]).toContain(n);
  });

  test('less of either leaves more', () => {
    expect(told(id('id-number(6, 2)'), born('month'))).toEqual([`national-id ${Math.round(3100 / 11)}`]);
    expect(told(id('id-number(6, 2)'), born('year'))).toEqual([`national-id ${Math.round(36_600 / 11)}`]);
    expect(told(id('id-number'), born('clear'))).toEqual([`national-id ${Math.round((500 * 100) / 11)}`]);
    expect(told(id('pseudonym'), born('clear'))).toEqual(['national-id 3200000']);
    expect(told(id('pseudonym'), born('withhold'))).toEqual([]);
  });

  test('an age tells of the birth date, and both of the number', () => {
    expect(told(born('year-band(10)'), shown('age', ['clear'], 'Int'))).toEqual(['birth-date 366']);
    expect(told(born('year'), shown('age', ['age-band(10)'], 'Int'))).toEqual(['age 2']);
  });

  test('a number tells the birth date and the gender where its digits are shown', () => {
    expect(told(id('clear'), born('year'), shown('gender', []))).toEqual(['birth-date 1', 'gender 1']);
    expect(told(id('keep(8, 0)'), born('withhold'))).toEqual([]);
    expect(told(id('keep-last(4)'), shown('gender', ['withhold']))).toEqual(['gender 1']);
  });

  test('family and given name are a name', () => {
    expect(told(shown('person-name', ['family-name', 'given-name']))).toEqual(['person-name 1']);
    expect(told(shown('person-name', ['family-name']), shown('given-name', ['clear']))).toEqual(['person-name 1']);
    expect(told(shown('person-name', ['family-name', 'initials']))).toEqual(['person-name 2500']);
    expect(told(shown('person-name', ['family-name']))).toEqual([]);
  });

  test('both ends of one number in two grants are most of it', () => {
    expect(told(shown('phone', ['keep(3, 0)', 'keep-last(4)']))).toEqual(['phone 10000']);
    expect(told(shown('bank-card', ['keep(6, 0)', 'keep-last(4)']))).toEqual(['bank-card 100000']);
    expect(told(shown('phone', ['keep-last(4)', 'keep-last(2)']))).toEqual([]);
    expect(told(shown('phone', ['keep(7, 0)', 'keep-last(4)']))).toEqual(['phone 1']);
  });

  test('a city that is withheld is told by an address', () => {
    expect(told(shown('address', ['city']), shown('city', []))).toEqual(['city 1']);
    expect(told(shown('address', ['address(province)']), shown('city', []), shown('region', []))).toEqual(['region 1']);
  });

  test('two grids cut each other, and two noises are averaged', () => {
    const amount = (...calls: readonly string[]) => told(shown('amount', calls, 'Decimal'));
    expect(amount('round(100)', 'bucket(100)')).toEqual(['amount 50']);
    expect(amount('bucket(100)', 'bucket(70)')).toEqual(['amount 44']);
    expect(amount('bucket(10)', 'bucket(100)')).toEqual([]);
    expect(amount('noise(25)', 'noise(25)')).toEqual(['amount 26']);
    expect(amount('noise(25)')).toEqual([]);
    expect(told(shown('moment', ['date-shift(30)', 'month'], 'Date'))).toEqual(['moment 20']);
  });

  test('what some row shows in clear has nothing left to tell', () => {
    expect(told(id('id-number(6, 2)', 'clear'), born('clear'))).toEqual([]);
  });
});

describe('the arithmetic', () => {
  const semantics = ['national-id', 'birth-date', 'age', 'gender', 'person-name', 'phone', 'amount', 'address', 'city'];
  const call = fc.constantFrom(
    'clear',
    'withhold',
    'pseudonym',
    'id-number(6, 2)',
    'keep(3, 4)',
    'keep-last(4)',
    'year',
    'month',
    'family-name',
    'initials',
    'round(100)',
    'bucket(30)',
    'city',
  );
  const field = fc
    .tuple(fc.constantFrom(...semantics), fc.array(call, { maxLength: 3 }))
    .map(([semantic, calls]) => shown(semantic, calls));
  const view = fc.uniqueArray(field, { selector: ({ semantic }) => semantic, minLength: 1, maxLength: 6 });

  test('never leaves less than one, and never tells of a field more than is left alone', () => {
    fc.assert(
      fc.property(view, (fields) => {
        for (const { candidates, alone, from } of leftOf(fields)) {
          expect(candidates).toBeGreaterThanOrEqual(1);
          expect(candidates).toBeLessThan(alone);
          expect(from.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('leaves no more when more is shown', () => {
    const least = (fields: readonly Shown[], coordinate: string): number =>
      leftOf(fields).find((one) => one.coordinate === coordinate)?.candidates ?? Number.POSITIVE_INFINITY;
    fc.assert(
      fc.property(view, field, (fields, more) => {
        if (fields.some(({ semantic }) => semantic === more.semantic)) return;
        for (const { coordinate, candidates } of leftOf(fields))
          expect(least([...fields, more], coordinate)).toBeLessThanOrEqual(candidates);
      }),
    );
  });

  test('grids that share their boundaries are the finest of them', () => {
    const step = fc.integer({ min: 2, max: 50 });
    fc.assert(
      fc.property(step, fc.integer({ min: 1, max: 9 }), (fine, times) => {
        const cell = (grid: 'floor' | 'nearest', n: number) => ({ tells: 'cell', grid, step: n }) as const;
        expect(widthOfGrids([cell('floor', fine), cell('floor', fine * times)])).toBeCloseTo(fine);
        expect(widthOfGrids([cell('nearest', fine), cell('nearest', fine * (2 * times + 1))])).toBeCloseTo(fine);
      }),
    );
  });
});
