import type { Entity, Field } from '../../schema/catalogue/catalogue.ts';
import { canonicalBigInt, canonicalDate, canonicalDateTime, canonicalDecimal } from '../../schema/graphql/canonical.ts';
import type { FieldType, Value } from '../../schema/terms/field.ts';
import { keyFits } from './expressions.ts';

type Fits = (value: Value) => boolean;

const text: Fits = (value) => typeof value === 'string' && !value.includes('\0');
const read =
  (canonical: (text: string) => string | undefined): Fits =>
  (value) =>
    typeof value === 'string' && canonical(value) !== undefined;

const types: Readonly<Record<FieldType, Fits>> = {
  ID: text,
  String: text,
  Enum: text,
  JSON: () => false,
  Int: Number.isSafeInteger,
  Float: Number.isFinite,
  Boolean: (value) => typeof value === 'boolean',
  BigInt: read(canonicalBigInt),
  Decimal: read(canonicalDecimal),
  Date: read(canonicalDate),
  DateTime: read(canonicalDateTime),
};

/** Whether a value could stand in the field's column: one that could not must not reach a store, which would fail on it. */
export const operandFits = (entity: Entity, field: Field, value: Value): boolean =>
  field.name === 'id' ? keyFits(entity.key.type, String(value)) : types[field.type](value);
