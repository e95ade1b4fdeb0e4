import { type FieldType, type Use, usesOfType } from '../../schema/terms/field.ts';
import type { StoreForm } from '../../schema/terms/form.ts';
import {
  type FilterOperator,
  filterOperators,
  operatorsOfType,
  positiveOperators,
} from '../../schema/terms/operators.ts';
import type { Technique } from './technique.ts';

const compared = ['filter.equal', 'filter.range', 'order', 'group'] as const satisfies readonly Use[];

/** The uses that a masked value has where a store computes it: those of its type, save sums, which would add up what was cut. */
const usesOfForm: Readonly<Record<StoreForm['form'], readonly Use[]>> = {
  'truncate-date': compared,
  round: compared,
  floor: compared,
  'ipv4-prefix': [...compared, 'filter.prefix'],
  prefix: [...compared, 'filter.prefix'],
};

/**
 * Whether a use remains when the technique has masked the field: on the masked value where a store computes it, by turning
 * the surrogate back (equality that holds, only), by grouping raw values that stay different. The uses of the field's type
 * bound them all. Without a technique the field is clear and every use remains.
 */
export function survives(technique: Technique | undefined, args: readonly unknown[], use: Use): boolean {
  if (!technique || use === 'select') return true;
  if (technique.store && usesOfForm[technique.store(...args).form].includes(use)) return true;
  return (technique.reversible && use === 'filter.equal') || (technique.injective && use === 'group');
}

/** The filter operators that remain on a field of this type. */
export function operatorsOf(
  technique: Technique | undefined,
  args: readonly unknown[],
  type: FieldType,
): ReadonlySet<FilterOperator> {
  const uses = usesOfType[type].filter((use) => survives(technique, args, use));
  const whole = !technique || technique.store !== undefined;
  return new Set(
    operatorsOfType(type).filter(
      (one) => uses.includes(filterOperators[one]) && (whole || positiveOperators.includes(one)),
    ),
  );
}
