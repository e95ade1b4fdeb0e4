import { z } from 'zod';
import { format } from '../pieces.ts';
import { technique } from '../technique.ts';

/** Letters and digits of ASCII with the marks that codes are written with. */
const codeLike = /^[0-9A-Za-z +().\-/_#]{4,64}$/;
const mostCharacters = 32;

/** `KX-2093-77A` → `7Q-R0LD-E5P`: letters and digits enciphered together, marks where they were. The word says which letters a value may have:
 * `upper` (unless said), `lower` or `mixed`. Other characters do not fit. */
export const fpeText = technique({
  name: 'fpe-text',
  summary: 'Letters and digits of the same number and marks, by FF1 under a key of the recipient.',
  avoid: 'For short codes: under 10^6 values nothing fits. `pseudonym` then.',
  chinese: {
    summary: '同样长度、同样分隔符的字母数字，用接收方的密钥做 FF1。',
    avoid: '短代码：不足一百万种取值的都不适用，用 `pseudonym`。',
  },
  parameters: z.union([z.tuple([]), z.tuple([z.enum(['upper', 'lower', 'mixed'])])]),
  disclosure: 'replaced',
  types: ['String'],
  deterministic: true,
  reversible: true,
  injective: true,
  reveals: () => format,
  candidates: () => 'every code of that format',
  example: 'KX-2093-77A',
  bind: ({ surrogates }, alphabet = 'upper') => ({
    mask: (value) => exchange(value, (text) => surrogates.encipherText(alphabet, text)) ?? null,
    unmask: (value) => exchange(value, (text) => surrogates.decipherText(alphabet, text)),
  }),
});

/** The value with its letters and digits exchanged for as many others. */
function exchange(value: unknown, cipher: (text: string) => string | undefined): string | undefined {
  if (typeof value !== 'string' || !codeLike.test(value)) return undefined;
  const text = value.replace(/[^0-9A-Za-z]/g, '');
  const other = text.length > mostCharacters ? undefined : cipher(text);
  if (other?.length !== text.length) return undefined;
  const next = other[Symbol.iterator]();
  return value.replace(/[0-9A-Za-z]/g, () => next.next().value ?? '');
}
