import { z } from 'zod';
import { first, last } from '../pieces.ts';
import { readNationalId } from '../values/national-id.ts';
import { technique } from '../technique.ts';

/** Days of a century; districts whose code begins with one digit; numbers of a day and district that end in two known characters, by the check digit one in eleven. */
const dates = 36_525;
const districts = 500;
const sequences = 100 / 11;

/** `990101199003070015` → `9****15`, with `id-number(6, 2)` → `990101****15`. Six are shown of Chinese numbers alone, whose first six are a
 * district; of permits, passports and others always one and two. The check digit must be right. */
export const idNumber = technique({
  name: 'id-number',
  summary: 'An identity number 1 + 2, or 6 + 2 with the district.',
  avoid: '6 + 2 beside a date of birth: about nine numbers are left. `scrim check` works it out.',
  chinese: {
    summary: '身份证件号 1 + 2，或 6 + 2（含地区）。',
    avoid: '6 + 2 与出生日期并列：只剩约九个号码。`scrim check` 会算出来。',
  },
  parameters: z.union([z.tuple([]), z.tuple([z.literal(1), z.literal(2)]), z.tuple([z.literal(6), z.literal(2)])]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (from = 1, _?: 2) => [...first(from), ...last(2)],
  left: (value, from = 1, _?: 2) => {
    const { kind, text = '' } = readNationalId(value) ?? {};
    if (kind === 'resident-18') return from === 6 ? dates * sequences : districts * dates * sequences;
    if (kind === 'resident-15') return (from === 6 ? 1 : districts) * dates * 10;
    return 10 ** (text.length - 3);
  },
  candidates: (from = 1, _?: 2) => (from === 6 ? dates * sequences : districts * dates * sequences),
  example: '990101199003070015',
  bind: (_, from = 1, __?: 2) => ({
    mask: (value) => {
      const { kind, text } = readNationalId(value) ?? {};
      if (!kind || !text) return null;
      return `${text.slice(0, kind.startsWith('resident') ? from : 1)}****${text.slice(-2)}`;
    },
  }),
});
