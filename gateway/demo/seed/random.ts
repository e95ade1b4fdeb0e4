/** A stream of numbers that depends on its labels alone: the same labels give the same stream, on every machine. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the items, as often as its weight says. */
  readonly weighted: <T>(table: readonly (readonly [item: T, weight: number])[]) => T;
  /** That many decimal digits. */
  readonly digits: (count: number) => string;
}

/**
 * Labelled by what is made and its number, not drawn from one long stream: a row is the same row at every scale,
 * and a new column shifts no other. Not for secrets.
 */
export function random(...labels: readonly (string | number)[]): Random {
  let state = fnv1a(labels.join('\u001f'));
  // Mulberry32: one 32-bit word of state, well mixed, which is all that invented data needs.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (list) => at(list, below(list.length)),
    weighted: (table) => {
      let left = next() * table.reduce((sum, [, weight]) => sum + weight, 0);
      return (table.find(([, weight]) => (left -= weight) < 0) ?? at(table, table.length - 1))[0];
    },
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  };
}

/** The element at an index that is in range by construction. */
export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError('an index of the seed is out of range');
  return list[index] as T;
}

const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
};
