import { z } from 'zod';
import { put, star } from '../values/ascii.ts';
import { readEmail, signOf } from '../values/email.ts';
import { stars } from '../values/text.ts';
import { first, part } from '../pieces.ts';
import { type ByteMask, technique } from '../technique.ts';

/** The same for an address in ASCII. */
const initialOf: ByteMask = (value, from, to, into, at) => {
  const sign = signOf(value, from, to);
  if (sign < 0) return sign;
  into[at] = value[from] as number;
  into.fill(star, at + 1, at + 4);
  return put(into, at + 4, value, sign, to) - at;
};

/**
 * `emma.johnson@example.com` → `e***@example.com`. A local part of one character does not fit: its first letter is all of it.
 */
export const emailInitial = technique({
  name: 'email-initial',
  summary: 'The first letter and the domain.',
  avoid: 'Beside the name: whoever knows it guesses the rest. `email-domain` then.',
  chinese: { summary: '邮箱首字母加域名。', avoid: '同一视图里有姓名时：其余不难猜，用 `email-domain`。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [...first(1), ...part('mail-domain')],
  candidates: () => 'every address of that domain with that first letter',
  example: 'emma.johnson@example.com',
  bind: () => ({
    bytes: initialOf,
    mask: (value) => {
      const address = readEmail(value);
      return address ? `${String.fromCodePoint(address.local.codePointAt(0) ?? 0)}${stars}@${address.domain}` : null;
    },
  }),
});
