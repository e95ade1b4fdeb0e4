import { z } from 'zod';
import { nearestMultiple } from '../values/decimal.ts';
import { numeral, wholeValue } from '../values/number.ts';
import { technique } from '../technique.ts';

/** `249.90` → `263`: rounded to whole, then moved by at most so much. The noise is a keyed function of value and recipient: asked again it is
 * the same, so there is nothing to average. */
export const noise = technique({
  name: 'noise',
  summary: 'A whole number within so much of it, always the same for the same value and recipient.',
  avoid:
    'For statistics: many values with noise add up to the truth. And for two recipients who compare: each has noise of their own.',
  chinese: {
    summary: '在若干范围内浮动的整数；同一值对同一接收方总是相同。',
    avoid: '统计：大量带噪的值加起来仍是真相。两个接收方串通时：各自的噪声可以平均。',
  },
  parameters: z.tuple([z.int().min(2).max(1_000_000_000)]),
  disclosure: 'reduced',
  types: ['Int', 'BigInt', 'Decimal'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (spread) => [{ tells: 'near', within: spread }],
  call: 'noise(25)',
  candidates: (spread) => 2 * spread + 1,
  example: '249.90',
  bind: ({ field, surrogates }, spread) => ({
    mask: (value) => {
      const text = numeral(value, field.type);
      const whole = text === undefined ? undefined : nearestMultiple(text, 1n);
      if (whole === undefined) return null;
      const drawn = BigInt(surrogates.draw(String(whole)) % (2 * spread + 1));
      return wholeValue(field.type, whole + drawn - BigInt(spread));
    },
  }),
});
