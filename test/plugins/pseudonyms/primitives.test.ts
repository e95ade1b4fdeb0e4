import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { aessiv } from '@noble/ciphers/aes.js';
import { describe, expect, test } from 'vitest';
import { digitCipher } from '../../../plugins/pseudonyms/digits.ts';
import digits from '../../fixtures/vectors/ff1_wycheproof_digits.json' with { type: 'json' };
import hkdf from '../../fixtures/vectors/hkdf_sha256_wycheproof.json' with { type: 'json' };
import hmac from '../../fixtures/vectors/hmac_sha256_wycheproof.json' with { type: 'json' };

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The calls that keyring, pseudonyms and seals are made of, as they make them. */
describe('what surrogates are made of holds to published vectors', () => {
  test('there are valid cases and others', () => {
    for (const { tests } of [hmac, hkdf])
      expect(new Set(tests.map(({ result }) => result))).toEqual(new Set(['valid', 'invalid']));
    expect(digits.tests.length).toBeGreaterThanOrEqual(40);
  });

  test.each(hmac.tests)('HMAC-SHA-256 of a key of $key', ({ key, msg, tag, result }) => {
    const made = createHmac('sha256', createSecretKey(bytes(key)))
      .update(bytes(msg))
      .digest('hex');
    expect(made === tag).toBe(result === 'valid');
  });

  test.each(hkdf.tests)('HKDF-SHA-256, $size bytes out of $ikm', ({ ikm, salt, info, size, okm, result }) => {
    const derive = (): string =>
      Buffer.from(hkdfSync('sha256', bytes(ikm), bytes(salt), bytes(info), size)).toString('hex');
    if (result === 'valid') expect(derive()).toBe(okm);
    else expect(derive).toThrow();
  });

  test.each(digits.tests)('FF1 over digits: $pt', ({ key, tweak, pt, ct }) => {
    const cipher = digitCipher(bytes(key), bytes(tweak));
    expect([cipher.encipher(pt), cipher.decipher(ct)]).toEqual([ct, pt]);
  });

  test('AES-SIV gives the first example of RFC 5297, and opens nothing that was changed', () => {
    const key = bytes('fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff');
    const associated = bytes('101112131415161718191a1b1c1d1e1f2021222324252627');
    const plain = bytes('112233445566778899aabbccddee');
    const sealed = aessiv(key, associated).encrypt(plain);
    expect(Buffer.from(sealed).toString('hex')).toBe('85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.map((byte, place) => (place === at ? byte ^ 1 : byte));
      expect(() => aessiv(key, associated).decrypt(changed)).toThrow();
    }
  });
});
