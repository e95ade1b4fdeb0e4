import type { ColumnExpr, CompareOperator, Expr } from '../../statement.ts';
import type { Value } from '../../../schema/terms/field.ts';
import type { Making, Param } from './making.ts';
import type { PushedOperator } from './resource-options.ts';

/** One thing that a record's column must fulfil, in a form that an API may know. */
export interface Condition {
  readonly column: ColumnExpr;
  readonly operator: PushedOperator;
  /** The parameter that it is compared with; none where nullness is asked for. */
  readonly param?: number;
  readonly isNull?: boolean;
}

const operators: Readonly<Record<CompareOperator, PushedOperator>> = {
  '=': 'eq',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

/** The condition that an expression is, where an API could be asked it. */
export function conditionIn(expr: Expr, param: Making['param']): readonly Condition[] {
  if (expr.k === 'compare' && expr.left.k === 'column' && expr.right.k === 'param') {
    const { slot, array = false } = expr.right;
    return [{ column: expr.left, operator: operators[expr.op], param: param(slot, expr.type, array) }];
  }
  if (expr.k === 'in' && expr.left.k === 'column' && expr.list.k === 'param')
    return [{ column: expr.left, operator: 'in', param: param(expr.list.slot, expr.type, true) }];
  if (expr.k === 'starts-with' && expr.left.k === 'column' && expr.prefix.k === 'param')
    return [{ column: expr.left, operator: 'startsWith', param: param(expr.prefix.slot, expr.prefix.type, false) }];
  if (expr.k === 'is-null' && expr.of.k === 'column') return [{ column: expr.of, operator: 'isNull', isNull: true }];
  if (expr.k === 'not' && expr.of.k === 'is-null' && expr.of.of.k === 'column')
    return [{ column: expr.of.of, operator: 'isNull', isNull: false }];
  return [];
}

/** A condition with its values; of one that compares with a null there are none, and nothing fulfils it. */
export interface BoundCondition {
  readonly column: ColumnExpr;
  readonly operator: PushedOperator;
  readonly values: readonly Value[];
}

export function boundCondition(
  { column, operator, param, isNull }: Condition,
  params: readonly Param[],
): BoundCondition {
  if (isNull !== undefined) return { column, operator, values: [isNull] };
  const bound = params[param ?? -1];
  const values = operator === 'in' ? (bound?.list ?? []) : bound?.cell == null ? [] : [bound.cell];
  return { column, operator, values };
}
