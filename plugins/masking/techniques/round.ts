import { z } from 'zod';
import { nearestMultiple } from '../values/decimal.ts';
import { numeral, wholeValue } from '../values/number.ts';
import { technique } from '../technique.ts';

/**
 * `249.90` → `200` by hundreds. The step is whole, and so is the result: a Decimal is written without a point (`300`).
 * A multiple that the field's type cannot hold is null.
 */
export const round = technique({
  name: 'round',
  summary: 'The nearest multiple of a whole step, halves away from zero.',
  avoid: 'Beside `bucket` of the same field: their boundaries cut each other. And for long tails: `clamp`.',
  chinese: {
    summary: '最接近的整步长倍数，恰好一半时远离零。',
    avoid: '与同一字段的 `bucket` 并列时：两套边界互相切割。长尾数据用 `clamp`。',
  },
  parameters: z.tuple([z.int().min(2).max(1_000_000_000)]),
  disclosure: 'reduced',
  types: ['Int', 'BigInt', 'Decimal'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (step) => [{ tells: 'cell', grid: 'nearest', step }],
  store: (step) => ({ form: 'round', step }),
  candidates: (step) => step,
  call: 'round(100)',
  example: '249.90',
  bind: ({ field }, step) => ({
    mask: (value) => {
      const text = numeral(value, field.type);
      return wholeValue(field.type, text === undefined ? undefined : nearestMultiple(text, BigInt(step)));
    },
  }),
});
