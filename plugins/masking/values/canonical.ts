import { readPhone } from './phone.ts';
import { significantOf } from './text.ts';

type Canonical = (text: string) => string;

/** E.164 where it is a number that is dialled from China; whatever it is else. */
const phone: Canonical = (text) => {
  const number = readPhone(text, 'cn');
  return number ? `+${number.callingCode}${number.national}` : text;
};

/** Letters and digits in capitals: spaces, dashes and a small x are spelling. */
const code: Canonical = (text) => significantOf(text).join('').toUpperCase() || text;

const lower: Canonical = (text) => text.trim().toLowerCase();

/** How a kind of value is spelled in the one way, so that every spelling has one pseudonym. */
const canonicals: ReadonlyMap<string, Canonical> = new Map([
  ['phone', phone],
  ['landline', phone],
  ['email', lower],
  ['username', (text: string) => text.trim()],
  ['mac', (text: string) => significantOf(text).join('').toLowerCase() || text],
  ...[
    'national-id',
    'passport',
    'travel-permit',
    'drivers-licence',
    'social-security',
    'ssn',
    'tax-id',
    'social-credit-code',
    'licence-plate',
    'vin',
    'bank-card',
    'bank-account',
    'iban',
  ].map((semantic) => [semantic, code] as const),
]);

/** Longer text than this is no number, and stays as it is. */
const longest = 256;

/** A text in the one spelling of its semantic type; in Unicode's (NFKC) where that has none. */
export function canonical(semantic: string, text: string): string {
  const plain = text.normalize('NFKC');
  return plain.length > longest ? plain : (canonicals.get(semantic)?.(plain) ?? plain);
}
