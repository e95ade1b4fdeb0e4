import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surrogates, surrogateSource } from '../../../plugins/pseudonyms/surrogates.ts';
import { first, foreign, garbage, rotated, tampered } from './keys.ts';

const here = surrogates(first, 'role:analyst/analytics', 'Customer.email');
const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('a pseudonym', () => {
  test('is the same for the same value, with the key id in front and 128 bits behind', () => {
    expect(here.pseudonym('zoe@example.com')).toMatch(/^pk1\.[\w-]{22}$/);
    expect(here.pseudonym('zoe@example.com')).toBe(here.pseudonym('zoe@example.com'));
  });

  test('does not care how a value was composed', () => {
    expect(here.pseudonym('Zoe\u0308')).toBe(here.pseudonym('Zo\u00eb'));
    expect(here.pseudonym('Ａ１')).toBe(here.pseudonym('A1'));
  });

  test('differs for different values', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(here.pseudonym(a) === here.pseudonym(b)).toBe(a.normalize('NFKC') === b.normalize('NFKC'));
      }),
    );
  });

  test('is unrelated in another domain, for another field, under another key', () => {
    const others = [
      surrogates(first, 'role:analyst/fraud', 'Customer.email'),
      surrogates(first, 'role:analyst/analytics', 'Customer.name'),
      surrogates(foreign, 'role:analyst/analytics', 'Customer.email'),
      here,
    ];
    expect(new Set(others.map((one) => one.pseudonym('x').split('.')[1])).size).toBe(4);
    expect(surrogates(rotated, 'd', 'E.f').pseudonym('x')).toMatch(/^pk2\./);
  });
});

describe('a sealed value', () => {
  test('comes back, and two values have two tokens', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(here.open(here.seal(a))).toBe(a);
        expect(here.seal(a) === here.seal(b)).toBe(a === b);
      }),
      { numRuns: 60 },
    );
  });

  test('opens nowhere else', () => {
    const token = here.seal('zoe@example.com');
    expect(surrogates(first, 'role:analyst/fraud', 'Customer.email').open(token)).toBeUndefined();
    expect(surrogates(first, 'role:analyst/analytics', 'Customer.name').open(token)).toBeUndefined();
    expect(surrogates(first, 'role:analyst/analyticsC', 'ustomer.email').open(token)).toBeUndefined();
    expect(surrogates(foreign, 'role:analyst/analytics', 'Customer.email').open(token)).toBeUndefined();
  });

  test('does not open when any bit of it was changed, nor by another spelling', () => {
    for (const token of tampered(here.seal('zoe@example.com'))) expect(here.open(token)).toBeUndefined();
  });

  test.each(garbage)('garbage opens to nothing and throws nothing: %#', (token) => {
    expect(here.open(token)).toBeUndefined();
  });

  test('does not tell the length of a short value', () => {
    expect(new Set(['', 'a', 'a'.repeat(15)].map((value) => here.seal(value).length)).size).toBe(1);
  });

  test('of an older key still opens, and new ones are made with the current key', () => {
    const after = surrogates(rotated, 'role:analyst/analytics', 'Customer.email');
    expect(after.open(here.seal('x'))).toBe('x');
    expect(after.seal('x')).not.toBe(here.seal('x'));
    expect(here.open(after.seal('x'))).toBeUndefined();
  });
});

describe('what is remembered', () => {
  test('never mixes kinds or values, even when there is hardly room', () => {
    const tight = surrogates(first, 'role:analyst/analytics', 'Customer.email', 2);
    for (const value of ['123456', '234567', '123456', '345678', '123456']) {
      expect(tight.encipherDigits(value)).toBe(here.encipherDigits(value));
      expect(tight.pseudonym(value)).toBe(here.pseudonym(value));
      expect(tight.seal(value)).toBe(here.seal(value));
    }
  });

  test('is one instance for each domain and field, within bounds', () => {
    const source = surrogateSource(first, { fields: 2, values: 10 });
    const one = source('d', 'E.f');
    expect(source('d', 'E.f')).toBe(one);
    expect(source('d', 'E.g')).not.toBe(one);
    source('d', 'E.h');
    expect(source('d', 'E.f')).not.toBe(one);
    expect(source('d', 'E.f').seal('x')).toBe(one.seal('x'));
  });
});
