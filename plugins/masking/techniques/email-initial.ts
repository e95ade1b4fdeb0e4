import { z } from 'zod';
import { readEmail } from '../values/email.ts';
import { stars } from '../values/text.ts';
import { first, part } from '../pieces.ts';
import { technique } from '../technique.ts';

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
    mask: (value) => {
      const address = readEmail(value);
      return address ? `${String.fromCodePoint(address.local.codePointAt(0) ?? 0)}${stars}@${address.domain}` : null;
    },
  }),
});
