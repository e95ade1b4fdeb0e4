import { expect, test } from 'vitest';
import { deltaOf, epsilonOf, simpleEpsilon } from '../../../plugins/anonymization/budget/told.ts';
import {
  composed,
  composedDisjoint,
  gaussianCost,
  gaussianVariance,
  laplaceCost,
} from '../../../plugins/anonymization/budget/zcdp.ts';
import { fraction, isLess } from '../../../plugins/anonymization/noise/fraction.ts';

const rhos = [1e-4, 1e-3, 1 / 32, 0.1, 0.5, 1, 2.56];
const deltas = [1e-3, 1e-6, 1e-10];

test('costs are exact and add up', () => {
  expect(gaussianCost(fraction(1n), fraction(16n))).toEqual(fraction(1n, 32n));
  expect(gaussianCost(fraction(9n), fraction(9n, 2n))).toEqual(fraction(1n));
  expect(laplaceCost(fraction(1n), fraction(10n))).toEqual(fraction(1n, 200n));
  expect(composed(Array.from({ length: 10 }, () => fraction(1n, 10n)))).toEqual(fraction(1n));
  expect(composed([])).toEqual(fraction(0n));
  expect(composedDisjoint([fraction(1n, 3n), fraction(1n, 2n), fraction(1n, 7n)])).toEqual(fraction(1n, 2n));
  expect(gaussianVariance(fraction(4n), gaussianCost(fraction(4n), fraction(7n, 3n)))).toEqual(fraction(7n, 3n));
  expect(isLess(composed([fraction(1n, 3n), fraction(1n, 3n)]), fraction(2n, 3n))).toBe(false);
});

// The tests of OpenDP 0.14 (zCDP_to_approxDP): noise of σ = 4 on a sensitivity of 1, ρ = 1/32.
test('the conversion meets the values that OpenDP publishes', () => {
  expect(epsilonOf(1 / 32, 1e-3)).toBeCloseTo(0.6880024554878086, 9);
  expect(deltaOf(1 / 32, 0)).toBeCloseTo(0.1508457845622862, 9);
  expect(deltaOf(1 / 32, 0.6880024554878086)).toBeCloseTo(1e-3, 11);
});

test('the least δ is found: no α of a fine grid gives a smaller one', () => {
  for (const rho of rhos) {
    for (const epsilon of [0.1, 0.5, 1, 3, 10, 20]) {
      const found = deltaOf(rho, epsilon);
      let least = 1;
      for (let log = -9; log < 9; log += 0.002) {
        const more = Math.exp(log);
        const alpha = 1 + more;
        const value = more * (alpha * rho - epsilon) - Math.log(more) + alpha * Math.log1p(-1 / alpha);
        least = Math.min(least, Math.exp(value));
      }
      expect(found).toBeLessThanOrEqual(least * (1 + 1e-6));
      expect(found).toBeGreaterThanOrEqual(least * (1 - 1e-3));
    }
  }
});

test('the told ε is never above the simple one, grows with ρ, and shrinks as δ grows', () => {
  for (const delta of deltas) {
    for (const [at, rho] of rhos.entries()) {
      expect(epsilonOf(rho, delta)).toBeLessThanOrEqual(simpleEpsilon(rho, delta));
      if (at > 0) expect(epsilonOf(rho, delta)).toBeGreaterThan(epsilonOf(rhos[at - 1] ?? 0, delta));
      expect(epsilonOf(rho, delta / 10)).toBeGreaterThan(epsilonOf(rho, delta));
    }
  }
  expect(epsilonOf(0, 1e-6)).toBe(0);
  expect(simpleEpsilon(0.1, 1e-6)).toBeCloseTo(2.4508, 4);
});

/** P[X = x] of the discrete Gaussian, and from it the exact δ: the sum of what one answer is likelier than e^ε times the other. */
function exactDelta(sigma2: number, epsilon: number, sensitivity: number): number {
  const reach = Math.ceil(40 * Math.sqrt(sigma2)) + 2 * sensitivity;
  const weight = (x: number): number => Math.exp(-(x * x) / (2 * sigma2));
  let [norm, sum] = [0, 0];
  for (let x = -reach; x <= reach; x += 1) norm += weight(x);
  for (let x = -reach; x <= reach; x += 1) {
    sum += Math.max(0, weight(x) - Math.exp(epsilon) * weight(x - sensitivity)) / norm;
  }
  return sum;
}

test('what is told is never less than what discrete Gaussian noise really gives away', () => {
  for (const sigma2 of [1, 4, 16, 100]) {
    for (const sensitivity of [1, 2, 5]) {
      const rho = sensitivity ** 2 / (2 * sigma2);
      for (const epsilon of [0.1, 0.5, 1, 2, 5]) {
        const exact = exactDelta(sigma2, epsilon, sensitivity);
        expect(deltaOf(rho, epsilon)).toBeGreaterThanOrEqual(exact);
      }
    }
  }
});

test('what is told of Laplace noise holds as well: its δ is what lies beyond its own ε', () => {
  for (const scale of [1, 2, 10]) {
    const p = (x: number): number => Math.tanh(1 / (2 * scale)) * Math.exp(-Math.abs(x) / scale);
    for (const share of [0.2, 0.5, 0.9]) {
      const epsilon = share / scale;
      let exact = 0;
      for (let x = -60 * scale; x <= 60 * scale; x += 1) exact += Math.max(0, p(x) - Math.exp(epsilon) * p(x - 1));
      expect(deltaOf(1 / (2 * scale * scale), epsilon)).toBeGreaterThanOrEqual(exact);
    }
  }
});
