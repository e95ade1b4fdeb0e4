import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bernoulli, bernoulliExp } from '../../../plugins/anonymization/noise/bernoulli.ts';
import {
  ceilingOf,
  decimal,
  dividedBy,
  floorOf,
  fraction,
  isLess,
  plus,
  times,
} from '../../../plugins/anonymization/noise/fraction.ts';
import { discreteGaussian } from '../../../plugins/anonymization/noise/gaussian.ts';
import { geometric } from '../../../plugins/anonymization/noise/geometric.ts';
import { discreteLaplace } from '../../../plugins/anonymization/noise/laplace.ts';
import { uniformBelow } from '../../../plugins/anonymization/noise/random.ts';
import { keyedStream } from '../../../plugins/anonymization/noise/stream.ts';
import { seededBytes } from './bytes.ts';
import { pValue, upperGamma } from './chi-square.ts';

/** So unlikely is a false alarm, and the seeds are fixed besides. */
const threshold = 1e-6;
const draws = 20_000;

const many = (seed: string, draw: (random: ReturnType<typeof seededBytes>['random']) => bigint): readonly bigint[] => {
  const { random } = seededBytes(seed);
  return Array.from({ length: draws }, () => draw(random));
};

const mean = (samples: readonly bigint[]): number => samples.reduce((sum, x) => sum + Number(x), 0) / samples.length;
const variance = (samples: readonly bigint[]): number =>
  samples.reduce((sum, x) => sum + Number(x) ** 2, 0) / samples.length - mean(samples) ** 2;

/** Written apart from the samplers: weights, and their sum over all that matter. */
function normal(weight: (x: number) => number, from: number, reach: number): (x: number) => number {
  let sum = 0;
  for (let x = from; x <= reach; x += 1) sum += weight(x);
  return (x) => (x < from ? 0 : weight(x) / sum);
}

test('the table of chi-square is met by the test that judges the samplers', () => {
  expect(upperGamma(1 / 2, 3.841459 / 2)).toBeCloseTo(0.05, 6);
  expect(upperGamma(10 / 2, 18.307038 / 2)).toBeCloseTo(0.05, 6);
  expect(upperGamma(100 / 2, 149.449253 / 2)).toBeCloseTo(0.001, 6);
});

test('every byte is judged alike: what is kept of them falls on each number equally often', () => {
  for (const bound of [1, 2, 3, 5, 6, 7, 100, 129, 255, 256]) {
    const counts = new Array<number>(bound).fill(0);
    for (let byte = 0; byte < 256; byte += 1) {
      const thrown = [Uint8Array.of(byte), Uint8Array.of(0)];
      const at = Number(uniformBelow(() => thrown.shift() ?? Uint8Array.of(0), BigInt(bound)));
      // The second throw is only made where the first was refused.
      if (thrown.length === 1 || bound === 1) counts[at] = (counts[at] ?? 0) + 1;
    }
    expect(new Set(counts).size).toBe(1);
  }
});

test('a source that runs dry and a bound that leaves nothing are refused', () => {
  expect(() => uniformBelow(() => new Uint8Array(0), 10n)).toThrow(/another number of bytes/);
  expect(() => uniformBelow(seededBytes('any').random, 0n)).toThrow(/at least 1/);
  expect(() => bernoulli(seededBytes('any').random, fraction(3n, 2n))).toThrow(/from 0 to 1/);
  expect(() => bernoulliExp(seededBytes('any').random, fraction(-1n))).toThrow(/at least 0/);
  expect(() => geometric(seededBytes('any').random, fraction(0n))).toThrow(/above 0/);
  expect(() => discreteLaplace(seededBytes('any').random, fraction(-1n))).toThrow(/above 0/);
  expect(() => discreteGaussian(seededBytes('any').random, fraction(0n))).toThrow(/above 0/);
});

test.each([
  ['0', 0n, 1n],
  ['1/1000', 1n, 1000n],
  ['1/3', 1n, 3n],
  ['1', 1n, 1n],
  ['5/2', 5n, 2n],
  ['7', 7n, 1n],
])('exp(-γ) comes true as often as it should for γ = %s', (name, of, over) => {
  const { random } = seededBytes(`exp ${name}`);
  const p = Math.exp(-Number(of) / Number(over));
  let true_ = 0;
  for (let draw = 0; draw < draws; draw += 1) if (bernoulliExp(random, fraction(of, over))) true_ += 1;
  const spread = Math.sqrt((p * (1 - p)) / draws);
  expect(Math.abs(true_ / draws - p)).toBeLessThanOrEqual(4.9 * spread);
});

test.each([
  ['1/2', fraction(1n, 2n)],
  ['1', fraction(1n)],
  ['7/3', fraction(7n, 3n)],
  ['40', fraction(40n)],
])('geometric numbers of scale %s are as frequent as they should be', (name, scale) => {
  const b = Number(scale.of) / Number(scale.over);
  const p = normal((x) => Math.exp(-x / b), 0, 60 * Math.ceil(b));
  expect(
    pValue(
      many(`geometric ${name}`, (random) => geometric(random, scale)),
      p,
      30 * Math.ceil(b),
    ),
  ).toBeGreaterThan(threshold);
});

