import { z } from 'zod';
import { first } from '../pieces.ts';
import { isCreditCode } from '../values/credit-code.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

/** `91990100MA0000001G` → `91990100****`. The check character must be right. */
export const creditCode = technique({
  name: 'credit-code',
  summary: 'Of a unified social credit code the kind of organisation and its district.',
  avoid: 'For sole traders: the code is as good as their name.',
  chinese: { summary: '统一社会信用代码的登记类别和地区。', avoid: '个体工商户：代码等于其姓名。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => first(8),
  candidates: () => 31 ** 8,
  example: '91990100MA0000001G',
  bind: () => ({
    mask: (value) => {
      const text = shortText(value, 40)?.toUpperCase();
      return text && isCreditCode(text) ? `${text.slice(0, 8)}****` : null;
    },
  }),
});
