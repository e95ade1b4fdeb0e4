import type { Entity, Field, KeyType } from '../../schema/catalogue/catalogue.ts';
import type { FieldType } from '../../schema/terms/field.ts';
import type { Operand } from '../../schema/terms/restriction.ts';

interface Shape {
  readonly fits: (value: string | number | boolean) => boolean;
  /** What to write. */
  readonly advice: string;
  /** A binding is text, and so are the values of this type. */
  readonly text: boolean;
}

const text = (pattern: RegExp, advice: string): Shape => ({
  fits: (value) => typeof value === 'string' && pattern.test(value),
  advice,
  text: true,
});

const whole = text(/^-?\d{1,19}$/, "write a whole number in quotes, like '42'");

const shapes: Readonly<Record<Exclude<FieldType, 'ID' | 'Enum'>, Shape>> = {
  String: text(/^/, 'write a text, in quotes where it looks like a number'),
  BigInt: whole,
  Decimal: text(/^-?\d+(?:\.\d+)?$/, "write a number in quotes, like '99.50': no digit is lost so"),
  Date: text(/^\d{4}-\d\d-\d\d$/, "write a date, like '2026-01-31'"),
  DateTime: text(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/,
    "write a moment in UTC, like '2026-01-31T00:00:00Z'",
  ),
  Int: { fits: (value) => Number.isInteger(value), advice: 'write a whole number, without quotes', text: false },
  Float: { fits: (value) => Number.isFinite(value), advice: 'write a number, without quotes', text: false },
  Boolean: { fits: (value) => typeof value === 'boolean', advice: 'write true or false', text: false },
  JSON: { fits: () => false, advice: 'ask whether it is there: `isNull`', text: false },
};

const keys: Readonly<Record<KeyType, Shape>> = {
  integer: whole,
  bigint: whole,
  uuid: text(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'write a UUID'),
  text: text(/^./s, 'write a text, in quotes where it looks like a number'),
};

function shapeOf(entity: Entity, field: Field): Shape {
  if (field.type === 'ID') return keys[entity.key.type];
  if (field.type !== 'Enum') return shapes[field.type];
  const values = field.values ?? [];
  return { fits: (value) => values.includes(String(value)), advice: `write one of ${values.join(', ')}`, text: true };
}

/** What to write instead, where an operand cannot be compared with the field; nothing where it can. */
export function misfit(entity: Entity, field: Field, operand: Operand): string | undefined {
  const shape = shapeOf(entity, field);
  if (typeof operand !== 'object') return shape.fits(operand) ? undefined : shape.advice;
  return shape.text ? undefined : 'what is bound is text: compare a field whose values are text';
}
