import { z } from 'zod';
import { wellFormed } from '../values/text.ts';
import { technique } from '../technique.ts';

/** `SW1A 2AA` → `SW1` by three. What follows is dropped, not starred, so that a store gives the same. */
export const prefix = technique({
  name: 'prefix',
  summary: 'The first n characters; null where there are not more than that.',
  parameters: z.tuple([z.int().min(1).max(64)]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  store: (length) => ({ form: 'prefix', length }),
  candidates: (_length) => 'every value that begins so',
  example: 'SW1A 2AA',
  bind: (_, length) => ({
    mask: (value) => {
      // A code point has at most two units: so many hold the prefix and one character more.
      const head = [...(wellFormed(value) ?? '').slice(0, 2 * length + 2)];
      return head.length > length ? head.slice(0, length).join('') : null;
    },
  }),
});
