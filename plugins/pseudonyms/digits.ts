import { FF1 } from '@noble/ciphers/ff1.js';

/** A permutation of the decimal digit strings of each length. */
export interface DigitCipher {
  readonly encipher: (digits: string) => string | undefined;
  readonly decipher: (digits: string) => string | undefined;
}

// NIST SP 800-38G rev. 1 (2nd draft), 5.1: radix^minlen is at least 10^6, so at least six digits.
// The upper bound is ours.
const inDomain = /^[0-9]{6,56}$/;

/** FF1 (NIST SP 800-38G) with radix 10; nothing for what is not 6 to 56 decimal digits. */
export function digitCipher(key: Uint8Array, tweak: Uint8Array): DigitCipher {
  const ff1 = FF1(10, key, tweak);
  const over = (permute: (digits: number[]) => number[]) => (digits: string) =>
    inDomain.test(digits) ? permute(Array.from(digits, Number)).join('') : undefined;
  return { encipher: over(ff1.encrypt), decipher: over(ff1.decrypt) };
}
