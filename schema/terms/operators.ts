import { type FieldType, type Use, usesOfType } from './field.ts';

/** The filter operators, and the use that each of them makes of a field. */
export const filterOperators = {
  eq: 'filter.equal',
  ne: 'filter.equal',
  in: 'filter.equal',
  notIn: 'filter.equal',
  isNull: 'filter.equal',
  lt: 'filter.range',
  lte: 'filter.range',
  gt: 'filter.range',
  gte: 'filter.range',
  startsWith: 'filter.prefix',
} as const satisfies Readonly<Record<string, Use>>;

export type FilterOperator = keyof typeof filterOperators;

/** What a reversible surrogate can answer: equality that holds, never negation or nullness. */
export const positiveOperators: readonly FilterOperator[] = ['eq', 'in'];

/** What a type has less than its uses say. */
const only: Readonly<Partial<Record<FieldType, readonly FilterOperator[]>>> = { JSON: ['isNull'] };

/** The operators that values of a type have where they are clear. */
export const operatorsOfType = (type: FieldType): readonly FilterOperator[] =>
  (Object.keys(filterOperators) as FilterOperator[]).filter(
    (operator) => usesOfType[type].includes(filterOperators[operator]) && (only[type]?.includes(operator) ?? true),
  );
