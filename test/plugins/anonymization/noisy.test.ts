import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { questionDigest, type QuestionKeys } from '../../../plugins/anonymization/budget/question.ts';
import { settledGroups, settledText, withNoise } from '../../../plugins/anonymization/noisy/answer.ts';
import { shownFrom } from '../../../plugins/anonymization/noisy/numbers.ts';
import type { NoiseRule, NoisyAggregate } from '../../../schema/terms/noise.ts';
import { pValue } from './chi-square.ts';

const secret = randomBytes(32);
const hmac = (label: string) => (message: string) =>
  createHmac('sha256', secret).update(`${label} ${message}`).digest();
const keys: QuestionKeys = { question: hmac('question'), noise: hmac('noise') };
const account = { recipient: 'r', population: 'P', period: { id: '2026-11', until: '2026-12-01T00:00:00.000Z' } };

const counting = (rho: number, more: Partial<NoisyAggregate> = {}): NoisyAggregate => ({
  name: 'people',
  entity: 'P',
  groupBy: [],
  count: false,
  subjects: true,
  sum: [],
  avg: [],
  ranges: {},
  person: { rows: 1, groups: 1 },
  mechanism: 'gaussian',
  rho,
  ...more,
});
const ruled = (aggregate: NoisyAggregate): NoiseRule => ({
  name: 'rule',
  population: 'P',
  period: 'month',
  rho: 0.5,
  delta: 1e-6,
  aggregates: [aggregate],
});

/** The noisy answer to a question about a true number of people. */
function answered(aggregate: NoisyAggregate, question: string, people: bigint): bigint {
  const digest = questionDigest(keys, { account, policy: 'v', aggregate: question });
  const asked = { rule: ruled(aggregate), aggregate, types: [], keys, digest };
  return withNoise(asked, [{ key: [], numbers: [people] }])[0]?.numbers[0] ?? 0n;
}

describe('the noise of answers', () => {
  test('over many questions, each with a key of its own, is distributed as it is said to be', () => {
    // σ² = 1 / 2ρ = 10; b = 1 / √(2ρ).
    const sigma = 10;
    const b = Math.sqrt(sigma);
    const reach = 200;
    const weights = {
      gaussian: (x: number): number => Math.exp(-(x * x) / (2 * sigma)),
      laplace: (x: number): number => Math.exp(-Math.abs(x) / b),
    };
    for (const mechanism of ['gaussian', 'laplace'] as const) {
      const weight = weights[mechanism];
      let all = 0;
      for (let x = -reach; x <= reach; x += 1) all += weight(x);
      const noise = Array.from(
        { length: 4000 },
        (_, at) => answered(counting(0.05, { mechanism }), `${at}`, 1000n) - 1000n,
      );
      expect(pValue(noise, (x) => weight(x) / all, 60)).toBeGreaterThan(1e-6);
    }
  });

  test('is another one for each question, group and figure, and the same for the same', () => {
    const aggregate = counting(0.0001, { count: true, groupBy: [{ field: 'f', band: true, keys: ['a', 'b'] }] });
    const ask = (name: string): string => {
      const digest = questionDigest(keys, { account, policy: 'v', aggregate: name });
      const asked = { rule: ruled(aggregate), aggregate, types: ['String'] as const, keys, digest };
      return settledText(withNoise(asked, []));
    };
    expect(ask('one')).toBe(ask('one'));
    const thrown = [...settledGroups(ask('one')), ...settledGroups(ask('two'))].flatMap(({ numbers }) => numbers);
    expect(thrown).toHaveLength(8);
    expect(new Set(thrown).size).toBeGreaterThan(6);
  });

  test('lies on groups that nobody is in as on every other, and on none that was not declared', () => {
    const aggregate = counting(0.05, { groupBy: [{ field: 'f', band: true, keys: ['a', 'b'] }] });
    const asked = { rule: ruled(aggregate), aggregate, types: ['String'] as const, keys, digest: 'd' };
    const groups = withNoise(asked, [
      { key: ['b'], numbers: [500n] },
      { key: ['c'], numbers: [700n] },
    ]);
    expect(groups.map(({ key }) => key)).toEqual([['a'], ['b']]);
    expect(Number(groups[0]?.numbers[0])).toBeLessThan(100);
  });

  test('shows no group of one person whose key nobody knew', () => {
    const aggregate = counting(0.05, { groupBy: [{ field: 'f', band: true }] });
    const rule = ruled(aggregate);
    const groups = Array.from({ length: 3000 }, (_, at) => ({ key: [`k${at}`], numbers: [at === 7 ? 1000n : 1n] }));
    const shown = withNoise({ rule, aggregate, types: ['String'], keys, digest: 'e' }, groups);
    expect(shown.map(({ key }) => key)).toEqual([['k7']]);
    expect(Number(shownFrom(rule, aggregate))).toBeGreaterThan(10);
  });
});

