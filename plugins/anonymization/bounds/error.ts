import type { Fraction } from '../noise/fraction.ts';
import type { Noise } from './noise.ts';

/** So often a figure lies within its error bound. */
const usual = 0.95;

/** 97.5 of 100 of a normal distribution lie below this. */
const normal = 1.959963984540055;

/**
 * How far noise takes a figure from the truth at most, in 95 of 100 figures. Of Laplace noise it is exact:
 * P[|X| > w] = 2q^(w+1) / (1+q) for q = e^(-1/b). Of Gaussian noise it is 1.96 σ, rounded up: beyond w + 1 lies no more of the
 * discrete one than beyond w of the other (Canonne, Kamath and Steinke 2020).
 */
export function errorBound(noise: Noise): bigint {
  if (noise.kind === 'gaussian') return BigInt(Math.ceil(normal * Math.sqrt(size(noise.variance)) * (1 + 1e-12)));
  const b = size(noise.scale);
  const q = Math.exp(-1 / b);
  const beyond = b * Math.log(2 / ((1 - usual) * (1 + q)));
  return BigInt(Math.max(0, Math.ceil(beyond * (1 + 1e-12)) - 1));
}

const size = ({ of, over }: Fraction): number => Number(of) / Number(over);

/** A mean that was made of a noisy sum and a noisy count, and between what it lies in 90 of 100 cases. */
export interface NoisyMean {
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The mean out of a sum and a count, each with its error; nothing where there may be nobody. It is post-processing: it costs
 * nothing more. Both hold in 95 of 100 cases, and so together in 90.
 */
export function noisyMean(sum: number, sumError: number, count: number, countError: number): NoisyMean | undefined {
  const [few, many] = [count - countError, count + countError];
  if (few < 1) return undefined;
  const ends = [sum - sumError, sum + sumError].flatMap((one) => [one / few, one / many]);
  return { mean: sum / count, from: Math.min(...ends), to: Math.max(...ends) };
}
