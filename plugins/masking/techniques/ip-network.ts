import { z } from 'zod';
import { networkOf, readAddress } from '../values/ip.ts';
import { technique } from '../technique.ts';

/** `203.0.113.77` → `203.0.113.0` and `2001:db8:85a3::8a2e:370:7334` → `2001:db8:85a3::` by 24 and 48 bits. */
export const ipNetwork = technique({
  name: 'ip-network',
  summary: 'The network of an IPv4 or IPv6 address, so many bits of each.',
  avoid: 'Where rows are filtered by it: `ip-prefix` has a form in the store, for IPv4 alone.',
  chinese: {
    summary: 'IPv4、IPv6 地址的网段，各取若干位。',
    avoid: '需要按它筛选时：`ip-prefix` 能在库里计算，但只支持 IPv4。',
  },
  parameters: z.tuple([z.int().min(8).max(24), z.int().min(16).max(64)]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (v4, v6) => [{ tells: 'network', v4, v6 }],
  left: (value, v4, v6) => (readAddress(value)?.version === 6 ? 2 ** (128 - v6) : 2 ** (32 - v4)),
  call: 'ip-network(24, 48)',
  candidates: (v4) => 2 ** (32 - v4),
  example: '203.0.113.77',
  bind: (_, v4, v6) => ({
    mask: (value) => {
      const found = typeof value === 'string' ? readAddress(value) : undefined;
      return found ? networkOf(found, found.version === 4 ? v4 : v6) : null;
    },
  }),
});
