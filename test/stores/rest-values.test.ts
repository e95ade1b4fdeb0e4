import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDecimals, plainDecimal, sameDecimal } from '../../gateway/stores/rest/decimal.ts';
import { isDigits, type Json, readJson } from '../../gateway/stores/rest/json.ts';
import { dayOf, momentOf, toEpoch } from '../../gateway/stores/rest/moments.ts';
import { put, valueAt, wayOf } from '../../gateway/stores/rest/pointer.ts';
import { byCodePoint, typeFacts } from '../../gateway/stores/rest/types.ts';

const bounds = { depth: 8, values: 100 };
const bytes = (text: string): Uint8Array => Buffer.from(text);

const numeral = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.stringMatching(/^(0|[1-9]\d{0,24})$/),
    fc.option(fc.stringMatching(/^\d{1,24}$/), { nil: undefined }),
    fc.option(fc.stringMatching(/^[eE][+-]?\d{1,2}$/), { nil: undefined }),
  )
  .map(([sign, whole, part, power]) => `${sign}${whole}${part === undefined ? '' : `.${part}`}${power ?? ''}`);

describe('a number of JSON', () => {
  test('keeps every digit as a decimal', () =>
    fc.assert(
      fc.property(numeral, fc.boolean(), (text, within) => {
        const json = readJson(bytes(within ? `{"a":[${text}]}` : text), bounds);
        const found = within ? valueAt(json, ['a', '0']) : json;
        expect(typeFacts.Decimal.read(found as Json)).toBe(plainDecimal(text));
      }),
    ));

  test('without an exponent is the text that it was written as', () =>
    fc.assert(
      fc.property(
        numeral.filter((text) => !/[eE]/.test(text) && /[1-9]/.test(text)),
        (text) => {
          expect(typeFacts.String.read(readJson(bytes(text), bounds))).toBe(text);
        },
      ),
    ));

  test('is the double that JSON says', () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const found = typeFacts.Float.read(readJson(bytes(JSON.stringify(number)), bounds));
        expect(found).toBe(number === 0 ? 0 : number);
      }),
    ));

  test('is no whole number beyond its type, nor with a part behind the point', () => {
    const read = (text: string) => [
      typeFacts.BigInt.read(readJson(bytes(text), bounds)),
      typeFacts['key:integer'].read(readJson(bytes(text), bounds)),
    ];
    expect(read('9223372036854775807')).toEqual(['9223372036854775807', undefined]);
    expect(read('9223372036854775808')).toEqual([undefined, undefined]);
    expect(read('"-2147483648"')).toEqual(['-2147483648', '-2147483648']);
    expect(read('7.0')).toEqual(['7', '7']);
    expect(read('7.5')).toEqual([undefined, undefined]);
    expect(read('1e3')).toEqual(['1000', '1000']);
    expect(read('true')).toEqual([undefined, undefined]);
    expect(read('1e999999')).toEqual([undefined, undefined]);
  });
});

