import { z } from 'zod';
import { wellFormed } from '../values/text.ts';
import { equality } from '../pieces.ts';
import { technique } from '../technique.ts';

/** Longer text than a key or an identifier ever is does not fit: its token would be longer than what is accepted back. */
const longest = 8192;

/** The value itself, enciphered with AES-SIV under a key of the recipient: accepted back from them, and from no other. */
export const seal = technique({
  name: 'seal',
  summary: 'An enciphered token that only the gateway opens.',
  avoid: 'Where nothing has to come back: `pseudonym` is shorter and nobody can open it.',
  chinese: { summary: '只有网关能打开的密文令牌。', avoid: '无需还原时：`pseudonym` 更短，谁也打不开。' },
  parameters: z.tuple([]),
  disclosure: 'replaced',
  types: ['ID', 'String'],
  deterministic: true,
  reversible: true,
  injective: true,
  reveals: () => equality,
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
