import { z } from 'zod';
import type { FieldType, Value } from '../../../schema/terms/field.ts';
import { nearestMultiple } from '../values/decimal.ts';
import { technique } from '../technique.ts';

/** What the field's type can hold; a multiple beyond it does not fit. */
const range: Partial<Record<FieldType, readonly [bigint, bigint]>> = {
  Int: [-(2n ** 31n), 2n ** 31n - 1n],
  BigInt: [-(2n ** 63n), 2n ** 63n - 1n],
};

/**
 * `249.90` → `200` by hundreds. The step is whole, and so is the result: a Decimal is written without a point (`300`).
 * A multiple that the field's type cannot hold is null.
 */
export const round = technique({
  name: 'round',
  summary: 'The nearest multiple of a whole step, halves away from zero.',
  parameters: z.tuple([z.int().min(2).max(1_000_000_000)]),
  disclosure: 'reduced',
  types: ['Int', 'BigInt', 'Decimal'],
  deterministic: true,
  reversible: false,
  injective: false,
  store: (step) => ({ form: 'round', step }),
  candidates: (step) => step,
  example: '249.90',
  bind: ({ field }, step) => ({
    mask: (value) => {
      const text = numeral(value, field.type);
      const rounded = text === undefined ? undefined : nearestMultiple(text, BigInt(step));
      const [least, most] = range[field.type] ?? [];
      if (rounded === undefined || (least !== undefined && rounded < least) || (most !== undefined && rounded > most))
        return null;
      return field.type === 'Int' ? Number(rounded) : String(rounded);
    },
  }),
});

/** The number in digits, where the value has its type's form. */
function numeral(value: Value, type: FieldType): string | undefined {
  if (type === 'Int') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string' || (type === 'BigInt' && value.includes('.'))) return undefined;
  return value;
}
