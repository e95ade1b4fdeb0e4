import type { Fraction } from './fraction.ts';
import { geometric } from './geometric.ts';
import { type RandomBytes, uniformBelow } from './random.ts';

/**
 * Discrete Laplace noise: x with the probability (e^(1/b) - 1) / (e^(1/b) + 1) · e^(-|x|/b) for the scale b, exactly.
 * Algorithm 2 of Canonne, Kamath and Steinke (2020). With the scale Δ/ε it makes a whole number that one person moves by
 * at most Δ ε-differentially private. How long it takes tells a little of how large the noise is.
 * @throws RangeError where the scale is not above 0
 */
export function discreteLaplace(random: RandomBytes, scale: Fraction): bigint {
  for (;;) {
    const size = geometric(random, scale);
    const below = uniformBelow(random, 2n) === 1n;
    // Zero has no sign: were both kept, it would come twice as often as it may.
    if (size > 0n || !below) return below ? -size : size;
  }
}
