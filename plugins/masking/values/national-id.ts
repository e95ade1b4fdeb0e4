import type { Value } from '../../../schema/terms/field.ts';
import { isDay } from './date.ts';
import { shortText, significantOf } from './text.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of the seventeen digits of a Chinese id number: ISO 7064 MOD 11-2 (GB 11643). */
export function residentCheck(body: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

export type IdKind = 'resident-18' | 'resident-15' | 'permit' | 'passport' | 'other';

export interface NationalId {
  readonly kind: IdKind;
  /** Letters and digits alone, in capitals. */
  readonly text: string;
}

/** Numbers by their shape, without spaces and dashes; the first that fits. */
const shapes: readonly (readonly [kind: IdKind, shape: RegExp])[] = [
  ['permit', /^[HM]\d{8}(?:\d{2})?$/],
  ['passport', /^(?:[EGDPSK]\d{8}|E[A-HJ-NP-Z]\d{7})$/],
  ['other', /^(?=(?:[A-Z]*\d){5})[A-Z0-9]{8,14}$/],
];

/**
 * The identity number that a text is, or nothing. Fifteen and eighteen characters are Chinese: their date and check character
 * must be right. The residence permits of 港澳台 (81, 82, 83) and of foreigners (9) are built the same.
 */
export function readNationalId(value: Value): NationalId | undefined {
  const written = shortText(value, 40)?.toUpperCase();
  if (!written || !/^[A-Z0-9][A-Z0-9 ./()-]*$/.test(written)) return undefined;
  const text = significantOf(written).join('');
  if (text.length === 18) return isResident18(text) ? { kind: 'resident-18', text } : undefined;
  if (text.length === 15) return isResident15(text) ? { kind: 'resident-15', text } : undefined;
  const kind = shapes.find(([, shape]) => shape.test(text))?.[0];
  return kind && { kind, text };
}

const dated = (year: string, month: string, day: string): boolean => isDay(Number(year), Number(month), Number(day));

const isResident18 = (text: string): boolean =>
  /^[1-9]\d{16}[\dX]$/.test(text) &&
  dated(text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)) &&
  residentCheck(text) === text[17];

const isResident15 = (text: string): boolean =>
  /^[1-9]\d{14}$/.test(text) && dated(`19${text.slice(6, 8)}`, text.slice(8, 10), text.slice(10, 12));
