import type { Expr, Join, Source } from '../../../statement.ts';
import { printForm } from './forms.ts';
import { hashExpression } from './hash.ts';
import { columnValue, isText, operandOf, paramValue } from './operands.ts';
import { quote, quoteTable } from './quote.ts';
import type { Sight } from './sight.ts';
import { compareTexts, startsWith, textIn } from './texts.ts';
import { compareUuids, uuidIn } from './uuids.ts';

type Printers = { readonly [K in Expr['k']]: (expr: Extract<Expr, { readonly k: K }>, at: Sight) => string };

const list = (of: readonly Expr[], at: Sight, word: 'and' | 'or', empty: 'true' | 'false'): string =>
  of.length === 0 ? empty : `(${of.map((one) => print(one, at)).join(` ${word} `)})`;

const wholeNumber = (value: number): string => {
  if (!Number.isSafeInteger(value)) throw new Error('an index is a whole number');
  // The cast keeps `order by` from taking it for the place of a column.
  return `cast(${value} as signed)`;
};

const compare: Printers['compare'] = ({ op, left, right, type }, at) => {
  const [l, r] = [operandOf(left, at, (one) => print(one, at)), operandOf(right, at, (one) => print(one, at))];
  if (isText(type)) return compareTexts(l, op, r);
  return type === 'key:uuid' ? compareUuids(l, op, r) : `(${l.value} ${op} ${r.value})`;
};

const oneOf: Printers['in'] = ({ left, list: of, type }, at) => {
  const [l, any] = [operandOf(left, at, (one) => print(one, at)), operandOf(of, at, (one) => print(one, at))];
  if (isText(type)) return textIn(l, any);
  return type === 'key:uuid' ? uuidIn(l, any) : `(${l.value} in (${any.value}))`;
};

const printers: Printers = {
  column: columnValue,
  param: paramValue,
  form: ({ form, of, type }, at) => printForm(form, print(of, at), type),
  compare,
  in: oneOf,
  'starts-with': ({ left, prefix }, at) =>
    startsWith(
      operandOf(left, at, (one) => print(one, at)),
      operandOf(prefix, at, (one) => print(one, at)),
    ),
  // `is null` finds a day of zeros in a column that takes no nulls.
  'is-null': ({ of }, at) => `(${print(of, at)} <=> null)`,
  and: ({ of }, at) => list(of, at, 'and', 'true'),
  or: ({ of }, at) => list(of, at, 'or', 'false'),
  not: ({ of }, at) => `(${print(of, at)} is not true)`,
  case: ({ branches }, at) =>
    branches.length === 0
      ? 'null'
      : `(case ${branches.map(([when, then]) => `when ${print(when, at)} then ${print(then, at)}`).join(' ')} end)`,
  index: ({ value }) => wholeNumber(value),
  null: () => 'null',
  exists: ({ from, joins, where }, at) => `exists (select 1 ${printFrom(from, joins, at)} where ${print(where, at)})`,
  hash: ({ salt, of }, at) => {
    const kept = at.hashed(of, salt);
    return kept === undefined
      ? hashExpression(salt, columnValue(of, at), of.type)
      : `convert(${quote(of.alias)}.${quote(kept)} using utf8mb4)`;
  },
};

/** An expression that stands by itself: it binds tighter than whatever is put around it, save `collate`. */
export const print = (expr: Expr, at: Sight): string =>
  (printers[expr.k] as (expr: Expr, at: Sight) => string)(expr, at);

const printSource = ({ schema, table, alias }: Source): string => `${quoteTable(schema, table)} as ${quote(alias)}`;

/** `from` with its to-one hops. */
export const printFrom = (from: Source, joins: readonly Join[], at: Sight): string =>
  [
    `from ${printSource(from)}`,
    ...joins.map(({ source, on }) => `left join ${printSource(source)} on ${print(on, at)}`),
  ].join(' ');
