import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../../schema/terms/field.ts';
import { bound } from './bound.ts';

/** Ten thousand numbers that begin alike: all that is left of one that is shown by its prefix. */
const numbers = Array.from({ length: 2000 }, (_, n) => `1540000${String(n).padStart(4, '0')}`);
const acme = 'agreement:acme/delivery';
const borealis = 'agreement:borealis/research';

const all = (call: string, domain?: string): readonly (Value | null)[] => {
  const { mask } = bound(call, 'String', domain);
  return numbers.map((number) => mask(number));
};

describe('who tries it without the key', () => {
  test('finds no pseudonym in a dictionary of hashes', () => {
    const surrogates = new Set(all('pseudonym').map((one) => String(one).replace(/^p[^.]*\./, '')));
    const guesses = numbers.flatMap((number) => [
      ...['sha256', 'sha1', 'md5'].map((kind) => createHash(kind).update(number).digest()),
      createHmac('sha256', '').update(number).digest(),
      createHmac('sha256', 'Customer.field').update(number).digest(),
    ]);
    const written = guesses.flatMap((digest) => [
      digest.toString('base64url'),
      digest.subarray(0, 16).toString('base64url'),
    ]);
    expect(written.filter((guess) => surrogates.has(guess))).toEqual([]);
  });

  test('intersects two recipients and finds nobody', () => {
    for (const call of ['pseudonym', 'seal', 'fpe']) {
      const theirs = new Set(all(call, borealis));
      const shared = all(call, acme).filter((one) => theirs.has(one));
      // By chance two enciphered numbers of eleven digits are the same once in 10^11 pairs.
      expect(shared).toEqual([]);
    }
  });

  test('joins them by order no better than by chance', () => {
    const ranks = (domain: string): readonly number[] => {
      const surrogates = all('fpe', domain).map(String);
      const sorted = [...surrogates].sort();
      const places = new Map(sorted.map((one, at) => [one, at]));
      return surrogates.map((one) => places.get(one) ?? -1);
    };
    const [a, b] = [ranks(acme), ranks(borealis)];
    const same = a.filter((rank, at) => rank === b[at]).length;
    expect(same).toBeLessThan(12);
    // Neighbours before are no neighbours after: the mean step is a third of the range.
    const steps = a.slice(1).map((rank, at) => Math.abs(rank - (a[at] ?? 0)));
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    expect(mean).toBeGreaterThan(numbers.length / 4);
  });

  test('averages what one recipient gets of a value and is no nearer', () => {
    const { mask } = bound('noise(100)', 'Int');
    const asked = Array.from({ length: 500 }, () => Number(mask(12_345)));
    expect(asked.reduce((sum, one) => sum + one, 0) / asked.length).toBe(asked[0]);
  });

  test('sends a surrogate of another recipient and gets nothing back', () => {
    for (const call of ['seal', 'fpe-checked(luhn)', 'fpe-text']) {
      const value = call === 'fpe-checked(luhn)' ? '6222000000000009' : '15400001234';
      const theirs = bound(call, 'String', acme).mask(value);
      const back = bound(call, 'String', borealis).unmask?.(theirs ?? '');
      expect(back).not.toBe(value);
    }
  });
});