test.each([
  ['1/3', fraction(1n, 3n)],
  ['1', fraction(1n)],
  ['5/2', fraction(5n, 2n)],
  ['10', fraction(10n)],
  ['100', fraction(100n)],
])('Laplace noise of scale %s has its distribution, its mean and its variance', (name, scale) => {
  const b = Number(scale.of) / Number(scale.over);
  const samples = many(`laplace ${name}`, (random) => discreteLaplace(random, scale));
  const factor = Math.expm1(1 / b) / (Math.exp(1 / b) + 1);
  expect(pValue(samples, (x) => factor * Math.exp(-Math.abs(x) / b), 30 * Math.ceil(b))).toBeGreaterThan(threshold);
  // 2e^(1/b) / (e^(1/b) - 1)²; the fourth moment of Laplace is six times the square of its variance.
  const exact = (2 * Math.exp(1 / b)) / Math.expm1(1 / b) ** 2;
  expect(Math.abs(mean(samples))).toBeLessThan(4.9 * Math.sqrt(exact / draws));
  if (b >= 1) expect(Math.abs(variance(samples) / exact - 1)).toBeLessThan(4.9 * Math.sqrt(6 / draws));
});

test.each([
  ['1/4', fraction(1n, 4n)],
  ['1', fraction(1n)],
  ['2', fraction(2n)],
  ['10/3', fraction(10n, 3n)],
  ['100', fraction(100n)],
  ['5000', fraction(5000n)],
])('Gaussian noise of variance %s has its distribution, its mean and its variance', (name, square) => {
  const sigma2 = Number(square.of) / Number(square.over);
  const reach = Math.ceil(12 * Math.sqrt(sigma2)) + 2;
  const samples = many(`gaussian ${name}`, (random) => discreteGaussian(random, square));
  const p = normal((x) => Math.exp(-(x * x) / (2 * sigma2)), -reach, reach);
  expect(pValue(samples, p, reach)).toBeGreaterThan(threshold);
  let exact = 0;
  for (let x = -reach; x <= reach; x += 1) exact += p(x) * x * x;
  expect(Math.abs(mean(samples))).toBeLessThan(4.9 * Math.sqrt(exact / draws));
  if (sigma2 >= 1) expect(Math.abs(variance(samples) / exact - 1)).toBeLessThan(4.9 * Math.sqrt(3 / draws));
});

test('a sampler whose scale is a tenth too small is found out', () => {
  const samples = many('tenth', (random) => discreteLaplace(random, fraction(10n)));
  const b = 11;
  const factor = Math.expm1(1 / b) / (Math.exp(1 / b) + 1);
  expect(pValue(samples, (x) => factor * Math.exp(-Math.abs(x) / b), 300)).toBeLessThan(threshold);
});

test('noise is as often below zero as above', () => {
  for (const draw of [
    (random: ReturnType<typeof seededBytes>['random']) => discreteLaplace(random, fraction(3n)),
    (random: ReturnType<typeof seededBytes>['random']) => discreteGaussian(random, fraction(9n)),
  ]) {
    const moved = many('signs', draw).filter((x) => x !== 0n);
    const below = moved.filter((x) => x < 0n).length;
    expect(Math.abs(below - moved.length / 2)).toBeLessThan(4.9 * Math.sqrt(moved.length / 4));
  }
});

test.each([
  ['a thousandth', fraction(1n, 1000n)],
  ['a scale beyond every binary number', fraction(10n ** 400n)],
  ['a fraction of two enormous numbers', fraction(10n ** 60n + 7n, 10n ** 59n + 3n)],
])('%s is drawn as exactly and with few bytes', (_, one) => {
  const { random, taken } = seededBytes('extreme');
  const wanted = (8n * BigInt(one.of.toString(2).length + one.over.toString(2).length)) / 8n + 64n;
  for (let draw = 0; draw < 50; draw += 1) {
    discreteLaplace(random, one);
    discreteGaussian(random, times(one, one));
  }
  expect(taken() / 50).toBeLessThan(Number(wanted) * 40);
});

test('a hundred-fold larger scale takes a few more bytes and not a hundred times as many', () => {
  const cost = (scale: bigint): number => {
    const { random, taken } = seededBytes('cost');
    for (let draw = 0; draw < 500; draw += 1) discreteGaussian(random, fraction(scale * scale));
    return taken() / 500;
  };
  expect(cost(10n)).toBeLessThan(200);
  expect(cost(1000n)).toBeLessThan(400);
});

test('the same key gives the same noise, another key another', () => {
  const noise = (key: number): readonly bigint[] => {
    const random = keyedStream(new Uint8Array(32).fill(key));
    return Array.from({ length: 20 }, () => discreteGaussian(random, fraction(10_000n)));
  };
  expect(noise(1)).toEqual(noise(1));
  expect(noise(1)).not.toEqual(noise(2));
});

test('a keyed stream is one stream, in whatever pieces it is taken', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6000 }), { maxLength: 8 }), (pieces) => {
      const whole = keyedStream(new Uint8Array(32))(pieces.reduce((sum, one) => sum + one, 0));
      const stream = keyedStream(new Uint8Array(32));
      expect(Buffer.concat(pieces.map((one) => stream(one)))).toEqual(Buffer.from(whole));
    }),
    { numRuns: 50 },
  );
});

test('fractions are exact', () => {
  const any = fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 20n)).map(([a, b]) => fraction(a, b));
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(plus(a, b)).toEqual(plus(b, a));
      expect(times(a, b)).toEqual(times(b, a));
      if (b.of !== 0n) expect(times(dividedBy(a, b), b)).toEqual(a);
      expect(isLess(a, plus(a, fraction(1n, 10n ** 30n)))).toBe(true);
      expect(floorOf(a) * a.over <= a.of && a.of < (floorOf(a) + 1n) * a.over).toBe(true);
      expect(ceilingOf(a) === floorOf(a) || ceilingOf(a) === floorOf(a) + 1n).toBe(true);
    }),
  );
  expect(decimal('0.1')).toEqual(fraction(1n, 10n));
  expect(decimal('-12.50')).toEqual(fraction(-25n, 2n));
  expect(() => decimal('1e-3')).toThrow(/no decimal/);
  expect(() => fraction(1n, 0n)).toThrow(/zero/);
});
