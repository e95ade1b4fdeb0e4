import { residentCheck } from '../values/national-id.ts';

const weighted = (text: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);

const shape = /^\d{10}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/;

/** GB 11643: a day of birth and the check character of ISO 7064 MOD 11-2, in lower case. Regions are not looked up. */
export const isNationalId = (text: string): boolean =>
  shape.test(text) && residentCheck(text) === text[17]?.toUpperCase();

/** The identity numbers of before 1999: a province of GB/T 2260, a day of birth in two-digit years, no check character. */
export const isOldNationalId = (text: string): boolean =>
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|99)\d{6}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/.test(text);

/** Brazil's CPF: two check digits modulus 11. */
export function isCpf(digits: string): boolean {
  const check = (length: number): number => {
    const weights = Array.from({ length }, (_, at) => length + 1 - at);
    return ((weighted(digits, weights) * 10) % 11) % 10;
  };
  return digits.length === 11 && check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}

/** France's NIR: sex, year and month of birth, and a key modulus 97. */
export const isNir = (digits: string): boolean =>
  /^[12]\d{2}(?:0[1-9]|1[0-2])\d{10}$/.test(digits) &&
  97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13));

/** Taiwan's identity numbers; the letter is a region. In lower case. */
export function isTaiwanId(text: string): boolean {
  const region = 'abcdefghjklmnpqrstuvxywzio'.indexOf(text[0] ?? '') + 10;
  if (region < 10) return false;
  const digits = `${region}${text.slice(1)}`;
  return weighted(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
}

/** Hong Kong's identity cards: one or two letters, six digits, a check character modulus 11. In lower case, without brackets. */
export function isHongKongId(text: string): boolean {
  const values = [...text.padStart(9, ' ')].map((character) =>
    character === ' ' ? 36 : Number.parseInt(character, 36),
  );
  const sum = values.reduce((total, value, at) => total + value * (9 - at), 0);
  return sum % 11 === 0;
}

/** Spain's DNI and NIE: a letter modulus 23. In lower case, without a dash. */
export const isSpanishId = (text: string): boolean =>
  'trwagmyfpdxbnjzsqvhlcke'[
    Number(text.slice(0, -1).replace(/^[xyz]/, (letter) => String('xyz'.indexOf(letter)))) % 23
  ] === text.at(-1);

/** ISO 3779 as North America and China number vehicles: a check character in the ninth place. In lower case. */
export function isVin(text: string): boolean {
  const value = (character: string): number =>
    /\d/.test(character) ? Number(character) : Number('12345678-12345-7-923456789'[character.charCodeAt(0) - 97]);
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * value(text[at] ?? ''), 0);
  return '0123456789x'[sum % 11] === text[8];
}