/** Least squares: who is in it, worked out from sums over random halves of a small column. */
function reconstructed(
  halves: readonly (readonly number[])[],
  answers: readonly number[],
  size: number,
): readonly number[] {
  /** What each person's sums come to together. */
  const spread = (sums: readonly number[]): number[] => {
    const whole = Array.from({ length: size }, () => 0);
    for (const [q, half] of halves.entries()) for (const at of half) whole[at] = (whole[at] ?? 0) + (sums[q] ?? 0);
    return whole;
  };
  // The normal equations, by conjugate gradients.
  const times = (x: readonly number[]): number[] => {
    const sums = halves.map((half) => half.reduce((sum, at) => sum + (x[at] ?? 0), 0));
    const out = spread(sums);
    return out.map((one, at) => one + 1e-6 * (x[at] ?? 0));
  };
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);
  let x: number[] = Array.from({ length: size }, () => 0);
  const target = spread(answers);
  let r = target;
  let p = r;
  for (let step = 0; step < 4 * size && dot(r, r) > 1e-12; step += 1) {
    const ap = times(p);
    const alpha = dot(r, r) / dot(p, ap);
    x = x.map((one, at) => one + alpha * (p[at] ?? 0));
    const next = r.map((one, at) => one - alpha * (ap[at] ?? 0));
    const beta = dot(next, next) / dot(r, r);
    p = next.map((one, at) => one + beta * (p[at] ?? 0));
    r = next;
  }
  return x.map((one) => (one > 0.5 ? 1 : 0));
}

describe('attacks on noisy answers', () => {
  test('reconstruction: a small column is got whole from exact sums, and hardly better than by a coin from what a budget buys', () => {
    const size = 60;
    const asked = 300;
    const bytes = randomBytes(size + asked * size);
    const column = Array.from({ length: size }, (_, at) => (bytes[at] ?? 0) % 2);
    const halves = Array.from({ length: asked }, (_, q) =>
      column.flatMap((_, at) => ((bytes[size + q * size + at] ?? 0) % 2 === 1 ? [at] : [])),
    );
    const truth = halves.map((half) => half.reduce((sum, at) => sum + (column[at] ?? 0), 0));
    const right = (guess: readonly number[]): number => guess.filter((one, at) => one === column[at]).length / size;
    expect(right(reconstructed(halves, truth, size))).toBe(1);
    // All three hundred answers share one budget of ρ = 0.1: σ is 39 for sums of about fifteen.
    const noisy = truth.map((one, q) => Number(answered(counting(0.1 / asked), `half ${q}`, BigInt(one))));
    expect(right(reconstructed(halves, noisy, size))).toBeLessThan(0.85);
  });

  test('differencing: two answers with and without one person are told apart hardly better than by a coin', () => {
    const rounds = 2000;
    const aggregate = counting(0.005);
    const guess = (answer: bigint): boolean => answer > 100n;
    const right = Array.from({ length: rounds }, (_, at) => {
      const there = at % 2 === 0;
      return guess(answered(aggregate, `round ${at}`, there ? 101n : 100n)) === there;
    }).filter(Boolean).length;
    // σ = 10: the best guess is right in 52 of 100; of 2000 more than 58 in 100 would be by no accident.
    expect(right / rounds).toBeLessThan(0.58);
  });
});
