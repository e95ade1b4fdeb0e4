import type {
  ColumnExpr,
  CompareOperator,
  Expr,
  OrderTerm,
  OutputColumn,
  Select,
  SqlType,
} from '../../gateway/statement.ts';
import { always } from '../../gateway/statement.ts';

/** Short words for trees, so that a test says only what it is about. */
export const column = (alias: string, name: string, type: SqlType): ColumnExpr => ({
  k: 'column',
  alias,
  column: name,
  type,
});
export const param = (slot: number, type: SqlType | 'hash'): Expr => ({ k: 'param', slot, type });
export const list = (slot: number, type: SqlType): Expr => ({ k: 'param', slot, type, array: true });
export const compare = (left: Expr, op: CompareOperator, right: Expr, type: SqlType | 'hash'): Expr => ({
  k: 'compare',
  op,
  left,
  right,
  type,
});
export const not = (of: Expr): Expr => ({ k: 'not', of });
export const and = (...of: readonly Expr[]): Expr => ({ k: 'and', of });
export const or = (...of: readonly Expr[]): Expr => ({ k: 'or', of });
export const isNull = (of: Expr): Expr => ({ k: 'is-null', of });
export const out = (expr: Expr, type: SqlType): OutputColumn => ({ expr, type });
export const outColumn = (of: ColumnExpr): OutputColumn => ({ expr: of, type: of.type });
export const by = (expr: Expr, type: OrderTerm['type'], direction: OrderTerm['direction'] = 'asc'): OrderTerm => ({
  expr,
  type,
  direction,
});

export const from = (schema: string, table: string, alias: string, rest: Partial<Select> = {}): Select => ({
  from: { schema, table, alias },
  joins: [],
  columns: [],
  where: always,
  orderBy: [],
  ...rest,
});
