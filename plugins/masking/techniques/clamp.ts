import { z } from 'zod';
import { compareWhole, exact } from '../values/decimal.ts';
import { numeral, wholeValue } from '../values/number.ts';
import { technique } from '../technique.ts';

const bound = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);

/** 1240 → 500 between 0 and 500: top and bottom coding, so that nobody stands out. */
export const clamp = technique({
  name: 'clamp',
  summary: 'The value itself between two bounds; beyond them the bound.',
  avoid: 'For values in the middle: they stay as they are. `bucket` them.',
  chinese: { summary: '上下封顶：界内为原值，界外为界限。', avoid: '居中的值：保持原样，用 `bucket`。' },
  parameters: z.tuple([bound, bound]).refine(([low, high]) => low < high, 'the first bound is below the second'),
  disclosure: 'reduced',
  types: ['Int', 'BigInt', 'Decimal'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (low, high) => [{ tells: 'between', low, high }],
  call: 'clamp(0, 500)',
  candidates: () => 'itself, or all beyond a bound',
  example: 1240,
  bind: ({ field }, low, high) => ({
    mask: (value) => {
      const text = numeral(value, field.type);
      const number = text === undefined ? undefined : exact(text);
      if (!number) return null;
      if (compareWhole(number, low) < 0) return wholeValue(field.type, BigInt(low));
      return compareWhole(number, high) > 0 ? wholeValue(field.type, BigInt(high)) : value;
    },
  }),
});
