import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alphabet, alphabets, textCipher } from '../../../plugins/pseudonyms/letters.ts';
import { surrogates } from '../../../plugins/pseudonyms/surrogates.ts';
import nist from '../../fixtures/vectors/ff1_nist_acvp.json' with { type: 'json' };
import wycheproof from '../../fixtures/vectors/ff1_wycheproof_text.json' with { type: 'json' };
import { first, foreign } from './keys.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const lower = nist.nist.filter((vector) => vector.alphabet === alphabets.lower);

describe('FF1 over letters and digits', () => {
  test('there are vectors to test with', () => {
    expect(lower.length).toBeGreaterThanOrEqual(3);
    expect(wycheproof.cases.length).toBeGreaterThanOrEqual(40);
  });

  test.each([
    ...lower.map((vector) => ({ ...vector, alphabet: 'lower' as Alphabet })),
    ...wycheproof.cases.map((vector) => ({ ...vector, alphabet: vector.alphabet as Alphabet })),
  ])('gives what the vectors give: $pt over $alphabet', ({ alphabet, key, tweak, pt, ct }) => {
    const cipher = textCipher(alphabet, bytes(key), bytes(tweak));
    expect(cipher.encipher(pt)).toBe(ct);
    expect(cipher.decipher(ct)).toBe(pt);
  });

  test.each(Object.keys(alphabets) as Alphabet[])('is a permutation of texts over %s of at least 10^6', (alphabet) => {
    const characters = alphabets[alphabet];
    const shortest = Math.ceil(6 / Math.log10(characters.length));
    const here = surrogates(first, 'role:analyst/analytics', 'Customer.code');
    const text = fc.string({ unit: fc.constantFrom(...characters), minLength: shortest, maxLength: 20 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = [here.encipherText(alphabet, a), here.encipherText(alphabet, b)];
        expect(left).toHaveLength(a.length);
        expect(here.decipherText(alphabet, left ?? '')).toBe(a);
        expect(left === right).toBe(a === b);
      }),
      { numRuns: 30 },
    );
    expect(here.encipherText(alphabet, (characters[1] ?? '').repeat(shortest - 1))).toBeUndefined();
    expect(here.encipherText(alphabet, (characters[1] ?? '').repeat(57))).toBeUndefined();
    expect(here.encipherText(alphabet, '山'.repeat(8))).toBeUndefined();
  });

  test('differs by key, domain and field', () => {
    const all = [
      surrogates(first, 'd', 'E.f'),
      surrogates(first, 'd', 'E.g'),
      surrogates(first, 'e', 'E.f'),
      surrogates(foreign, 'd', 'E.f'),
    ].map((one) => one.encipherText('upper', 'ORDER20260307'));
    expect(new Set(all).size).toBe(4);
  });
});

describe('what is drawn', () => {
  test('is the same for a value, and another for another field, domain and key', () => {
    const of = (ring = first, domain = 'd', field = 'E.f') => surrogates(ring, domain, field).draw('100');
    expect(of()).toBe(of());
    expect(new Set([of(), of(first, 'd', 'E.g'), of(first, 'e'), of(foreign)]).size).toBe(4);
    expect(Number.isSafeInteger(of()) && of() >= 0).toBe(true);
  });

  test('for a subject is one for all fields of a domain, and another in another', () => {
    const of = (domain: string, field: string) => surrogates(first, domain, field).drawFor('Customer:1');
    expect(of('d', 'E.f')).toBe(of('d', 'E.g'));
    expect(of('d', 'E.f')).not.toBe(of('e', 'E.f'));
    expect(of('d', 'E.f')).not.toBe(surrogates(first, 'd', 'E.f').drawFor('Customer:2'));
  });
});
