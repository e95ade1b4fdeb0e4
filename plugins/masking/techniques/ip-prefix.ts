import { z } from 'zod';
import { technique } from '../technique.ts';

/** Four decimal octets without leading zeros; anything else, IPv6 too, does not fit. */
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;

/** `203.0.113.77` → `203.0.113.0` by 24 bits. */
export const ipPrefix = technique({
  name: 'ip-prefix',
  summary: 'The network of an IPv4 address; its host bits are zero.',
  avoid: 'For IPv6: it does not fit. `ip-network` takes both.',
  chinese: { summary: 'IPv4 地址的网段，主机位为零。', avoid: 'IPv6 不适用：`ip-network` 两种都支持。' },
  parameters: z.tuple([z.union([z.literal(8), z.literal(16), z.literal(24)])]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (bits) => [{ tells: 'network', v4: bits, v6: 0 }],
  store: (bits) => ({ form: 'ipv4-prefix', bits }),
  candidates: (bits) => 2 ** (32 - bits),
  call: 'ip-prefix(24)',
  example: '203.0.113.77',
  bind: (_, bits) => ({
    mask: (value) => {
      if (typeof value !== 'string' || !ipv4.test(value)) return null;
      return value
        .split('.')
        .map((octet, at) => (at * 8 < bits ? octet : '0'))
        .join('.');
    },
  }),
});
