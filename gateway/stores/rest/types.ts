import type { Cell, Value } from '../../../schema/terms/field.ts';
import type { SqlType } from '../../statement.ts';
import { compareDecimals, plainDecimal, sameDecimal } from './decimal.ts';
import { isDigits, type Json } from './json.ts';
import { dayOf, momentOf } from './moments.ts';

export type CellType = SqlType | 'hash';

/** What the gateway knows of a type where no database does. */
export interface TypeFacts {
  /** The cell that a value of JSON is, or nothing where it is none of this type; a null is asked for before. */
  readonly read: (json: Json) => Cell | undefined;
  readonly compare: (one: Value, other: Value) => number;
  /** The same exactly where two values are equal. */
  readonly same: (value: Value) => Value;
}

const itself = (value: Value): Value => value;

/** By code point. Half pairs are in no cell, so only whole characters are beyond the rest. */
export function byCodePoint(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

/** A character beyond the first plane is two units, which stand below others that it comes behind. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** What a scalar is as text, with the digits that were sent. */
const textOf = (json: Json): string | undefined => {
  if (isDigits(json)) return json.rawJSON;
  return typeof json === 'object' ? undefined : String(json);
};

const readText = (json: Json): string | undefined => {
  const text = textOf(json);
  return text?.isWellFormed() ? text : undefined;
};

const text: TypeFacts = {
  read: readText,
  compare: (one, other) => byCodePoint(String(one), String(other)),
  same: itself,
};

const texts = (read: (text: string) => string | undefined): TypeFacts => ({
  ...text,
  read: (json) => (typeof json === 'string' ? read(json) : undefined),
});

const wholeNumber = (bits: number): TypeFacts => ({
  read: (json) => {
    const plain = plainDecimal(textOf(json) ?? '')?.replace(/\.0*$/, '');
    if (plain === undefined || typeof json === 'boolean' || !/^-?\d+$/.test(plain)) return undefined;
    return BigInt.asIntN(bits, BigInt(plain)) === BigInt(plain) ? plain : undefined;
  },
  compare: (one, other) => {
    const [a, b] = [BigInt(one), BigInt(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  },
  same: itself,
});

const numbers: Omit<TypeFacts, 'read'> = { compare: (one, other) => Number(one) - Number(other), same: itself };

const [int4, int8] = [wholeNumber(32), wholeNumber(64)];
const readInt = (json: Json): number | undefined => {
  const number = Number(int8.read(json) ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : undefined;
};

const readFloat = (json: Json): number | undefined => {
  const number = typeof json === 'boolean' ? Number.NaN : Number(plainDecimal(textOf(json) ?? '') ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
};

const uuid = /^[\da-f]{8}-?([\da-f]{4}-?){3}[\da-f]{12}$/i;
const readUuid = (value: string): string | undefined =>
  uuid.test(value)
    ? value
        .toLowerCase()
        .replaceAll('-', '')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    : undefined;

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

export const typeFacts: Readonly<Record<CellType, TypeFacts>> = {
  ID: text,
  String: text,
  Enum: text,
  // Beyond 32 bits it is no Int of GraphQL.
  Int: { ...numbers, read: (json) => (int4.read(json) === undefined ? undefined : readInt(json)) },
  BigInt: int8,
  // Their difference overflows, and what is compared may be as large as a double.
  Float: { ...numbers, compare: (one, other) => (one < other ? -1 : one > other ? 1 : 0), read: readFloat },
  Decimal: {
    read: (json) => (typeof json === 'boolean' ? undefined : plainDecimal(textOf(json) ?? '')),
    compare: (one, other) => compareDecimals(String(one), String(other)),
    same: (value) => sameDecimal(String(value)),
  },
  Boolean: { ...numbers, read: (json) => booleans[textOf(json) ?? ''] },
  Date: texts(dayOf),
  DateTime: texts(momentOf),
  JSON: { ...text, read: (json) => JSON.stringify(json) },
  'key:integer': int4,
  'key:bigint': int8,
  'key:uuid': texts(readUuid),
  'key:text': text,
  case: { ...numbers, read: readInt },
  json: text,
  hash: text,
};
