import { z } from 'zod';
import { part } from '../pieces.ts';
import { readEmail } from '../values/email.ts';
import { stars } from '../values/text.ts';
import { technique } from '../technique.ts';

/** `emma.johnson@example.com` → `***@example.com`. */
export const emailDomain = technique({
  name: 'email-domain',
  summary: 'The domain alone.',
  avoid: 'For domains of one person or family: the domain is the name.',
  chinese: { summary: '只留域名。', avoid: '个人或家庭自有域名：域名就是姓名。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('mail-domain'),
  candidates: () => 'every address of that domain',
  example: 'emma.johnson@example.com',
  bind: () => ({
    mask: (value) => {
      const address = readEmail(value);
      return address ? `${stars}@${address.domain}` : null;
    },
  }),
});
