import { luhnCheck } from '../../../plugins/masking/values/luhn.ts';
import { residentCheck } from '../../../plugins/masking/values/national-id.ts';

/** In groups of four. */
export const spaced = (digits: string, mark: string): string =>
  mark ? digits.replace(/(.{4})(?=.)/g, `$1${mark}`) : digits;

/** Sixteen digits that begin and end so and pass: the digit before the shown end is what makes them. */
export function completed(a: string, m: string, z: string): string {
  const found = [...'0123456789'].map((d) => `${a}${m.slice(0, -1)}${d}${z}`).find((body) => luhnCheck(body) === '7');
  return `${found ?? ''}7`;
}

/** The id number of a district and day that ends in 73. */
export function residentOf(head: string): string {
  const ids = Array.from({ length: 100 }, (_, n) => `${head}${String(n).padStart(2, '0')}7`).map(
    (body) => body + residentCheck(body),
  );
  return ids.find((id) => id.endsWith('73')) ?? '';
}

/** With the check digits that ISO 13616 asks for. */
export function ibanOf(country: string, account: string): string {
  const value = [...`${account}${country}00`].map((one) => Number.parseInt(one, 36)).join('');
  const check = 98n - (BigInt(value) % 97n);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}
