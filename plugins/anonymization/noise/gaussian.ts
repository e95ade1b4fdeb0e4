import { bernoulliExp } from './bernoulli.ts';
import { floorOf, type Fraction, fraction } from './fraction.ts';
import { discreteLaplace } from './laplace.ts';
import type { RandomBytes } from './random.ts';

/**
 * Discrete Gaussian noise: x with a probability proportional to exp(-x² / 2σ²), exactly. Algorithm 3 of Canonne, Kamath
 * and Steinke (2020): a discrete Laplace of scale t = ⌊σ⌋ + 1, kept with the probability exp(-(|y| - σ²/t)² / 2σ²).
 * Its variance is at most σ². Where a person moves the number by at most Δ it costs ρ = Δ²/2σ².
 * @param variance σ², so that σ itself may be a root that no fraction is
 * @throws RangeError where σ² is not above 0
 */
export function discreteGaussian(random: RandomBytes, variance: Fraction): bigint {
  if (variance.of <= 0n) throw new RangeError('the variance of noise must be above 0');
  const t = rootOf(floorOf(variance)) + 1n;
  const scale = fraction(t);
  for (;;) {
    const y = discreteLaplace(random, scale);
    if (bernoulliExp(random, exponent(y < 0n ? -y : y, variance, t))) return y;
  }
}

/** (|y| - σ²/t)² / 2σ² for σ² = n/d: (|y|·t·d - n)² / (2·n·d·t²). */
function exponent(size: bigint, { of: n, over: d }: Fraction, t: bigint): Fraction {
  const distance = size * t * d - n;
  return fraction(distance * distance, 2n * n * d * t * t);
}

/** The largest whole number whose square is not above it, by Newton's steps from above. */
function rootOf(square: bigint): bigint {
  if (square < 2n) return square;
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (root + square / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
