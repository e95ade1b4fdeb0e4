import type { OrderTerm, OutputColumn, Select } from '../../statement.ts';
import { byCodePoint, print, printFrom, slot } from './expressions.ts';
import { sqlTypes } from './types.ts';

/** Aliases that no table of the tree has: compiled ones hold no `$`. */
const keys = '"$keys"';
const group = '"$group"';

const output = ({ expr, type }: OutputColumn): string => sqlTypes[type].read(print(expr));

const orderTerm = ({ expr, type, direction }: OrderTerm): string => {
  const by = print(expr);
  return `${sqlTypes[type].text ? byCodePoint(by) : by} ${direction === 'asc' ? 'asc nulls last' : 'desc nulls first'}`;
};

const rows = (select: Select, where: string): string =>
  [
    `select ${select.columns.map(output).join(', ')}`,
    printFrom(select.from, select.joins),
    `where ${where}`,
    ...(select.orderBy.length > 0 ? [`order by ${select.orderBy.map(orderTerm).join(', ')}`] : []),
    ...(select.limit === undefined ? [] : [`limit ${slot(select.limit)}::int8`]),
  ].join(' ');

type Each = NonNullable<Select['each']>;

/** A row's key is the group's. The group's key stands for a bound one: it is one value at a time. */
const inGroup = ({ column, type }: Each): string => {
  const c = print(column);
  return sqlTypes[`key:${type}`].text
    ? `(${c} = ${keys}.k and coalesce(${byCodePoint(c)} = ${keys}.k, false))`
    : `(${c} = ${keys}.k)`;
};

const groups = (select: Select, each: Each): string => {
  const array = `${slot(each.slot)}::${sqlTypes[`key:${each.type}`].sql}[]`;
  const distinct = `(select distinct u.k from unnest(${array}) as u(k)) as ${keys}`;
  const lateral = rows(select, `${inGroup(each)} and ${print(select.where)}`);
  return `select ${keys}.k, ${group}.* from ${distinct} cross join lateral (${lateral}) as ${group}`;
};

const counts = (select: Select, each: Each): string => {
  const type = `key:${each.type}` as const;
  const key = sqlTypes[type].text ? byCodePoint(print(each.column)) : print(each.column);
  const member = print({ k: 'in', left: each.column, list: { k: 'param', slot: each.slot, type, array: true }, type });
  const from = printFrom(select.from, select.joins);
  return `select ${key}, count(*) ${from} where ${member} and ${print(select.where)} group by ${key}`;
};

/** The text of a statement. A count has neither order nor limit. */
export function printSelect(select: Select): string {
  const { each, count } = select;
  if (each) return count ? counts(select, each) : groups(select, each);
  if (count) return `select count(*) ${printFrom(select.from, select.joins)} where ${print(select.where)}`;
  return rows(select, print(select.where));
}
