import type { KeyType } from '../../schema/catalogue/catalogue.ts';
import type { FieldType, Value } from '../../schema/terms/field.ts';

export type Comparable = FieldType | `key:${KeyType}`;

/** Negative, zero or positive. Text by code point, numbers exactly, moments by time. */
export function compare(type: Comparable, a: Value, b: Value): number {
  if (type === 'Int' || type === 'Float' || type === 'Boolean') return Number(a) - Number(b);
  if (type === 'BigInt' || type === 'key:integer' || type === 'key:bigint')
    return sign(BigInt(String(a)) - BigInt(String(b)));
  if (type === 'Decimal') return compareDecimals(String(a), String(b));
  if (type === 'DateTime') return byCodePoint(micros(String(a)), micros(String(b)));
  return byCodePoint(String(a), String(b));
}

const sign = (n: bigint): number => (n < 0n ? -1 : n > 0n ? 1 : 0);

function compareDecimals(a: string, b: string): number {
  const places = Math.max(fraction(a).length, fraction(b).length);
  const scaled = (text: string): bigint => BigInt(text.replace('.', '') + '0'.repeat(places - fraction(text).length));
  return sign(scaled(a) - scaled(b));
}

const fraction = (text: string): string => text.split('.')[1] ?? '';

/** `2024-01-01T00:00:00Z` and `2024-01-01T00:00:00.000000Z` are one moment. */
const micros = (text: string): string => {
  const [seconds = '', rest = ''] = text.replace('Z', '').split('.');
  return `${seconds}.${rest.padEnd(6, '0')}`;
};

/** UTF-8 keeps the order of code points; UTF-16, which `<` compares, does not. */
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
