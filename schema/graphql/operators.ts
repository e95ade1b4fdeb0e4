import type { InputObjectRef } from '@pothos/core';
import type { Field } from '../catalogue/catalogue.ts';
import { operatorFilterName } from '../catalogue/names.ts';
import type { FilterOperator } from '../terms/operators.ts';
import type { Builder } from './builder.ts';
import { operatorsOf } from './surface.ts';
import { valueType, valueTypeName } from './values.ts';
import type { Workshop } from './workshop.ts';

export type InputRef = InputObjectRef<Builder['$inferSchemaTypes'], object>;

/** What an operator takes beside a value of the field's own type. */
const lists: readonly FilterOperator[] = ['in', 'notIn'];

/** The input that offers these operators on the values of a field; fields of one type and one set share it. */
export function operatorInput(workshop: Workshop, field: Field, offered: readonly FilterOperator[]): InputRef {
  const whole = offered.length === operatorsOf(field).length;
  const name = operatorFilterName(valueTypeName(field), offered, whole);
  const type = valueType(workshop, field);
  return workshop.once(name, () =>
    workshop.builder.inputType(name, {
      description: `All that is given must hold.${offered.includes('isNull') ? ' A null fits `isNull`, `ne` and `notIn` alone.' : ''}`,
      fields: (t) =>
        Object.fromEntries(
          offered.map((operator) => {
            if (operator === 'isNull') return [operator, t.boolean()];
            return [operator, lists.includes(operator) ? t.field({ type: [type] }) : t.field({ type })];
          }),
        ),
    }),
  );
}
