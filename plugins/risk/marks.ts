import { createHmac, createSecretKey } from 'node:crypto';
import type { Cell } from '../../schema/terms/field.ts';

/** 52 bits in two halves, so that they can be joined by exclusive or and still be a number. */
export interface Mark {
  readonly high: number;
  readonly low: number;
}

const half = 2 ** 26;
const bits = half - 1;

/** Marks are numbers from 0 to this, which it never reaches. */
export const markSpace = half * half;

export const noMark: Mark = Object.freeze({ high: 0, low: 0 });

/**
 * The keyed mark of what a field shows: the only trace that is kept of a value, under a key that nobody keeps.
 * @param key 32 bytes, thrown for one measurement
 */
export function marksOf(key: Uint8Array): (field: string, cell: Cell) => Mark {
  const secret = createSecretKey(key);
  return (field, cell) => {
    const digest = createHmac('sha256', secret)
      .update(JSON.stringify([field, cell]))
      .digest();
    return { high: digest.readUInt32LE(0) & bits, low: digest.readUInt32LE(4) & bits };
  };
}

/**
 * Joined marks of several fields stand for their values together: rows that show the same have the same one. Joined again
 * a field is taken out, so that leaving one out, or putting another technique in its place, costs nothing.
 */
export const joined = (a: Mark, b: Mark): Mark => ({ high: a.high ^ b.high, low: a.low ^ b.low });

export const numberOf = ({ high, low }: Mark): number => high * half + low;
