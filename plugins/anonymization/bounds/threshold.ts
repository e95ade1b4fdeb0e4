import type { Fraction } from '../noise/fraction.ts';
import type { Noise } from './noise.ts';

/**
 * From how many people, counted with noise, a group is shown whose key nobody knew before. That a group is there at all
 * may be one person's doing: with this threshold it is shown for theirs alone with a probability of at most δ, which adds
 * to the δ that is told.
 * By tails that are never too small: P[X ≥ t] ≤ e^(-t/b) for Laplace, e^(-t²/2σ²) for the discrete Gaussian (it is
 * sub-Gaussian: Canonne, Kamath and Steinke 2020), and the sum of that over the groups of one person.
 * @param groups in how many groups one person counts
 */
export function threshold(noise: Noise, groups: number, delta: number): bigint {
  if (!(delta > 0 && delta < 1)) throw new RangeError('δ lies between 0 and 1');
  const surprise = Math.log(groups / delta);
  const reach =
    noise.kind === 'laplace' ? size(noise.scale) * surprise : Math.sqrt(2 * size(noise.variance) * surprise);
  // One for the person; and what binary numbers may have lost.
  return 1n + BigInt(Math.ceil(reach * (1 + 1e-12)));
}

const size = ({ of, over }: Fraction): number => Number(of) / Number(over);
