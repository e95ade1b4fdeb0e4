import type { Fraction } from '../noise/fraction.ts';
import type { Noise } from './noise.ts';

/** So often a number lies within its error bound; and how many σ that is: the quantile of a normal distribution at (1 + share) / 2. */
const normal = { 0.95: 1.959963984540055, 0.975: 2.241402727604945 } as const;
type Share = keyof typeof normal;

/**
 * How far noise takes a figure from the truth at most, in 95 of 100 figures, or in the share that is said. Of Laplace noise it is exact:
 * P[|X| > w] = 2q^(w+1) / (1+q) for q = e^(-1/b). Of Gaussian noise it is 1.96 σ, rounded up: beyond w + 1 lies no more of the
 * discrete one than beyond w of the other (Canonne, Kamath and Steinke 2020).
 */
export function errorBound(noise: Noise, share: Share = 0.95): bigint {
  if (noise.kind === 'gaussian')
    return BigInt(Math.ceil(normal[share] * Math.sqrt(size(noise.variance)) * (1 + 1e-12)));
  const b = size(noise.scale);
  const q = Math.exp(-1 / b);
  const beyond = b * Math.log(2 / ((1 - share) * (1 + q)));
  return BigInt(Math.max(0, Math.ceil(beyond * (1 + 1e-12)) - 1));
}

const size = ({ of, over }: Fraction): number => Number(of) / Number(over);

/** A mean that was made of a noisy sum and a noisy count, and between what it lies where both errors hold. */
export interface NoisyMean {
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The mean out of a sum and a count, each with its error; nothing where there may be nobody. It is post-processing: it costs
 * nothing more. Errors that each hold in 97.5 of 100 cases hold together in 95.
 */
export function noisyMean(sum: number, sumError: number, count: number, countError: number): NoisyMean | undefined {
  const [few, many] = [count - countError, count + countError];
  if (few < 1) return undefined;
  const ends = [sum - sumError, sum + sumError].flatMap((one) => [one / few, one / many]);
  return { mean: sum / count, from: Math.min(...ends), to: Math.max(...ends) };
}
