import type { FieldType } from './field.ts';
import type { StoreForm } from './form.ts';

export const periods = ['day', 'month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];

/** How wide the groups of a field are: each value its own, a period of the calendar, a span of numbers. */
export type Band = true | Period | number;

/** The kinds of bands that fields of a type are grouped by; a type that is not here is not grouped. */
export const bandsOfType: Readonly<Partial<Record<FieldType, 'value' | 'period' | 'span'>>> = {
  ID: 'value',
  String: 'value',
  Boolean: 'value',
  Enum: 'value',
  Date: 'period',
  DateTime: 'period',
  Int: 'span',
  BigInt: 'span',
  Decimal: 'span',
};

/** The widest span of numbers. */
export const widest = 1_000_000_000;

/** Whether fields of a type can be grouped by a band. */
export function bandFits(type: FieldType, band: Band): boolean {
  const kind = bandsOfType[type];
  if (band === true) return kind === 'value';
  return typeof band === 'number' ? kind === 'span' && isSpan(band) : kind === 'period';
}

const isSpan = (width: number): boolean => Number.isSafeInteger(width) && width >= 1 && width <= widest;

/** The narrowest band of which either of two tells no less; nothing where there is none. Commutative, associative, idempotent. */
export function meet(a: Band, b: Band): Band | undefined {
  if (a === b) return a;
  if (typeof a === 'number' && typeof b === 'number') {
    const both = (a / greatest(a, b)) * b;
    return isSpan(both) ? both : undefined;
  }
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  return periods.indexOf(a) > periods.indexOf(b) ? a : b;
}

const greatest = (a: number, b: number): number => (b === 0 ? a : greatest(b, a % b));

/** Whether groups of this band are made of whole groups of a finer one. */
export const isMadeOf = (band: Band, finer: Band): boolean => meet(band, finer) === band;

/** The form that makes a value of a band; nothing where it stays as it is. */
export function bandForm(band: Band): StoreForm | undefined {
  if (band === true) return undefined;
  return typeof band === 'number' ? { form: 'floor', step: band } : { form: 'truncate-date', unit: band };
}
