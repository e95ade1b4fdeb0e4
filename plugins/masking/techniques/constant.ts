import { z } from 'zod';
import type { FieldType, Value } from '../../../schema/terms/field.ts';
import { technique } from '../technique.ts';

const whole = (given: Given): number => (typeof given === 'number' ? given : 0);
const year = (given: Given): string =>
  String(typeof given === 'number' && given > 0 && given < 10_000 ? given : 1900).padStart(4, '0');
type Given = string | number | undefined;

/** The one value of each type. */
const makers: Partial<Record<FieldType, (given: Given) => Value>> = {
  String: (given) => (given === undefined ? '***' : String(given)),
  Int: (given) => (Math.abs(whole(given)) < 2 ** 31 ? whole(given) : 0),
  BigInt: (given) => String(whole(given)),
  Float: whole,
  Decimal: (given) => String(whole(given)),
  Date: (given) => `${year(given)}-01-01`,
  DateTime: (given) => `${year(given)}-01-01T00:00:00.000000Z`,
};

/** What is no value of any type stays none. */
const fits = (value: Value): boolean => (typeof value === 'string' ? value.isWellFormed() : !Number.isNaN(value));

/** `Emma Johnson` → `***`: that there is a value, and nothing of it. */
export const constant = technique({
  name: 'constant',
  summary: 'The same for every value: a word or a number of the policy, or three stars.',
  avoid: 'Where null does as well: it is honest.',
  chinese: { summary: '所有值都换成同一个：策略里写的词或数，或三个星号。', avoid: '能用空值的地方：空值更诚实。' },
  parameters: z.union([z.tuple([]), z.tuple([z.union([z.string(), z.int()])])]),
  disclosure: 'replaced',
  types: ['String', 'Int', 'BigInt', 'Float', 'Decimal', 'Date', 'DateTime'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [],
  candidates: () => 'all',
  example: 'Emma Johnson',
  bind: ({ field }, given?: Given) => {
    const made = makers[field.type]?.(given) ?? null;
    return { mask: (value) => (typeof value === typeof made && fits(value) ? made : null) };
  },
});
