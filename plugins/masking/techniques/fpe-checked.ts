import { z } from 'zod';
import { format } from '../pieces.ts';
import { type Checked, checked } from '../values/checked.ts';
import { technique } from '../technique.ts';

/** `6222 0000 0000 0009` → `4903 1182 7730 5617`: another number whose check digit is right as well, so that it passes where numbers are checked.
 * An id number keeps being one of a day that exists. */
export const fpeChecked = technique({
  name: 'fpe-checked',
  summary:
    'Another card number, identity number or credit code with its check digit right, by FF1 under a key of the recipient.',
  avoid: 'Where nobody checks: a number that looks real is taken for one. `pseudonym` cannot be.',
  chinese: {
    summary: '另一个校验位正确的银行卡号、身份证号或信用代码，用接收方的密钥做 FF1。',
    avoid: '无人校验时：看似真实的号码会被当真。`pseudonym` 不会。',
  },
  parameters: z.tuple([z.enum(['luhn', 'national-id', 'credit-code'])]),
  disclosure: 'replaced',
  types: ['String'],
  deterministic: true,
  reversible: true,
  injective: true,
  reveals: () => format,
  call: 'fpe-checked(luhn)',
  candidates: (of) => checked[of].values,
  example: '6222 0000 0000 0009',
  bind: ({ surrogates }, of) => {
    const { encipher, decipher }: Checked = checked[of];
    return {
      mask: (value) => (typeof value === 'string' ? (encipher(value, surrogates) ?? null) : null),
      unmask: (value) => (typeof value === 'string' ? decipher(value, surrogates) : undefined),
    };
  },
});
