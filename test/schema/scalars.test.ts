import { type GraphQLError, parseValue as literal } from 'graphql';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBigInt, canonicalDate, canonicalDateTime, canonicalDecimal } from '../../schema/graphql/canonical.ts';
import { type ScalarName, scalarOptions } from '../../schema/graphql/scalars.ts';

test.each([
  ['2024-02-29', '2024-02-29'],
  ['0001-01-01', '0001-01-01'],
  ['9999-12-31', '9999-12-31'],
  ['2023-02-29', undefined],
  ['1900-02-29', undefined],
  ['2024-13-01', undefined],
  ['2024-00-10', undefined],
  ['0000-01-01', undefined],
  ['2024-2-9', undefined],
  ['2024-02-29T00:00:00Z', undefined],
  [' 2024-02-29', undefined],
  ['2024-02-29\n', undefined],
])('the date %j is read as %j', (text, value) => {
  expect(canonicalDate(text)).toBe(value);
});

test.each([
  ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000000Z'],
  ['2024-02-29t12:00:00.5z', '2024-02-29T12:00:00.500000Z'],
  ['2024-02-29T12:00:00.123456+08:00', '2024-02-29T04:00:00.123456Z'],
  ['2024-01-01T00:30:00.000001+01:00', '2023-12-31T23:30:00.000001Z'],
  ['2024-12-31T23:30:00-05:30', '2025-01-01T05:00:00.000000Z'],
  ['2024-02-29T12:00:00.123456000Z', '2024-02-29T12:00:00.123456Z'],
  ['2024-02-29T12:00:00.1234567Z', undefined],
  ['2024-02-29T12:00:00', undefined],
  ['2024-02-29 12:00:00Z', undefined],
  ['2024-02-30T12:00:00Z', undefined],
  ['2024-02-29T24:00:00Z', undefined],
  ['2024-02-29T12:60:00Z', undefined],
  ['2016-12-31T23:59:60Z', undefined],
  ['2024-02-29T12:00:00+24:00', undefined],
  ['2024-02-29T12:00:00+08', undefined],
  ['0001-01-01T00:00:00+01:00', undefined],
  ['9999-12-31T23:59:59-01:00', undefined],
  ['2024-02-29T12:00:00.Z', undefined],
])('the moment %j is read as %j', (text, value) => {
  expect(canonicalDateTime(text)).toBe(value);
});

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['9223372036854775807', '9223372036854775807'],
  ['-9223372036854775808', '-9223372036854775808'],
  ['9223372036854775808', undefined],
  ['-9223372036854775809', undefined],
  ['007', undefined],
  ['1.0', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['', undefined],
  ['１', undefined],
])('the whole number %j is read as %j', (text, value) => {
  expect(canonicalBigInt(text)).toBe(value);
});

test.each([
  ['1', '1'],
  ['-1.50', '-1.5'],
  ['007.100', '7.1'],
  ['0.000', '0'],
  ['-0.0', '0'],
  ['1.5e3', '1500'],
  ['15E-1', '1.5'],
  ['1e-3', '0.001'],
  ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
  ['1e64', undefined],
  ['1e999', undefined],
  ['9'.repeat(65), undefined],
  ['.5', undefined],
  ['5.', undefined],
  ['+5', undefined],
  ['1,5', undefined],
  ['NaN', undefined],
  ['Infinity', undefined],
  ['', undefined],
])('the decimal %j is read as %j', (text, value) => {
  expect(canonicalDecimal(text)).toBe(value);
});

test('what was read once is read as itself', () => {
  const readers = [canonicalBigInt, canonicalDecimal, canonicalDate, canonicalDateTime];
  const written = fc.oneof(
    fc.bigInt().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
    fc.date({ noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10)),
    fc.stringMatching(/^-?\d{1,20}(\.\d{1,20})?(e-?\d{1,2})?$/),
  );
  fc.assert(
    fc.property(written, fc.constantFrom(...readers), (text, read) => {
      const once = read(text);
      if (once !== undefined) expect(read(once)).toBe(once);
    }),
    { numRuns: 2000 },
  );
});

test('a moment is the same moment afterwards', () => {
  const range = { min: new Date('0002-01-01T00:00:00Z'), max: new Date('9998-01-01T00:00:00Z'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), fc.integer({ min: -1439, max: 1439 }), (at, minutes) => {
      const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
      const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) =>
        String(part).padStart(2, '0'),
      );
      const read = canonicalDateTime(`${local}${minutes < 0 ? '-' : '+'}${hours}:${rest}`);
      expect(read).toBe(`${at.toISOString().slice(0, -1)}000Z`);
    }),
  );
});

describe('a scalar takes what it can hold exactly, and an error does not repeat the value', () => {
  const read = (name: ScalarName, value: unknown) => scalarOptions(name).parseValue(value);
  const readLiteral = (name: ScalarName, text: string) => scalarOptions(name).parseLiteral(literal(text));

  test('from JSON', () => {
    expect(read('BigInt', 12)).toBe('12');
    expect(read('BigInt', '12')).toBe('12');
    expect(read('Decimal', 0.1)).toBe('0.1');
    expect(read('Decimal', 1e-7)).toBe('0.0000001');
    expect(() => read('BigInt', 2 ** 53)).toThrow();
    expect(() => read('Decimal', 0.1 + 0.2)).toThrow();
    expect(() => read('Date', 20240229)).toThrow();
  });

  test('from a document', () => {
    expect(readLiteral('BigInt', '12')).toBe('12');
    expect(readLiteral('BigInt', '"12"')).toBe('12');
    expect(readLiteral('Decimal', '12345678901234567890.5')).toBe('12345678901234567890.5');
    expect(readLiteral('Date', '"2024-02-29"')).toBe('2024-02-29');
    expect(() => readLiteral('BigInt', '1.5')).toThrow();
    expect(() => readLiteral('Date', 'TODAY')).toThrow();
    expect(() => readLiteral('DateTime', '{ a: 1 }')).toThrow();
  });

  test.each(['BigInt', 'Decimal', 'Date', 'DateTime'] as const)('%s', (name) => {
    for (const value of [
      '13812345678',
      null,
      undefined,
      true,
      {},
      ['13812345678'],
      Number.NaN,
      Number.POSITIVE_INFINITY,
      'x'.repeat(100),
    ]) {
      if (name !== 'Date' && name !== 'DateTime' && value === '13812345678') continue;
      const told = refusal(() => read(name, value));
      expect(told).toBe(`a value is not a \`${name}\``);
    }
  });
});

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as GraphQLError).message;
  }
  throw new Error('it was taken');
}
