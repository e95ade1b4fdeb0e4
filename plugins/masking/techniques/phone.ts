import { z } from 'zod';
import { first, last, part } from '../pieces.ts';
import { isRegion, type Phone, readPhone } from '../values/phone.ts';
import { technique } from '../technique.ts';

const end = (number: Phone): string => number.national.slice(-4);

/** Four digits stay hidden in each. */
const shown: Readonly<Record<Phone['kind'], (number: Phone) => string | undefined>> = {
  'chinese-mobile': (number) => `${number.national.slice(0, 3)}****${end(number)}`,
  // Behind its area a number of seven digits would hide three: there the area stays away.
  'chinese-landline': (number) =>
    number.national.length - (number.area?.length ?? 0) === 8
      ? `0${number.area}-****${end(number)}`
      : `****${end(number)}`,
  other: (number) => (number.national.length >= 8 ? `+${number.callingCode}****${end(number)}` : undefined),
};

/** `+86 154 0000 1234` → `154****1234`, `010-8888 1234` → `010-****1234`, `+44 20 7946 0958` → `+44****0958`: as they are usually shown.
 * The region says how a number without `+` is dialled: `phone(us)`. */
export const phone = technique({
  name: 'phone',
  summary:
    'A phone number as it is usually shown: a Chinese mobile 3 + 4, a landline its area and four digits, elsewhere the calling code and four.',
  avoid: 'Where four digits are enough to recognise a number: `keep-last(4)` leaves a thousand times as many.',
  chinese: {
    summary: '按惯例显示的电话：手机 3 + 4，固话区号加后四位，境外国家码加后四位。',
    avoid: '只需核对尾号时：`keep-last(4)` 留下的可能多一千倍。',
  },
  parameters: z.union([
    z.tuple([]),
    z.tuple([z.string().refine(isRegion, 'this is no region: two letters, as in `cn`')]),
  ]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [...part('calling-code'), ...first(3), ...last(4)],
  left: (value, region = 'cn') => {
    const { kind, national = '', area = '' } = readPhone(value, region) ?? {};
    const told =
      kind === 'chinese-mobile'
        ? 7
        : kind === 'chinese-landline' && national.length - area.length === 8
          ? area.length + 4
          : 4;
    return 10 ** (national.length - told);
  },
  candidates: () => 10_000,
  example: '+86 154 0000 1234',
  bind: (_, region = 'cn') => ({
    mask: (value) => {
      const number = readPhone(value, region);
      return number ? (shown[number.kind](number) ?? null) : null;
    },
  }),
});
