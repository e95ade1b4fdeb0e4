import { z } from 'zod';
import { wellFormed, stars } from '../values/text.ts';
import { technique } from '../technique.ts';

/** RFC 5321 section 4.5.3.1: 64 for the local part, 254 for the whole. */
const longestLocal = 64;
const longest = 254;

const local = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/**
 * `emma.johnson@example.com` → `e***@example.com`. A local part of one character does not fit: its first letter is all of it.
 */
export const emailInitial = technique({
  name: 'email-initial',
  summary: 'The first letter and the domain.',
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  candidates: () => 'every address of that domain with that first letter',
  example: 'emma.johnson@example.com',
  bind: () => ({
    mask: (value) => {
      const text = wellFormed(value);
      if (text === undefined || text.length > longest) return null;
      const [name = '', domain = '', ...more] = text.split('@');
      if (more.length > 0 || name.length > longestLocal || !local.test(name) || !isDomain(domain)) return null;
      return `${String.fromCodePoint(name.codePointAt(0) ?? 0)}${stars}@${domain}`;
    },
  }),
});

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    labels.every((part) => part.length < 64 && label.test(part)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}
