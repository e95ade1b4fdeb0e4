import { z } from 'zod';
import { chinesePlace } from '../places/chinese.ts';
import { westernPlace } from '../places/western.ts';
import { shortText } from '../values/text.ts';
import { part } from '../pieces.ts';
import { technique } from '../technique.ts';

/** Longer text than this is no address. */
const longest = 300;

/**
 * `浙江省杭州市西湖区文三路12号` → `浙江省杭州市`, `12 Elm Street, Springfield, IL 62701, US` → `Springfield`.
 * An address whose city is not clearly told from its street does not fit.
 */
export const city = technique({
  name: 'city',
  summary: 'The city of an address, in China with its province.',
  avoid: 'In the country: a village can be a family. `address(province)` then.',
  chinese: {
    summary: '地址中的城市，中国地址带省份。',
    avoid: '农村地区：一个村可能就是一家人，用 `address(province)`。',
  },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('city'),
  candidates: () => 'every address of that city',
  example: '12 Elm Street, Springfield, IL 62701, US',
  bind: () => ({
    mask: (value) => {
      const address = shortText(value, longest);
      if (!address) return null;
      return chinesePlace(address)?.city ?? westernPlace(address)?.city ?? null;
    },
  }),
});
