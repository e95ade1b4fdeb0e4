import { z } from 'zod';
import { wellFormed } from '../values/text.ts';
import { technique } from '../technique.ts';

/**
 * A keyed hash of the value. Spellings that are the same to Unicode (NFKC) are one value and have one pseudonym.
 * GDPR Art. 4(5): still personal data, for whoever holds the key can recompute it.
 */
export const pseudonym = technique({
  name: 'pseudonym',
  summary: 'A keyed hash (HMAC-SHA-256) under a key of the recipient; nobody turns it back.',
  parameters: z.tuple([]),
  disclosure: 'replaced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: true,
  candidates: () => 'all',
  example: 'Emma Johnson',
  bind: ({ surrogates }) => ({
    mask: (value) => {
      const text = wellFormed(value);
      return text === undefined ? null : surrogates.pseudonym(text.normalize('NFKC'));
    },
  }),
});
