import { z } from 'zod';
import { first, part } from '../pieces.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

/** Four to six digits, of which the American ones may have four more that are never shown; one dash as in Polish ones. */
const numeric = /^(\d{4,6}|\d{2}-\d{3}|\d{3} \d{2})(?:-\d{4})?$/;
const british = /^([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}$/;
const canadian = /^([A-Z]\d[A-Z]) ?\d[A-Z]\d$/;

/** Of the census of 2000, as the guidance of the US Department of Health lists them. */
const sparse = new Set('036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893'.split(' '));

function cut(written: string, n: number): string {
  const digits = written.replace(/\D/g, '');
  const head = digits.length === 5 && sparse.has(digits.slice(0, 3)) ? '0'.repeat(Math.min(n, 3)) : digits.slice(0, n);
  return head.padEnd(digits.length, '*');
}

/** `310013` → `310***` by three, `62701` → `627**`, `SW1A 2AA` → `SW1A`, `M5V 2T6` → `M5V`. Of the American ones the seventeen whose first three
 * digits have fewer than 20,000 people give `000**` (45 CFR 164.514(b)(2)(i)(B)). */
export const postal = technique({
  name: 'postal',
  summary:
    'The first digits of a postal code, stars for the rest; of British and Canadian ones the part before the blank.',
  avoid: 'Beside a date of birth and a gender: together they single people out.',
  chinese: {
    summary: '邮政编码的前几位，其余为星号；英国、加拿大的取空格前一段。',
    avoid: '与出生日期、性别并列：三者合起来能认出人。',
  },
  parameters: z.tuple([z.int().min(1).max(4)]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: (n) => [...part('post-district'), ...first(n)],
  left: (value, n) => {
    const [, digits] = numeric.exec(value.normalize('NFKC').trim()) ?? [];
    return digits ? 10 ** (digits.length - n) : 'every code of that post district';
  },
  call: 'postal(3)',
  candidates: (n) => 10 ** (6 - n),
  example: '310013',
  bind: (_, n) => ({
    mask: (value) => {
      const text = shortText(value, 12)?.toUpperCase();
      if (!text) return null;
      const [, digits] = numeric.exec(text) ?? [];
      if (digits) return digits.length - n >= 2 ? cut(digits, n) : null;
      return british.exec(text)?.[1] ?? canadian.exec(text)?.[1] ?? null;
    },
  }),
});
