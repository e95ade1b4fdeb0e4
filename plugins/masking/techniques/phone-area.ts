import { z } from 'zod';
import { part } from '../pieces.ts';
import { isRegion, readPhone } from '../values/phone.ts';
import { technique } from '../technique.ts';

/** `0571-8888 1234` → `+86 571`, `+1 415 555 0123` → `+1 415`. Numbers whose plan has no fixed areas, and mobile ones, do not fit. */
export const phoneArea = technique({
  name: 'phone-area',
  summary: 'The calling code and the area of a Chinese landline or a North American number.',
  avoid: 'Beside an address: the two narrow each other.',
  chinese: { summary: '中国固话或北美号码的国家码和区号。', avoid: '同一视图里有地址时：两者互相缩小范围。' },
  parameters: z.union([
    z.tuple([]),
    z.tuple([z.string().refine(isRegion, 'this is no region: two letters, as in `cn`')]),
  ]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('area-code', 'calling-code'),
  candidates: () => 10_000_000,
  example: '0571-8888 1234',
  bind: (_, region = 'cn') => ({
    mask: (value) => {
      const number = readPhone(value, region);
      return number?.area ? `+${number.callingCode} ${number.area}` : null;
    },
  }),
});