test('JSON is read as deep and as far as it may be, and whatever its texts hold', () => {
  const read = (text: string, depth: number, values: number): unknown => {
    try {
      return JSON.stringify(readJson(bytes(text), { depth, values }));
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(read('[[1,2],{"a":3}]', 2, 6)).toBe('[[1,2],{"a":3}]');
  expect(read('[[1,2],{"a":3}]', 1, 6)).toBe('JSON_DEPTH');
  expect(read('[[1,2],{"a":3}]', 2, 5)).toBe('JSON_VALUES');
  expect(read('["[[[[,,,,\\"{{{{,,,,"]', 1, 2)).toBe('["[[[[,,,,\\"{{{{,,,,"]');
  expect(read('{"__proto__":{"a":1},"a":1,"a":2}', 2, 5)).toBe('{"__proto__":{"a":1},"a":2}');
  expect(read('[1,]', 8, 9)).toBe('JSON');
  expect(read('\ufeff[]', 8, 9)).not.toBe('JSON_DEPTH');
});

describe('decimals', () => {
  const scaled = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(20));
  const textOf = ([units, scale]: readonly [bigint, number]): string => plainDecimal(`${units}e-${scale}`) ?? '';

  test('compare as what they are, and are the same text exactly where they are equal', () =>
    fc.assert(
      fc.property(scaled, scaled, (one, other) => {
        const [a, b] = [one[0] * 10n ** BigInt(20 - one[1]), other[0] * 10n ** BigInt(20 - other[1])];
        expect(Math.sign(compareDecimals(textOf(one), textOf(other)))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(sameDecimal(textOf(one)) === sameDecimal(textOf(other))).toBe(a === b);
      }),
    ));

  test('with zeros at their end are the same', () => {
    expect(['250', '250.0', '250.00', '2.5e2'].map((text) => sameDecimal(plainDecimal(text) ?? ''))).toEqual(
      Array(4).fill('250'),
    );
    expect(['0', '-0', '0.00', '-0.0e5'].map((text) => sameDecimal(plainDecimal(text) ?? ''))).toEqual(
      Array(4).fill('0'),
    );
    expect(plainDecimal('249.90')).toBe('249.90');
    expect(plainDecimal('1e2001')).toBeUndefined();
    for (const text of ['', '.5', '5.', '+5', 'NaN', '0x1', '1_0', ' 1', '1\n'])
      expect(plainDecimal(text)).toBeUndefined();
  });
});

test('texts are ordered as their UTF-8 is', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      fc.pre(one.isWellFormed() && other.isWellFormed());
      expect(Math.sign(byCodePoint(one, other))).toBe(Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other))));
    }),
  ));

describe('a moment', () => {
  test('with an offset is the one of UTC, to the microsecond', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
        fc.integer({ min: -839, max: 839 }),
        fc.nat(999),
        (at, minutes, micros) => {
          const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
          const clock = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
            .map((n) => String(n).padStart(2, '0'))
            .join(':');
          const end = String(micros).padStart(3, '0');
          const made = momentOf(`${local}${end}${minutes < 0 ? '-' : '+'}${clock}`);
          expect(made).toBe(`${at.toISOString().slice(0, -1)}${end}Z`);
          expect(toEpoch(made ?? '')).toBe(at.getTime());
        },
      ),
    ));

  test('that is none is not made one', () => {
    for (const text of [
      '2024-02-30T00:00:00Z',
      '2024-01-01T24:00:00Z',
      '2024-01-01T00:00:60Z',
      '0000-01-01T00:00:00Z',
      '2024-01-01',
      '1704067200',
      '2024-01-01T00:00:00+99:00',
      '0001-01-01T00:00:00+01:00',
    ])
      expect(momentOf(text)).toBeUndefined();
    expect(['2023-02-29', '2024-2-9', '0000-01-01', '2024-00-10', '2024-01-01T00:00:00Z'].map(dayOf)).toEqual(
      Array(5).fill(undefined),
    );
    expect(dayOf('2024-02-29')).toBe('2024-02-29');
  });
});

describe('a place in JSON', () => {
  test('is found again where something was put', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1, maxLength: 3 }).filter((part) => part !== '-'),
          { minLength: 1, maxLength: 4 },
        ),
        (way) => {
          const made = put({ other: 1 }, way, 'x') as Json;
          expect(valueAt(made, way)).toBe('x');
          expect(wayOf(way.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''))).toEqual(
            way,
          );
        },
      ),
    ));

  test('is never one that the JSON itself does not have', () => {
    const json = readJson(bytes('{"a":[1],"b":"text","c":12345678901234567890}'), bounds);
    for (const way of [
      '/constructor',
      '/a/length',
      '/a/-1',
      '/a/01',
      '/b/length',
      '/b/0',
      '/__proto__',
      '/c/rawJSON',
      '/a/1',
    ])
      expect(valueAt(json, wayOf(way))).toBeUndefined();
    expect(isDigits(valueAt(json, ['c']))).toBe(true);
    expect(valueAt(json, [])).toBe(json);
  });

  test('may be the end of a list', () => {
    expect(put(put({}, ['f', '-'], 1), ['f', '-'], 2)).toEqual({ f: [1, 2] });
  });
});
