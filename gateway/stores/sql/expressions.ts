import type { CompareOperator, Expr, Join, Source } from '../../statement.ts';
import { printForm } from './forms.ts';
import { hashExpression } from './hash.ts';
import { quote, quoteTable } from './quote.ts';
import { sqlTypes } from './types.ts';

type Printers = { readonly [K in Expr['k']]: (expr: Extract<Expr, { readonly k: K }>) => string };

/** Text compares by bytes, which in UTF-8 is by code point, whatever the collation of the database or column. */
export const byCodePoint = (expression: string): string => `${expression} collate "C"`;

/** A place of the list of bound values. */
export const slot = (index: number): string => {
  if (!Number.isSafeInteger(index) || index < 0) throw new Error('a slot is a whole number from 0');
  return `$${index + 1}`;
};

/**
 * Equality of texts. The plain comparison finds the column's own index; under a collation that takes different texts
 * for equal it finds too much, which the exact one takes away (in `coalesce`, so that the planner's estimate stays
 * sane).
 */
const sameText = (left: string, right: string, indexed: boolean): string => {
  const exact = `${byCodePoint(left)} = ${right}`;
  return indexed ? `(${left} = ${right} and coalesce(${exact}, false))` : `(${exact})`;
};

const compare = (op: CompareOperator, left: Expr, right: Expr, text: boolean): string => {
  const [l, r] = [print(left), print(right)];
  if (!text) return `(${l} ${op} ${r})`;
  return op === '=' ? sameText(l, r, left.k === 'column' || right.k === 'column') : `(${byCodePoint(l)} ${op} ${r})`;
};

const list = (of: readonly Expr[], word: 'and' | 'or', empty: 'true' | 'false'): string =>
  of.length === 0 ? empty : `(${of.map(print).join(` ${word} `)})`;

const wholeNumber = (value: number): string => {
  if (!Number.isSafeInteger(value)) throw new Error('an index is a whole number');
  // The cast keeps `order by` from taking it for the place of a column.
  return `(${value})::int4`;
};

const printers: Printers = {
  column: ({ alias, column, type }) => sqlTypes[type].column(`${quote(alias)}.${quote(column)}`),
  param: ({ slot: index, type, array }) => `${slot(index)}::${sqlTypes[type].sql}${array ? '[]' : ''}`,
  form: ({ form, of, type }) => printForm(form, print(of), type),
  compare: ({ op, left, right, type }) => compare(op, left, right, sqlTypes[type].text),
  in: ({ left, list: of, type }) => {
    const [l, any] = [print(left), `any(${print(of)})`];
    return sqlTypes[type].text ? sameText(l, any, left.k === 'column') : `(${l} = ${any})`;
  },
  'starts-with': ({ left, prefix }) => `starts_with(${byCodePoint(print(left))}, ${print(prefix)})`,
  'is-null': ({ of }) => `(${print(of)} is null)`,
  and: ({ of }) => list(of, 'and', 'true'),
  or: ({ of }) => list(of, 'or', 'false'),
  not: ({ of }) => `(${print(of)} is not true)`,
  case: ({ branches, type }) =>
    branches.length === 0
      ? print({ k: 'null', type })
      : `(case ${branches.map(([when, then]) => `when ${print(when)} then ${print(then)}`).join(' ')} end)`,
  index: ({ value }) => wholeNumber(value),
  null: ({ type }) => `null::${sqlTypes[type].sql}`,
  exists: ({ from, joins, where }) => `exists (select ${printFrom(from, joins)} where ${print(where)})`,
  hash: ({ salt, of }) => hashExpression(`${slot(salt)}::text`, print(of), of.type),
};

/** An expression that stands by itself: it binds tighter than whatever is put around it, save `::` and `collate`. */
export const print = (expr: Expr): string => (printers[expr.k] as (expr: Expr) => string)(expr);

const printSource = ({ schema, table, alias }: Source): string => `${quoteTable(schema, table)} as ${quote(alias)}`;

export const printJoins = (joins: readonly Join[]): readonly string[] =>
  joins.map(({ source, on }) => `left join ${printSource(source)} on ${print(on)}`);

/** `from` with its to-one hops. */
export const printFrom = (from: Source, joins: readonly Join[]): string =>
  [`from ${printSource(from)}`, ...printJoins(joins)].join(' ');
