import { z } from 'zod';
import { wellFormed } from '../values/text.ts';
import { first } from '../pieces.ts';
import { technique } from '../technique.ts';

/** `SW1A 2AA` → `SW1` by three. What follows is dropped, not starred, so that a store gives the same. */
export const prefix = technique({
  name: 'prefix',
  summary: 'The first n characters; null where there are not more than that.',
  avoid: 'For numbers with marks: marks count as characters. `keep` counts letters and digits.',
  chinese: {
    summary: '前 n 个字符；不多于 n 个的为空。',
    avoid: '带分隔符的号码：分隔符也算字符。`keep` 只数字母数字。',
  },
  parameters: z.tuple([z.int().min(1).max(64)]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (n) => first(n),
  store: (length) => ({ form: 'prefix', length }),
  candidates: (_length) => 'every value that begins so',
  call: 'prefix(3)',
  example: 'SW1A 2AA',
  bind: (_, length) => ({
    mask: (value) => {
      // A code point has at most two units: so many hold the prefix and one character more.
      const head = [...(wellFormed(value) ?? '').slice(0, 2 * length + 2)];
      return head.length > length ? head.slice(0, length).join('') : null;
    },
  }),
});
