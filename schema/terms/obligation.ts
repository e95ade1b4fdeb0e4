import { joinGroups, type MinimumGroups } from './groups.ts';
import { joinNoise, type NoiseRule } from './noise.ts';

/** Duties of a whole answer. They come from guards only; joined, the larger demand wins. */
export interface Obligation {
  /** The answer leaves only after its record is durable. */
  readonly record: boolean;
  /** At most so many rows may be read for one operation. */
  readonly rows: number;
  /** What groups must be like; nothing where they may be about anybody. */
  readonly groups?: MinimumGroups;
  /** The rules of noise that hold; nothing where figures are exact. */
  readonly noise?: readonly NoiseRule[];
}

export const noObligation: Obligation = Object.freeze({ record: false, rows: Number.POSITIVE_INFINITY });

export function join(a: Obligation, b: Obligation): Obligation {
  const groups = joinGroups(a.groups, b.groups);
  const noise = joinNoise(a.noise, b.noise);
  return {
    record: a.record || b.record,
    rows: Math.min(a.rows, b.rows),
    ...(groups && { groups }),
    ...(noise && { noise }),
  };
}
