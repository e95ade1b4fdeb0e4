import { luhnCheck, nirKey, residentIdCheck, taxIdCheck } from './check-digits.ts';
import type { Random } from './random.ts';

/**
 * Numbers that look right and belong to nobody. Each function says why nobody can have them.
 * `n` is the number of the person: different people of one place get different phones.
 */

/**
 * Of the mobile prefixes 150 to 159 the Chinese numbering plan has opened all but 154: the numbers have the usual form,
 * which every redactor knows, and no line. (12x, never to be opened, begins like a hotline: no pattern fits.)
 */
export function chineseMobile(n: number, dice: Random): string {
  // A step without a common factor with 10^8 walks through all numbers: no two people meet.
  const digits = String((n * 61_803_399 + 27_182_818) % 100_000_000).padStart(8, '0');
  return dice.chance(0.7) ? `154${digits}` : `+86 154 ${digits.slice(0, 4)} ${digits.slice(4)}`;
}

/** The North American plan keeps 555-0100 to 555-0199 of every area code for fiction: a hundred people each. */
export function americanPhone(n: number, area: string, dice: Random): string {
  const line = `01${String(n % 100).padStart(2, '0')}`;
  return dice.pick([`+1 ${area} 555 ${line}`, `+1 (${area}) 555-${line}`, `+1-${area}-555-${line}`]);
}

/** Ofcom keeps 07700 900000 to 900999 for drama. */
export const britishMobile = (n: number): string => `+44 7700 900${String(n % 1000).padStart(3, '0')}`;

/** The Bundesnetzagentur keeps a thousand numbers in each of five cities for films: notice 148/2021. */
export const germanPhone = (n: number, block: string): string => `+49 ${block}${String(n % 1000).padStart(3, '0')}`;

/** Arcep keeps 06 39 98 xx xx for audiovisual works: decision 2018-0881. */
export function frenchMobile(n: number): string {
  const digits = String((n * 7919) % 10_000).padStart(4, '0');
  return `+33 6 39 98 ${digits.slice(0, 2)} ${digits.slice(2)}`;
}

/** The ACMA keeps 5550 xxxx behind each area code for creative works. */
export const australianPhone = (n: number, area: string): string =>
  `+61 ${area} 5550 ${String((n * 7919) % 10_000).padStart(4, '0')}`;

/**
 * GB/T 2260 has no division 99; the cards of foreign residents, which begin with 9, go on with one of its provinces.
 * Birth date, the parity for the sex and the check digit are right.
 */
export function chineseId(birthDate: string, female: boolean, dice: Random): string {
  const sequence = dice.below(500) * 2 + (female ? 0 : 1);
  const division = `9900${String(dice.between(1, 99)).padStart(2, '0')}`;
  const body = `${division}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return body + residentIdCheck(body);
}

/** National ids by country; null where a country has none that people are asked for. */
export const westernId: Readonly<Record<string, (dice: Random) => string | null>> = {
  // Area 000 of a social security number was never assigned.
  US: (dice) => `000-${String(dice.between(10, 99))}-${dice.digits(4)}`,
  // Social insurance numbers do not begin with 0.
  CA: (dice) => {
    const body = `000${dice.digits(5)}`;
    return (body + luhnCheck(body)).replace(/(...)(...)(...)/, '$1 $2 $3');
  },
  // HMRC issues no national insurance number with Q.
  GB: (dice) => `QQ ${dice.digits(2)} ${dice.digits(2)} ${dice.digits(2)} ${dice.pick(['A', 'B', 'C', 'D'])}`,
  // A German tax id that begins with 0 is a test number.
  DE: (dice) => {
    const body = `0${dice.digits(9)}`;
    return body + taxIdCheck(body);
  },
  // A French social security number begins with 1 to 4, 7 or 8.
  FR: (dice) => {
    const body = `9${dice.digits(12)}`;
    return `${body} ${nirKey(body)}`;
  },
  AU: () => null,
};

/**
 * A card number of a national body (9) of country 990, which ISO 3166 leaves to private use: no issuer can have it.
 * The Luhn digit is right. Sixteen digits, or nineteen as Chinese debit cards have.
 */
export function bankCard(length: 16 | 19, dice: Random): string {
  const body = `9990${dice.digits(length - 5)}`;
  return body + luhnCheck(body);
}

/** RFC 5737 documentation networks and a private one (RFC 1918), all as /24. */
export function network(dice: Random): string {
  return dice.weighted([
    ['192.0.2', 1],
    ['198.51.100', 1],
    ['203.0.113', 1],
    [`10.${dice.below(4)}.${dice.below(40)}`, 12],
  ]);
}
