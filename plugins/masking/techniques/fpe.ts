import { z } from 'zod';
import { technique } from '../technique.ts';

/**
 * Digits with the marks that numbers are written with. A letter is content, not format: kept, it would tell more than
 * `replaced` may, so a value that has one does not fit; nor do digits of other scripts.
 */
const numberLike = /^[0-9 +().\-/]{6,64}$/;
/** E.164 has 15, bank cards 19; FF1 grows costly with length. */
const mostDigits = 32;

/** `+86 154 0000 1234` → `+41 902 6713 5580`: all digits enciphered as one, everything else where it was. */
export const fpe = technique({
  name: 'fpe',
  summary: 'A number of the same format, by FF1 (NIST SP 800-38G) under a key of the recipient.',
  parameters: z.tuple([]),
  disclosure: 'replaced',
  types: ['String'],
  deterministic: true,
  reversible: true,
  injective: true,
  candidates: () => 'every number of that format',
  example: '+86 154 0000 1234',
  bind: ({ surrogates }) => ({
    mask: (value) => exchange(value, surrogates.encipherDigits) ?? null,
    unmask: (value) => exchange(value, surrogates.decipherDigits),
  }),
});

/** The value with its digits exchanged for as many others. */
function exchange(value: unknown, cipher: (digits: string) => string | undefined): string | undefined {
  if (typeof value !== 'string' || !numberLike.test(value)) return undefined;
  const digits = value.replace(/[^0-9]/g, '');
  const others = digits.length < 6 || digits.length > mostDigits ? undefined : cipher(digits);
  if (others?.length !== digits.length) return undefined;
  const next = others[Symbol.iterator]();
  return value.replace(/[0-9]/g, () => next.next().value ?? '');
}
