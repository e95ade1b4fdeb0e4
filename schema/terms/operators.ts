import type { Use } from './field.ts';

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
