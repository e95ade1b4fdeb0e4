import type { Surrogates } from '../port.ts';
import { creditCheck, isCreditCode } from './credit-code.ts';
import { addDays, dayNumber, isDay } from './date.ts';
import { isLuhn, luhnCheck } from './luhn.ts';
import { residentCheck } from './national-id.ts';

type Cipher = (value: string, surrogates: Surrogates) => string | undefined;

/** Numbers with a check digit, enciphered so that the check digit of what comes out is right. */
export interface Checked {
  /** How many of them there are. */
  readonly values: number;
  readonly encipher: Cipher;
  readonly decipher: Cipher;
}

type Direction = 'encipher' | 'decipher';
type Kind = 'luhn' | 'national-id' | 'credit-code';

const over = (values: number, exchange: (direction: Direction) => Cipher): Checked => ({
  values,
  encipher: exchange('encipher'),
  decipher: exchange('decipher'),
});

const cardLike = /^\d(?:[ -]?\d){11,18}$/;

/** Everything but the check digit is enciphered as one; spaces and dashes stay where they were. */
const luhn =
  (direction: Direction): Cipher =>
  (value, surrogates) => {
    const digits = cardLike.test(value) ? value.replace(/[ -]/g, '') : '';
    if (!isLuhn(digits)) return undefined;
    const body = surrogates[`${direction}Digits`](digits.slice(0, -1));
    if (body === undefined) return undefined;
    const next = (body + luhnCheck(body))[Symbol.iterator]();
    return value.replace(/\d/g, () => next.next().value ?? '');
  };

const creditCode =
  (direction: Direction): Cipher =>
  (value, surrogates) => {
    const body = isCreditCode(value) ? surrogates[`${direction}Text`]('credit-code', value.slice(0, 17)) : undefined;
    return body && body + creditCheck(body);
  };

/** The days from 1900 to 2099 count from 0. */
const beginning = { year: 1900, month: 1, day: 1, time: '' };
const days = 73_049;
const pad = (n: number, length: number): string => String(n).padStart(length, '0');

/** District, day and sequence in fourteen digits; nothing where the number is none. */
function packed(value: string): string | undefined {
  if (!/^[1-9]\d{16}[\dX]$/.test(value) || residentCheck(value) !== value[17]) return undefined;
  const at = { year: Number(value.slice(6, 10)), month: Number(value.slice(10, 12)), day: Number(value.slice(12, 14)) };
  if (!isDay(at.year, at.month, at.day)) return undefined;
  const index = dayNumber(at) - dayNumber(beginning);
  return index < 0 || index >= days ? undefined : value.slice(0, 6) + pad(index, 5) + value.slice(14, 17);
}

const isPacked = (digits: string): boolean => digits[0] !== '0' && Number(digits.slice(6, 11)) < days;

function unpacked(digits: string): string | undefined {
  const at = addDays(beginning, Number(digits.slice(6, 11)));
  if (!at) return undefined;
  const body = digits.slice(0, 6) + pad(at.year, 4) + pad(at.month, 2) + pad(at.day, 2) + digits.slice(11);
  return body + residentCheck(body);
}

/**
 * Cycle walking (NIST SP 800-38G, appendix on domains that are no power): enciphered again until it is a number that can be,
 * 1.5 times on average. How often depends on the key as much as on the value, so it tells nothing to whoever has not the key.
 */
const nationalId =
  (direction: Direction): Cipher =>
  (value, surrogates) => {
    const begin = packed(value);
    let digits = begin;
    do digits = digits && surrogates[`${direction}Digits`](digits);
    while (digits && !isPacked(digits));
    return digits && unpacked(digits);
  };

/** Every kind of them. */
export const checked: Readonly<Record<Kind, Checked>> = {
  luhn: over(1e15, luhn),
  'national-id': over(900_000 * days * 1000, nationalId),
  'credit-code': over(31 ** 17, creditCode),
};
