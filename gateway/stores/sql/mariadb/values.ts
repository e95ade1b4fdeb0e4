import { GatewayError } from '../../../../schema/terms/errors.ts';
import type { Cell } from '../../../../schema/terms/field.ts';
import type { As } from './places.ts';

/** A value as it is sent: typed, so that no digit is lost and no text is taken for a number. */
export interface Parameter {
  readonly type: 'text' | 'integer' | 'decimal' | 'double';
  readonly value: string | null;
}

type Encode = (text: string) => string | undefined;
interface Encoder {
  readonly type: Parameter['type'];
  readonly encode: Encode;
}

const whole = (least: bigint, most: bigint): Encoder => ({
  type: 'integer',
  encode: (text) => {
    if (!/^-?\d{1,20}$/.test(text)) return undefined;
    const value = BigInt(text);
    return value >= least && value <= most ? String(value) : undefined;
  },
});

const least64 = -(2n ** 63n);
const most64 = 2n ** 64n - 1n;
const text = (encode: Encode = (value) => value): Encoder => ({
  type: 'text',
  encode: (value) => (value.isWellFormed() ? encode(value) : undefined),
});

/** Sixty-five digits is what a decimal holds at most; more than thirty-eight behind the point it never has. */
const decimal: Encode = (value) => {
  const [, sign = '', before = '', after = ''] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(value) ?? [];
  const fits = before !== '' && after.length <= 38 && before.length + after.length <= 65;
  return fits ? `${sign}${before}${after && `.${after}`}` : undefined;
};
const double: Encode = (value) => (value.trim() !== '' && Number.isFinite(Number(value)) ? value : undefined);
const truth: Readonly<Record<string, string>> = { true: '1', false: '0' };
const date: Encode = (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);
const dateTime: Encode = (value) => {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)Z$/.exec(value) ?? [];
  return day === undefined ? undefined : `${day} ${time}`;
};
const uuid: Encode = (value) =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value) ? value.toLowerCase() : undefined;

const encoders: Readonly<Record<As, Encoder>> = {
  ID: text(),
  String: text(),
  Enum: text(),
  Int: whole(least64, most64),
  BigInt: whole(least64, most64),
  Float: { type: 'double', encode: double },
  Decimal: { type: 'decimal', encode: decimal },
  Boolean: { type: 'integer', encode: (value) => truth[value] },
  Date: text(date),
  DateTime: text(dateTime),
  JSON: text(),
  'key:integer': whole(-(2n ** 31n), 2n ** 32n - 1n),
  'key:bigint': whole(least64, most64),
  'key:uuid': text(uuid),
  'key:text': text(),
  case: whole(least64, most64),
  json: text(),
  hash: text((value) => (/^[\da-f]*$/.test(value) ? value : undefined)),
  limit: whole(0n, 2n ** 63n - 1n),
  pattern: text((value) => `${value.replace(/[|%_]/g, '|$&')}%`),
  'uuid-hex': text((value) => uuid(value)?.replaceAll('-', '')),
  upper: text((value) => uuid(value)?.toUpperCase()),
};

/** @throws GatewayError `BAD_USER_INPUT` for what the type cannot hold; nothing of it is in the text */
export function encode(as: As, cell: Cell): Parameter {
  const { type, encode: encodeText } = encoders[as];
  if (cell === null) return { type, value: null };
  const value = encodeText(String(cell));
  if (value !== undefined) return { type, value };
  throw new GatewayError('BAD_USER_INPUT', 'a value does not fit the type that it is compared with');
}
