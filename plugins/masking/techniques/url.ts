import { z } from 'zod';
import { part } from '../pieces.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

const longest = 8192;
/** Words alone: a number, an encoded character or a long word could be a key. */
const plain = /^[a-z]{0,24}(?:[-_.][a-z]{1,24}){0,3}$/i;

/** `https://emma@shop.example/orders/8412?token=x#top` → `https://shop.example/` by origin, `https://shop.example/orders/*` by path: who is named
 * before the host, what is asked behind `?` and what follows `#` never stay, nor a part of the path with a digit, a mark or more than 24 letters. */
export const url = technique({
  name: 'url',
  summary: 'The origin of a web address, or its path without what looks like a key.',
  avoid: 'For hosts that are named after people.',
  chinese: { summary: '网址的来源，或去掉形似编号部分的路径。', avoid: '以人名命名的主机。' },
  parameters: z.tuple([z.enum(['origin', 'path'])]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (what) => part(what === 'path' ? 'url-path' : 'origin'),
  call: 'url(path)',
  candidates: (what) => `every address of that ${what}`,
  example: 'https://emma@shop.example/orders/8412?token=x#top',
  bind: (_, what) => ({
    mask: (value) => {
      const text = shortText(value, longest);
      const address = text ? URL.parse(text) : null;
      if (!address || !/^https?:$/.test(address.protocol)) return null;
      const parts =
        what === 'path' ? address.pathname.split('/').map((one) => (plain.test(one) ? one : '*')) : ['', ''];
      return `${address.protocol}//${address.host}${parts.join('/')}`;
    },
  }),
});
