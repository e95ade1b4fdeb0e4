import { z } from 'zod';
import { format } from '../pieces.ts';
import { technique } from '../technique.ts';

/**
 * Digits with the marks that numbers are written with. A letter is content, not format: kept, it would tell more than
 * `replaced` may, so a value that has one does not fit; nor do digits of other scripts.
 */
const numberLike = /^[0-9 +().\-/]{6,64}$/;
/** E.164 has 15, bank cards 19; FF1 grows costly with length. */
const mostDigits = 32;

const length = z
  .int()
  .min(6, 'fewer than six digits are fewer than 10^6 numbers, and guessed (NIST SP 800-38G rev. 1): use `pseudonym`')
  .max(mostDigits);

/** `+86 154 0000 1234` → `+41 902 6713 5580`: all digits enciphered as one, everything else where it was; with a number as `fpe(11)` of so many digits alone. */
export const fpe = technique({
  name: 'fpe',
  summary: 'A number of the same format, by FF1 (NIST SP 800-38G) under a key of the recipient.',
  avoid:
    'For short numbers: under six digits they are guessed, so they do not fit. And where nobody needs the format: `pseudonym`.',
  chinese: {
    summary: '同格式的另一个号码，用接收方的密钥做 FF1。',
    avoid: '短号码：不足六位可以猜出，因此不适用。无需保留格式时：`pseudonym`。',
  },
  parameters: z.union([z.tuple([]), z.tuple([length])]),
  disclosure: 'replaced',
  types: ['String'],
  deterministic: true,
  reversible: true,
  injective: true,
  reveals: () => format,
  candidates: (digits?: number) => (digits === undefined ? 'every number of that format' : 10 ** digits),
  example: '+86 154 0000 1234',
  bind: ({ surrogates }, digits?: number) => ({
    mask: (value) => exchange(value, digits, surrogates.encipherDigits) ?? null,
    unmask: (value) => exchange(value, digits, surrogates.decipherDigits),
  }),
});

/** The value with its digits exchanged for as many others. */
function exchange(
  value: unknown,
  length: number | undefined,
  cipher: (digits: string) => string | undefined,
): string | undefined {
  if (typeof value !== 'string' || !numberLike.test(value)) return undefined;
  const digits = value.replace(/[^0-9]/g, '');
  if (length !== undefined && digits.length !== length) return undefined;
  const others = digits.length < 6 || digits.length > mostDigits ? undefined : cipher(digits);
  if (others?.length !== digits.length) return undefined;
  const next = others[Symbol.iterator]();
  return value.replace(/[0-9]/g, () => next.next().value ?? '');
}
