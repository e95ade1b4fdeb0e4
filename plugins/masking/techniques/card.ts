import { z } from 'zod';
import type { Value } from '../../../schema/terms/field.ts';
import { first, last } from '../pieces.ts';
import { isLuhn } from '../values/luhn.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

const hidden = 5;

/** Twelve to nineteen digits (ISO/IEC 7812), in groups or not. */
function cardDigits(value: Value): string | undefined {
  const digits = shortText(value, 40)?.replace(/(?<=\d)[ -](?=\d)/g, '');
  return digits && /^\d{12,19}$/.test(digits) && isLuhn(digits) ? digits : undefined;
}

/** `6222 0000 0000 0009` → `6222****0009`. The check digit must be right, and five digits at least stay hidden. */
export const card = technique({
  name: 'card',
  summary: 'A bank card number: its first four or six (the issuer) and last four digits.',
  avoid: 'Where the last four are enough: `keep-last(4)`.',
  chinese: { summary: '银行卡号：前四或前六位（发卡行）加后四位。', avoid: '只需后四位时：`keep-last(4)`。' },
  parameters: z.union([z.tuple([]), z.tuple([z.union([z.literal(4), z.literal(6)]), z.literal(4)])]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (from = 4, _?: 4) => [...first(from), ...last(4)],
  // One digit of those hidden follows from the others.
  left: (value, from = 4, _?: 4) => 10 ** ((cardDigits(value)?.length ?? 0) - from - 5),
  candidates: (from = 4, _?: 4) => 10 ** (11 - from),
  example: '6222 0000 0000 0009',
  bind: (_, from = 4, __?: 4) => ({
    mask: (value) => {
      const digits = cardDigits(value);
      return digits && digits.length - from - 4 >= hidden ? `${digits.slice(0, from)}****${digits.slice(-4)}` : null;
    },
  }),
});
