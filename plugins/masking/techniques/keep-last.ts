import { z } from 'zod';
import { wellFormed } from '../values/text.ts';
import { technique } from '../technique.ts';

const significant = /[\p{L}\p{N}]/gu;

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
  parameters: z.tuple([z.int().min(1).max(8)]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  // Of a mobile number's eleven digits.
  candidates: (n) => 10 ** Math.max(11 - n, hidden(n)),
  example: '+86 154 0000 1234',
  bind: (_, n) => ({
    mask: (value) => {
      const characters = wellFormed(value)?.match(significant);
      if (!characters || characters.length < n + hidden(n)) return null;
      return `****${characters.slice(-n).join('')}`;
    },
  }),
});
