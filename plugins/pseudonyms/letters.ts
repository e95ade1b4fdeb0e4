import { FF1 } from '@noble/ciphers/ff1.js';

const digits = '0123456789';
const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The characters that a cipher keeps to. GB 32100 leaves out I, O, S, V and Z. */
export const alphabets = {
  digits,
  upper: digits + latin,
  lower: digits + latin.toLowerCase(),
  mixed: digits + latin + latin.toLowerCase(),
  'credit-code': '0123456789ABCDEFGHJKLMNPQRTUWXY',
} as const;

export type Alphabet = keyof typeof alphabets;

/** A permutation of the texts of each length over an alphabet. */
export interface TextCipher {
  readonly encipher: (text: string) => string | undefined;
  readonly decipher: (text: string) => string | undefined;
}

/** FF1 grows costly with length; nothing that has a format is longer. */
const longest = 56;

/** FF1 (NIST SP 800-38G) over an alphabet; nothing for other characters, or for a length with fewer than 10^6 texts. */
export function textCipher(alphabet: Alphabet, key: Uint8Array, tweak: Uint8Array): TextCipher {
  const characters = alphabets[alphabet];
  const places: ReadonlyMap<string, number> = new Map([...characters].map((one, at) => [one, at]));
  const ff1 = FF1(characters.length, key, tweak);
  // NIST SP 800-38G rev. 1 (2nd draft), 5.1: radix^minlen is at least 10^6.
  const shortest = Math.ceil(6 / Math.log10(characters.length));
  const over = (permute: (numerals: number[]) => number[]) => (text: string) => {
    if (text.length < shortest || text.length > longest) return undefined;
    const numerals = [...text].map((one) => places.get(one) ?? -1);
    return numerals.includes(-1)
      ? undefined
      : permute(numerals)
          .map((n) => characters[n])
          .join('');
  };
  return { encipher: over(ff1.encrypt), decipher: over(ff1.decrypt) };
}
