import type { FieldType, Value } from '../../../schema/terms/field.ts';

/** What the field's type can hold; what is beyond it does not fit. */
const ranges: Partial<Record<FieldType, readonly [bigint, bigint]>> = {
  Int: [-(2n ** 31n), 2n ** 31n - 1n],
  BigInt: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** The number in digits, where the value has its type's form. */
export function numeral(value: Value, type: FieldType): string | undefined {
  if (type === 'Int') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string' || (type === 'BigInt' && value.includes('.'))) return undefined;
  return value;
}

/** A whole number as a value of the type; null where there is none or the type cannot hold it. */
export function wholeValue(type: FieldType, whole: bigint | undefined): Value | null {
  const [least, most] = ranges[type] ?? [];
  if (whole === undefined || (least !== undefined && whole < least) || (most !== undefined && whole > most))
    return null;
  return type === 'Int' ? Number(whole) : String(whole);
}
