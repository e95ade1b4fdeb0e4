import { z } from 'zod';
import { wellFormed } from '../values/text.ts';
import { technique } from '../technique.ts';

/** Longer text than a key or an identifier ever is does not fit: its token would be longer than what is accepted back. */
const longest = 8192;

/** The value itself, enciphered with AES-SIV under a key of the recipient: accepted back from them, and from no other. */
export const seal = technique({
  name: 'seal',
  summary: 'An enciphered token that only the gateway opens.',
  parameters: z.tuple([]),
  disclosure: 'replaced',
  types: ['ID', 'String'],
  deterministic: true,
  reversible: true,
  injective: true,
  candidates: () => 'every value of that length',
  example: '1042',
  bind: ({ surrogates }) => ({
    mask: (value) => {
      const text = wellFormed(value);
      return text === undefined || text.length > longest ? null : surrogates.seal(text);
    },
    unmask: (token) => (typeof token === 'string' ? surrogates.open(token) : undefined),
  }),
});
