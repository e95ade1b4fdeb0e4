import { z } from 'zod';
import { multipleBelow } from '../values/decimal.ts';
import { numeral, wholeValue } from '../values/number.ts';
import { technique } from '../technique.ts';

/** `249.90` → `200` by hundreds: the lower bound of the bucket that it lies in. A Decimal is written without a point. */
export const bucket = technique({
  name: 'bucket',
  summary: 'The lower bound of its bucket: the multiple of a whole step at or below it.',
  avoid: 'For long tails: few have the largest amounts. `clamp` them.',
  chinese: { summary: '所在区间的下限：不大于它的整步长倍数。', avoid: '长尾数据：最大的金额没有几个人。用 `clamp`。' },
  parameters: z.tuple([z.int().min(2).max(1_000_000_000)]),
  disclosure: 'reduced',
  types: ['Int', 'BigInt', 'Decimal'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (step) => [{ tells: 'cell', grid: 'floor', step }],
  store: (step) => ({ form: 'floor', step }),
  call: 'bucket(100)',
  candidates: (step) => step,
  example: '249.90',
  bind: ({ field }, step) => ({
    mask: (value) => {
      const text = numeral(value, field.type);
      return wholeValue(field.type, text === undefined ? undefined : multipleBelow(text, BigInt(step)));
    },
  }),
});
