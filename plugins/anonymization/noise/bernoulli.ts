import { floorOf, type Fraction, fraction } from './fraction.ts';
import { type RandomBytes, uniformBelow } from './random.ts';

/** True with exactly this probability. @throws RangeError where it is not from 0 to 1 */
export function bernoulli(random: RandomBytes, { of, over }: Fraction): boolean {
  if (of < 0n || of > over) throw new RangeError('a probability lies from 0 to 1');
  return uniformBelow(random, over) < of;
}

const one = fraction(1n);

/**
 * True with the probability exp(-γ), exactly, for a γ of at least 0: Canonne, Kamath and Steinke, "The Discrete Gaussian
 * for Differential Privacy" (2020), Algorithm 1. No power of e is ever computed.
 * @throws RangeError where γ is below 0
 */
export function bernoulliExp(random: RandomBytes, gamma: Fraction): boolean {
  if (gamma.of < 0n) throw new RangeError('exp(-γ) is a probability only for a γ of at least 0');
  const whole = floorOf(gamma);
  // exp(-γ) = exp(-1)^⌊γ⌋ · exp(⌊γ⌋ - γ): most large γ end after a step or two.
  for (let step = 0n; step < whole; step += 1n) if (!withinOne(random, one)) return false;
  return withinOne(random, fraction(gamma.of - whole * gamma.over, gamma.over));
}

/**
 * For γ from 0 to 1. K counts how often in a row Bernoulli(γ/K) came true, from 1: P[K > k] = γ^k / k!, so that
 * P[K is odd] = Σ (-γ)^k / k! = exp(-γ).
 */
function withinOne(random: RandomBytes, { of, over }: Fraction): boolean {
  let k = 1n;
  while (bernoulli(random, { of, over: over * k })) k += 1n;
  return k % 2n === 1n;
}
