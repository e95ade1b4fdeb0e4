import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contributing } from '../../../plugins/anonymization/bounds/contributions.ts';
import { errorBound, noisyMean } from '../../../plugins/anonymization/bounds/error.ts';
import type { Noise } from '../../../plugins/anonymization/bounds/noise.ts';
import { clamped, inUnit, type Range, rangeOf } from '../../../plugins/anonymization/bounds/range.ts';
import {
  peopleSensitivity,
  rowsSensitivity,
  type Sensitivity,
  sumSensitivity,
} from '../../../plugins/anonymization/bounds/sensitivity.ts';
import { threshold } from '../../../plugins/anonymization/bounds/threshold.ts';
import { decimal, fraction } from '../../../plugins/anonymization/noise/fraction.ts';

const hash = (text: string): string => createHmac('sha256', 'key').update(text).digest('hex');
const cents = rangeOf(decimal('0'), decimal('500'), decimal('0.01'));

describe('clamping', () => {
  test('holds every value within the range, whatever it is', () => {
    const any = fc.oneof(fc.double(), fc.bigInt().map(String), fc.string(), fc.constant(null), fc.float().map(String));
    fc.assert(
      fc.property(any, fc.bigInt(-1000n, 1000n), fc.bigInt(0n, 5000n), (value, least, width) => {
        const range = rangeOf(fraction(least), fraction(least + width), fraction(1n, 7n));
        const steps = clamped(range, value);
        if (steps !== undefined) expect(range.least <= steps && steps <= range.most).toBe(true);
      }),
    );
  });

  test.each([
    ['12.34', 1234n],
    ['12.345', 1235n],
    ['-3', 0n],
    ['1e2', 10_000n],
    ['1E-3', 0n],
    ['9'.repeat(300), 50_000n],
    [1e300, 50_000n],
    [0.1 + 0.2, 30n],
  ])('%s is so many cents', (value, steps) => {
    expect(clamped(cents, value)).toBe(steps);
  });

  test('what is no number counts nothing', () => {
    for (const value of [
      null,
      '',
      'abc',
      'NaN',
      'Infinity',
      '1,000',
      '0x10',
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      '1e9999',
    ])
      expect(clamped(cents, value)).toBeUndefined();
  });

  test('steps come back as the unit they were', () => {
    expect(inUnit(cents, 1234n)).toEqual(decimal('12.34'));
    expect(() => rangeOf(decimal('1'), decimal('0'), decimal('1'))).toThrow(RangeError);
    expect(() => rangeOf(decimal('0'), decimal('1'), decimal('0'))).toThrow(RangeError);
  });
});

const row = fc.record({
  person: fc.constantFrom('a', 'b', 'c', 'd'),
  row: fc.integer({ min: 0, max: 30 }).map(String),
  group: fc.constantFrom('x', 'y', 'z'),
  value: fc.oneof(fc.integer({ min: -10_000, max: 10_000 }).map(String), fc.constantFrom('none', '1e200')),
});
const bounds = fc.record({ rows: fc.integer({ min: 1, max: 5 }), groups: fc.integer({ min: 1, max: 3 }) });
const ranges = fc
  .tuple(fc.bigInt(-300n, 300n), fc.bigInt(0n, 400n))
  .map(([least, width]) => rangeOf(fraction(least), fraction(least + width), fraction(1n, 2n)));

type Rows = readonly {
  readonly person: string;
  readonly row: string;
  readonly group: string;
  readonly value: string;
}[];
type Figures = ReadonlyMap<string, bigint>;

/** The figures of each group over the rows that count. */
function figures(rows: Rows, count: Parameters<typeof contributing>[1], range: Range): readonly Figures[] {
  const [people, all, sums] = [new Map<string, Set<string>>(), new Map<string, bigint>(), new Map<string, bigint>()];
  for (const one of contributing(rows, count, hash)) {
    people.set(one.group, (people.get(one.group) ?? new Set()).add(one.person));
    all.set(one.group, (all.get(one.group) ?? 0n) + 1n);
    sums.set(one.group, (sums.get(one.group) ?? 0n) + (clamped(range, one.value) ?? 0n));
  }
  return [new Map([...people].map(([group, set]) => [group, BigInt(set.size)])), all, sums];
}

function distance(a: Figures, b: Figures) {
  const moves = ['x', 'y', 'z'].map((group) => (a.get(group) ?? 0n) - (b.get(group) ?? 0n));
  return {
    sum: moves.reduce((sum, one) => sum + (one < 0n ? -one : one), 0n),
    squared: moves.reduce((sum, one) => sum + one * one, 0n),
  };
}

