import { z } from 'zod';
import { chineseCity } from '../places/chinese.ts';
import { westernCity } from '../places/western.ts';
import { wellFormed } from '../values/text.ts';
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
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  candidates: () => 'every address of that city',
  example: '12 Elm Street, Springfield, IL 62701, US',
  bind: () => ({
    mask: (value) => {
      const text = wellFormed(value);
      if (text === undefined || text.length > longest) return null;
      const address = text.normalize('NFKC').trim();
      return chineseCity(address) ?? westernCity(address) ?? null;
    },
  }),
});
