import type { FieldType, Value } from '../../../schema/terms/field.ts';

const whole = /^-?\d{1,19}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/;
const decimal = /^-?\d+(?:\.\d+)?$/;

const text = (line: string): Value => line;
const matching = (pattern: RegExp) => (line: string) => (pattern.test(line) ? line : undefined);

/** What a line is as a value of a type; nothing where it is none. Every other type is text. */
const readers: Readonly<Partial<Record<FieldType, (line: string) => Value | undefined>>> = {
  Int: (line) => (whole.test(line) && Math.abs(Number(line)) <= 2 ** 31 ? Number(line) : undefined),
  BigInt: matching(whole),
  Decimal: matching(decimal),
  Float: (line) => (decimal.test(line) ? Number(line) : undefined),
  Boolean: (line) => (line === 'true' || line === 'false' ? line === 'true' : undefined),
  Date: matching(day),
  DateTime: matching(moment),
};

/** A line as a value of the first of these types that it has the form of; as text of the first where of none. */
export function typed(line: string, types: readonly FieldType[]): { readonly type: FieldType; readonly value: Value } {
  const [first = 'String'] = types;
  for (const type of types) {
    const value = (readers[type] ?? text)(line);
    if (value !== undefined) return { type, value };
  }
  return { type: first, value: line };
}
