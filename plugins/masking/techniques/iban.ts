import { z } from 'zod';
import { last, part } from '../pieces.ts';
import { isIban } from '../values/iban.ts';
import { shortText, significantOf } from '../values/text.ts';
import { technique } from '../technique.ts';

/** `DE02 1203 0000 0000 2020 51` → `DE****2051`. The check digits must be right. */
export const iban = technique({
  name: 'iban',
  summary: 'The country and the last four characters of an IBAN.',
  avoid: 'Where the country is of no interest: `keep-last(4)`.',
  chinese: { summary: 'IBAN 的国家和后四位。', avoid: '无需国家时：`keep-last(4)`。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [...part('country'), ...last(4)],
  // The two check digits follow from the rest.
  left: (value) => 10 ** (significantOf(value.normalize('NFKC')).length - 8),
  candidates: () => 10 ** 14,
  example: 'DE02 1203 0000 0000 2020 51',
  bind: () => ({
    mask: (value) => {
      const text = significantOf(shortText(value, 50)).join('').toUpperCase();
      return isIban(text) ? `${text.slice(0, 2)}****${text.slice(-4)}` : null;
    },
  }),
});
