import fc from 'fast-check';
import type { FieldType, Value } from '../../../schema/terms/field.ts';
import { bound } from './bound.ts';

/** Every technique, with every kind of parameter. A new technique stands here, or a test fails. */
export const calls = [
  'address(country)',
  'address(province)',
  'address(city)',
  'address(district)',
  'age-band(5)',
  'age-band(10)',
  'bucket(7)',
  'bucket(100)',
  'card',
  'card(6, 4)',
  'city',
  'clamp(-10, 500)',
  'constant',
  'constant(hidden)',
  'constant(0)',
  'credit-code',
  'date-shift(30)',
  'day',
  'email-domain',
  'email-initial',
  'family-name',
  'fpe',
  'fpe(11)',
  'fpe-checked(luhn)',
  'fpe-checked(national-id)',
  'fpe-checked(credit-code)',
  'fpe-text',
  'fpe-text(lower)',
  'fpe-text(mixed)',
  'given-name',
  'grid(0)',
  'grid(2)',
  'iban',
  'id-number',
  'id-number(6, 2)',
  'initials',
  'ip-network(24, 48)',
  'ip-network(12, 30)',
  'ip-prefix(8)',
  'ip-prefix(16)',
  'ip-prefix(24)',
  'json-keep(status, items.*.price)',
  'keep(3, 4)',
  'keep(1, 0, length)',
  'keep-last(1)',
  'keep-last(4)',
  'mac-maker',
  'month',
  'noise(25)',
  'phone',
  'phone(us)',
  'phone-area',
  'phone-country',
  'plate',
  'postal(2)',
  'postal(3)',
  'prefix(3)',
  'pseudonym',
  'quarter',
  'redact-text',
  'round(7)',
  'round(100)',
  'seal',
  'url(origin)',
  'url(path)',
  'user-agent',
  'withhold',
  'year',
  'year-band(5)',
] as const;

/** Each call with each type that its technique takes. */
export const table = calls.flatMap((call) => bound(call).technique.types.map((type) => [call, type] as const));

/** Values of every kind, most of which fit nothing: all of Unicode, half surrogate pairs, and what looks nearly right. */
export const anything: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'王小明省市区路号·,. @+-()0123456789１２３xX\u200bé👩‍🦰TZ:'), maxLength: 30 }),
  fc.emailAddress(),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.ipV4(),
  fc.ipV6(),
  fc.json(),
  fc.integer({ min: -(10 ** 15), max: 10 ** 15 }).map(String),
  fc.double({ noDefaultInfinity: true }).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.integer(),
  fc.integer({ min: 0, max: 130 }),
  fc.double(),
  fc.boolean(),
);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a value of each type looks like. */
export const forms: Readonly<Record<FieldType, (value: Value) => boolean>> = {
  ID: (value) => typeof value === 'string',
  String: (value) => typeof value === 'string' && value.isWellFormed(),
  Enum: (value) => typeof value === 'string',
  Int: (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31,
  BigInt: (value) => typeof value === 'string' && /^-?\d+$/.test(value),
  Float: (value) => typeof value === 'number' && !Number.isNaN(value),
  Decimal: (value) => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value),
  Boolean: (value) => typeof value === 'boolean',
  JSON: (value) => typeof value === 'string' && isJson(value),
  Date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/.test(value),
};

/** A megabyte each, made to be read twice. */
export const hostile: Readonly<Record<string, string>> = {
  'one letter': 'a'.repeat(1_000_000),
  'one digit': '1'.repeat(1_000_000),
  'addresses without end': 'a@b.'.repeat(250_000),
  'digits in groups': '1 '.repeat(500_000),
  'digits and points': '1.'.repeat(500_000),
  'numbers of cards': '6222 0000 0000 0009 '.repeat(50_000),
  'combining marks': 'e\u0301\u0301'.repeat(330_000),
  'Chinese characters': '浙江省市区'.repeat(200_000),
  'half surrogate pairs': '\ud83d'.repeat(1_000_000),
  'commas and spaces': ', '.repeat(500_000),
  words: 'Van der '.repeat(125_000),
  'dots between names': '王·'.repeat(500_000),
  'a word of the longest character': '\ufdfa'.repeat(330_000),
  'lists in lists': `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
  'groups of an address': '2001:'.repeat(200_000),
  paths: `https://a.example/${'a-'.repeat(500_000)}`,
};
