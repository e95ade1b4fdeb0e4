import { dividedBy, type Fraction, fraction, isLess, plus, times, zero } from '../noise/fraction.ts';

// ρ-zCDP: zero-concentrated differential privacy (Bun and Steinke, "Concentrated Differential Privacy", 2016). A cost is an
// exact fraction, so that a thousand small ones add up to what they are.

const half = fraction(1n, 2n);

/**
 * What a whole number with discrete Gaussian noise costs: ρ = Δ²/2σ² (Canonne, Kamath and Steinke 2020).
 * @param squared Δ², the square of how far one person can move the number, or a list of numbers by Euclid's distance
 * @param variance σ²
 */
export const gaussianCost = (squared: Fraction, variance: Fraction): Fraction =>
  times(half, dividedBy(squared, variance));

/** The smallest σ² for which it costs no more than ρ. */
export const gaussianVariance = (squared: Fraction, rho: Fraction): Fraction => times(half, dividedBy(squared, rho));

/**
 * What Laplace noise costs: it is pure ε with ε = Δ/b, and so ρ = ε²/2 (Bun and Steinke 2016).
 * @param sensitivity Δ, by the sum of distances where it is a list of numbers
 * @param scale b
 */
export function laplaceCost(sensitivity: Fraction, scale: Fraction): Fraction {
  const epsilon = dividedBy(sensitivity, scale);
  return times(half, times(epsilon, epsilon));
}

/** What several answers about the same people cost together: their sum, however each was chosen after those before. */
export const composed = (costs: readonly Fraction[]): Fraction => costs.reduce(plus, zero);

/** What answers about groups that share nobody cost: the dearest of them. One person must be in one group only. */
export const composedDisjoint = (costs: readonly Fraction[]): Fraction =>
  costs.reduce((most, one) => (isLess(most, one) ? one : most), zero);
