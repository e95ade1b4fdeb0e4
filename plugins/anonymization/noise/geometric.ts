import { bernoulliExp } from './bernoulli.ts';
import { dividedBy, type Fraction, fraction } from './fraction.ts';
import { type RandomBytes, uniformBelow } from './random.ts';

const one = fraction(1n);

/**
 * A whole number from 0 up, x with a probability proportional to exp(-x / scale), exactly: lines 2 to 12 of Algorithm 2 of
 * Canonne, Kamath and Steinke (2020), for a scale t/s. X = U + t·V is geometric by steps of 1/t, and ⌊X/s⌋ by steps of s/t.
 * @throws RangeError where the scale is not above 0
 */
export function geometric(random: RandomBytes, scale: Fraction): bigint {
  const { of: t, over: s } = scale;
  if (t <= 0n) throw new RangeError('the scale of noise must be above 0');
  return (lowPart(random, t) + t * highPart(random)) / s;
}

/** U below t with a probability proportional to exp(-U/t): at least every third throw stays, since exp(-1) > 1/3. */
function lowPart(random: RandomBytes, t: bigint): bigint {
  for (;;) {
    const u = uniformBelow(random, t);
    if (bernoulliExp(random, dividedBy(fraction(u), fraction(t)))) return u;
  }
}

/** V with a probability proportional to exp(-V). */
function highPart(random: RandomBytes): bigint {
  let v = 0n;
  while (bernoulliExp(random, one)) v += 1n;
  return v;
}
