import { z } from 'zod';
import { part } from '../pieces.ts';
import { isRegion, readPhone } from '../values/phone.ts';
import { technique } from '../technique.ts';

/** `+86 154 0000 1234` → `+86`. */
export const phoneCountry = technique({
  name: 'phone-country',
  summary: 'The calling code of a phone number.',
  avoid: 'Where nobody asks for the country: `withhold`.',
  chinese: { summary: '电话的国家码。', avoid: '无需国家信息时：`withhold`。' },
  parameters: z.union([
    z.tuple([]),
    z.tuple([z.string().refine(isRegion, 'this is no region: two letters, as in `cn`')]),
  ]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('calling-code'),
  candidates: () => 'every number of that country',
  example: '+86 154 0000 1234',
  bind: (_, region = 'cn') => ({
    mask: (value) => {
      const number = readPhone(value, region);
      return number ? `+${number.callingCode}` : null;
    },
  }),
});
