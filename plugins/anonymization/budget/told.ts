/**
 * The simple way to tell ρ as (ε, δ): ε = ρ + 2·√(ρ·ln(1/δ)) (Bun and Steinke 2016). Always right, and
 * larger than it need be.
 */
export const simpleEpsilon = (rho: number, delta: number): number => rho + 2 * Math.sqrt(rho * Math.log(1 / delta));

/**
 * The smallest δ that is known for ρ and ε: the least over α > 1 of exp((α-1)(αρ-ε)) / (α-1) · (1-1/α)^α
 * (Canonne, Kamath and Steinke 2020, section 2.3). Whatever α is taken, it is a bound; the search only makes it small.
 */
export function deltaOf(rho: number, epsilon: number): number {
  if (rho === 0) return 0;
  // The derivative of the logarithm, which only grows: (2α-1)ρ - ε + ln(1-1/α).
  let [low, high] = [1 + 1e-9, (epsilon + 1) / (2 * rho) + 2];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if ((2 * middle - 1) * rho - epsilon + Math.log1p(-1 / middle) < 0) low = middle;
    else high = middle;
  }
  const alpha = high;
  const log = (alpha - 1) * (alpha * rho - epsilon) + alpha * Math.log1p(-1 / alpha) - Math.log(alpha - 1);
  return Math.min(1, Math.exp(log));
}

/** The smallest ε that is known for ρ and δ, never above the simple one. It is told, and nothing is decided by it. */
export function epsilonOf(rho: number, delta: number): number {
  if (rho === 0 || delta >= 1 || deltaOf(rho, 0) <= delta) return 0;
  let [low, high] = [0, simpleEpsilon(rho, delta)];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (deltaOf(rho, middle) <= delta) high = middle;
    else low = middle;
  }
  return high;
}
