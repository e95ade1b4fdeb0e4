import type { Expr, SqlType } from '../../../statement.ts';
import { type ColumnFacts, isExact } from './columns.ts';
import { ColumnUnfit } from './column-unfit.ts';
import { type As, place, type Place } from './places.ts';
import { quote } from './quote.ts';
import type { Sight } from './sight.ts';
import { natural, sqlTypes } from './types.ts';

/** A column, bare as an index knows it, and what is known of it. */
export interface BareColumn {
  readonly bare: string;
  readonly facts: ColumnFacts;
  /** Its own comparison is the exact one. */
  readonly exact: boolean;
}

/** One side of a comparison. */
export interface Operand {
  /** The canonical value. */
  readonly value: string;
  readonly column?: BareColumn;
  /** A bound value, or an array of them, in any form. */
  readonly bound?: (as?: As, around?: Pick<Place, 'before' | 'after'>) => string;
}

type Column = Extract<Expr, { readonly k: 'column' }>;
type Param = Extract<Expr, { readonly k: 'param' }>;

/** @throws ColumnUnfit where the table has something else there than the catalogue says */
export function bareColumn({ alias, column, type }: Column, at: Sight): BareColumn {
  const facts = at.column(alias, column) ?? { kind: natural[type], nullable: true };
  if (!sqlTypes[type].columns[facts.kind]) throw new ColumnUnfit(column);
  return { bare: `${quote(alias)}.${quote(column)}`, facts, exact: isExact(facts) };
}

/** A column as a value of its type. */
export function columnValue(expr: Column, at: Sight): string {
  const { bare, facts } = bareColumn(expr, at);
  return sqlTypes[expr.type].columns[facts.kind]?.(bare) ?? bare;
}

const bound =
  ({ slot, type, array }: Param): NonNullable<Operand['bound']> =>
  (as = type, around) => {
    const [before, after] = sqlTypes[type].param;
    const about = around ?? (before === '' ? {} : { before, after });
    return place(slot, as, { ...(array && { list: true as const }), ...about });
  };

export const paramValue = (expr: Param): string => bound(expr)();

/** @param print what prints any other expression */
export function operandOf(expr: Expr, at: Sight, print: (expr: Expr) => string): Operand {
  if (expr.k === 'column') return { value: columnValue(expr, at), column: bareColumn(expr, at) };
  if (expr.k === 'param') return { value: paramValue(expr), bound: bound(expr) };
  const hashed = expr.k === 'hash' ? at.hashed(expr.of, expr.salt) : undefined;
  if (expr.k !== 'hash' || hashed === undefined) return { value: print(expr) };
  const facts = at.column(expr.of.alias, hashed);
  const bare = `${quote(expr.of.alias)}.${quote(hashed)}`;
  // Lower-case hex of one length: no collation takes two of them for one.
  return { value: print(expr), ...(facts && { column: { bare, facts, exact: true } }) };
}

export const isText = (type: SqlType | 'hash'): boolean => sqlTypes[type].text;
