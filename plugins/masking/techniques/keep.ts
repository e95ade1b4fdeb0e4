import { z } from 'zod';
import { type Piece, first, last } from '../pieces.ts';
import { combinations, shortText, significantOf } from '../values/text.ts';
import { technique } from '../technique.ts';

/** So many characters stay hidden at least. */
const hidden = 4;
/** Longer text than this is no number or code. */
const longest = 256;
type Length = 'fixed' | 'length';
const shown = z.int().min(0).max(8);

/** `13800001234` → `138****1234`. Letters and digits are what counts: spaces, dashes and signs are neither counted nor shown, so
 * every spelling of a number gives the same. At least four stay hidden; with fewer the value does not fit. */
export const keep = technique({
  name: 'keep',
  summary:
    'The first and the last letters or digits with four stars between, or with one for each that is hidden; null where fewer than four are.',
  avoid:
    'For numbers that have a check digit or a date in them: what is shown tells of the rest. The kinds of numbers have techniques of their own.',
  chinese: {
    summary: '首尾若干位，中间四个星号（或每隐藏一位一个星号）；隐藏不足四位的为空。',
    avoid: '含校验位或日期的号码：显示的部分会透露其余。各类号码另有专门的方法。',
  },
  parameters: z.union([z.tuple([shown, shown]), z.tuple([shown, shown, z.enum(['fixed', 'length'])])]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (from, to, length?: Length): readonly Piece[] => [
    ...first(from),
    ...last(to),
    ...(length === 'length' ? ([{ tells: 'format' }] as const) : []),
  ],
  left: (value, from, to, _?: Length) => {
    const characters = significantOf(value.normalize('NFKC'));
    return combinations(characters, characters.length - from - to);
  },
  call: 'keep(3, 4)',
  candidates: (from, to, _?: Length) => 10 ** Math.max(11 - from - to, hidden),
  example: '13800001234',
  bind: (_, from, to, length: Length = 'fixed') => ({
    mask: (value) => {
      const characters = significantOf(shortText(value, longest));
      const between = characters.length - from - to;
      if (between < hidden) return null;
      const stars = '*'.repeat(length === 'length' ? between : hidden);
      return `${characters.slice(0, from).join('')}${stars}${to ? characters.slice(-to).join('') : ''}`;
    },
  }),
});
