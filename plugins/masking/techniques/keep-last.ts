import { z } from 'zod';
import { combinations, significantOf, wellFormed } from '../values/text.ts';
import { last } from '../pieces.ts';
import { type ByteMask, misfit, technique, undecided } from '../technique.ts';
import { isAlphanumeric, isAscii, star } from '../values/ascii.ts';

/** Longer text than this is no number or code. */
const longest = 256;

/** The same for ASCII. What stands elsewhere in Unicode is for `mask`. */
const lastOf =
  (n: number): ByteMask =>
  (value, from, to, into, at) => {
    let count = 0;
    for (let i = from; i < to; i += 1) {
      const byte = value[i] as number;
      if (!isAscii(byte)) return undecided;
      if (isAlphanumeric(byte)) count += 1;
    }
    if (to - from > longest || count < n + hidden(n)) return misfit;
    into.fill(star, at, at + 4);
    let left = n;
    for (let i = to - 1; left > 0; i -= 1) {
      const byte = value[i] as number;
      if (isAlphanumeric(byte)) into[at + 3 + left--] = byte;
    }
    return 4 + n;
  };

/** So many characters stay hidden at least: more than are shown, and never fewer than five. */
const hidden = (n: number): number => Math.max(n + 1, 5);

/**
 * `+86 154 0000 1234` → `****1234`. Letters and digits are what counts: spaces, dashes and signs are neither counted nor
 * shown, so every spelling of a number gives the same. With too few to hide the value does not fit.
 */
export const keepLast = technique({
  name: 'keep-last',
  summary:
    'The last n letters or digits behind four stars; null where fewer than n + 1 (and fewer than five) stay hidden.',
  avoid: 'For short numbers, and for id numbers: their end holds the gender and the check digit.',
  chinese: {
    summary: '末尾若干位，前面四个星号；隐藏少于 n + 1 位（至少五位）的为空。',
    avoid: '短号码和身份证号：末尾含性别和校验位。',
  },
  parameters: z.tuple([z.int().min(1).max(8)]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (n) => last(n),
  // Of a mobile number's eleven digits.
  candidates: (n) => 10 ** Math.max(11 - n, hidden(n)),
  left: (value, n) => {
    const characters = significantOf(value.normalize('NFKC'));
    return combinations(characters, characters.length - n);
  },
  call: 'keep-last(4)',
  example: '+86 154 0000 1234',
  bind: (_, n) => ({
    bytes: lastOf(n),
    mask: (value) => {
      const characters = typeof value === 'string' && value.length <= longest ? significantOf(wellFormed(value)) : [];
      if (characters.length < n + hidden(n)) return null;
      return `****${characters.slice(-n).join('')}`;
    },
  }),
});