describe('what one person can change', () => {
  test('is never more than the sensitivity says, for any data and whoever comes or goes', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), bounds, ranges, (rows, count, range) => {
        const whole = figures(rows, count, range);
        const said: readonly Sensitivity[] = [
          peopleSensitivity(count),
          rowsSensitivity(count),
          sumSensitivity(count, range),
        ];
        for (const person of ['a', 'b', 'c', 'd']) {
          const without = figures(
            rows.filter((one) => one.person !== person),
            count,
            range,
          );
          for (const [at, most] of said.entries()) {
            const moved = distance(whole[at] ?? new Map(), without[at] ?? new Map());
            expect(moved.sum <= most.sum.of).toBe(true);
            expect(moved.squared <= most.squared.of).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is really that much in the worst case: no sensitivity could be smaller', () => {
    const count = { rows: 3, groups: 2 };
    const range = rangeOf(fraction(-10n), fraction(4n), fraction(1n));
    const worst = (groups: readonly string[]): Rows =>
      groups.map((group, at) => ({ person: 'a', row: `${at}`, group, value: '-10' }));
    const [, all, sums] = figures(worst(['x', 'x', 'x', 'x']), count, range);
    expect(distance(all ?? new Map(), new Map()).squared).toBe(rowsSensitivity(count).squared.of);
    expect(distance(sums ?? new Map(), new Map()).squared).toBe(sumSensitivity(count, range).squared.of);
    const [people] = figures(worst(['x', 'y', 'z']), count, range);
    expect(distance(people ?? new Map(), new Map()).squared).toBe(peopleSensitivity(count).squared.of);
  });

  test('does not depend on the order of rows, nor on anybody else', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), bounds, (rows, count) => {
        const keys = (some: Rows): readonly string[] =>
          contributing(some, count, hash)
            .map((one) => `${one.person} ${one.row} ${one.group}`)
            .sort();
        expect(keys(rows.toReversed())).toEqual(keys(rows));
        const own = (list: readonly string[]): readonly string[] => list.filter((one) => one.startsWith('a '));
        expect(own(keys(rows))).toEqual(keys(rows.filter(({ person }) => person === 'a')));
      }),
    );
  });
});

/** P[X ≥ t], summed from the definition. */
function tail(noise: Noise, t: number): number {
  const size = noise.kind === 'laplace' ? Number(noise.scale.of) : Number(noise.variance.of);
  const weight = (x: number): number =>
    noise.kind === 'laplace' ? Math.exp(-Math.abs(x) / size) : Math.exp(-(x * x) / (2 * size));
  const reach = Math.ceil(noise.kind === 'laplace' ? 60 * size : 40 * Math.sqrt(size)) + Math.abs(t);
  let [all, beyond] = [0, 0];
  for (let x = -reach; x <= reach; x += 1) all += weight(x);
  for (let x = reach; x >= t; x -= 1) beyond += weight(x);
  return beyond / all;
}

const noises: readonly Noise[] = [
  { kind: 'laplace', scale: fraction(1n) },
  { kind: 'laplace', scale: fraction(20n) },
  { kind: 'gaussian', variance: fraction(1n) },
  { kind: 'gaussian', variance: fraction(50n) },
  { kind: 'gaussian', variance: fraction(2500n) },
];

describe('the threshold', () => {
  test('shows the group of one person with a probability of at most δ, in all their groups together', () => {
    for (const noise of noises) {
      for (const groups of [1, 3, 20]) {
        for (const delta of [1e-3, 1e-6, 1e-9]) {
          const least = Number(threshold(noise, groups, delta));
          expect(groups * tail(noise, least - 1)).toBeLessThanOrEqual(delta);
        }
      }
    }
  });

  test('is no larger than it need be, save for a little', () => {
    expect(threshold({ kind: 'laplace', scale: fraction(10n) }, 1, 1e-6)).toBe(140n);
    expect(threshold({ kind: 'gaussian', variance: fraction(100n) }, 1, 1e-6)).toBe(54n);
    expect(() => threshold({ kind: 'laplace', scale: fraction(1n) }, 1, 0)).toThrow(RangeError);
  });
});

describe('the error bound', () => {
  test('holds in 95 of 100 figures, and a smaller one would hardly', () => {
    for (const noise of noises) {
      const bound = Number(errorBound(noise));
      expect(2 * tail(noise, bound + 1)).toBeLessThanOrEqual(0.05);
      expect(2 * tail(noise, bound - 1)).toBeGreaterThan(0.05);
    }
  });

  test('of a mean holds whatever sum and count were within theirs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: -5, max: 5 }),
        (sum, count, sumNoise, countNoise) => {
          const told = noisyMean(sum + sumNoise, 40, count + countNoise, 5);
          if (!told) return;
          expect(told.from - 1e-9).toBeLessThanOrEqual(sum / count);
          expect(told.to + 1e-9).toBeGreaterThanOrEqual(sum / count);
        },
      ),
    );
    expect(noisyMean(10, 1, 5, 5)).toBeUndefined();
  });
});
