import type { EnumRef } from '@pothos/core';
import type { Field } from '../catalogue/catalogue.ts';
import { enumName } from '../catalogue/names.ts';
import type { Builder } from './builder.ts';
import { isScalarName, type ScalarName, scalarOptions } from './scalars.ts';
import type { Workshop } from './workshop.ts';

export type ValueType =
  | 'ID'
  | 'String'
  | 'Int'
  | 'Float'
  | 'Boolean'
  | ScalarName
  | EnumRef<Builder['$inferSchemaTypes'], string, string>;

/** The name of the type that a field's values have. */
export const valueTypeName = (field: Field): string =>
  field.type === 'Enum' ? enumName(field.entity, field.name) : field.type;

/** The type that a field's values have; a scalar of ours or an enum joins the schema with the first field of it. */
export const valueType = ({ builder, once }: Workshop, field: Field): ValueType =>
  once(valueTypeName(field), (name): ValueType => {
    if (field.type === 'Enum') return builder.enumType(name, { values: field.values ?? [] });
    if (isScalarName(field.type)) builder.scalarType(field.type, scalarOptions(field.type));
    return field.type;
  });
