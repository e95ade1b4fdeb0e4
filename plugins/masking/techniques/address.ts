import { z } from 'zod';
import { part } from '../pieces.ts';
import { placeOf } from '../places/place.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

/** Longer text than this is no address. */
const longest = 300;

/** `浙江省杭州市西湖区文三路12号` → `浙江省杭州市西湖区` by district, `浙江省` by province; `12 Elm Street, Springfield, IL 62701, US` →
 * `Springfield, IL, US` by city, `US` by country. Western addresses have no district: they stop at the city. */
export const address = technique({
  name: 'address',
  summary: 'An address cut at a level: country, province, city or district.',
  avoid: 'District in the country: few people live there. `city` or `province` then.',
  chinese: { summary: '地址截到某一级：国家、省、市、区。', avoid: '农村地区的区县：人口少，用市或省。' },
  parameters: z.tuple([z.enum(['country', 'province', 'city', 'district'])]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (level) => part(level),
  call: 'address(city)',
  candidates: (level) => `every address of that ${level}`,
  example: '12 Elm Street, Springfield, IL 62701, US',
  bind: (_, level) => ({
    mask: (value) => {
      const text = shortText(value, longest);
      return (text ? placeOf(text, level) : undefined) ?? null;
    },
  }),
});
