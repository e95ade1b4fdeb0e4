import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitCipher } from '../../../plugins/pseudonyms/digits.ts';
import { surrogates } from '../../../plugins/pseudonyms/surrogates.ts';
import vectors from '../../fixtures/vectors/ff1_nist_acvp.json' with { type: 'json' };
import { first, foreign, rotated } from './keys.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const decimal = [...vectors.nist, ...vectors.acvp].filter((vector) => vector.radix === 10);
const digits = fc.stringMatching(/^[0-9]{6,56}$/);

describe('FF1 over digits', () => {
  test('there are vectors to test with', () => expect(decimal.length).toBeGreaterThanOrEqual(14));

  test.each(decimal)('gives what NIST gives: $pt under $key', ({ key, tweak, pt, ct }) => {
    const cipher = digitCipher(bytes(key), bytes(tweak));
    expect(cipher.encipher(pt)).toBe(ct);
    expect(cipher.decipher(ct)).toBe(pt);
  });

  test('refuses domains under a million, overlong ones and whatever is not a decimal digit', () => {
    const cipher = surrogates(first, 'role:analyst/analytics', 'Customer.phone');
    for (const text of [
      '',
      '1',
      '12345',
      '1'.repeat(57),
      '12345a',
      '１２３４５６',
      '٠١٢٣٤٥',
      ' 123456',
      '-123456',
      '123456\n',
    ]) {
      expect(cipher.encipherDigits(text)).toBeUndefined();
      expect(cipher.decipherDigits(text)).toBeUndefined();
    }
  });

  test('is a permutation of each length that its key turns back', () => {
    const cipher = surrogates(first, 'd', 'E.f');
    fc.assert(
      fc.property(digits, digits, (a, b) => {
        const [left, right] = [cipher.encipherDigits(a), cipher.encipherDigits(b)];
        expect(left).toMatch(/^[0-9]+$/);
        expect(left).toHaveLength(a.length);
        expect(cipher.decipherDigits(left ?? '')).toBe(a);
        expect(left === right).toBe(a === b);
      }),
      { numRuns: 60 },
    );
  });

  test('gives unrelated digits in another domain, for another field and under another key', () => {
    const number = '13912345678901234567';
    const here = surrogates(first, 'd', 'E.f').encipherDigits(number);
    const elsewhere = [
      surrogates(first, 'd2', 'E.f'),
      surrogates(first, 'd', 'E.g'),
      surrogates(foreign, 'd', 'E.f'),
      surrogates(rotated, 'd', 'E.f'),
    ];
    const all = elsewhere.map((cipher) => cipher.encipherDigits(number));
    expect(new Set([here, ...all]).size).toBe(5);
    for (const cipher of elsewhere) expect(cipher.decipherDigits(here ?? '')).not.toBe(number);
  });
});
