import { createHash } from 'node:crypto';
import { keyedStream } from '../../../plugins/anonymization/noise/stream.ts';
import type { RandomBytes } from '../../../plugins/anonymization/noise/random.ts';

/** The same bytes for the same seed, and how many were taken so far. */
export function seededBytes(seed: string): { readonly random: RandomBytes; readonly taken: () => number } {
  const stream = keyedStream(createHash('sha256').update(seed).digest());
  const count = { taken: 0 };
  const random: RandomBytes = (bytes) => {
    count.taken += bytes;
    return stream(bytes);
  };
  return { random, taken: () => count.taken };
}
