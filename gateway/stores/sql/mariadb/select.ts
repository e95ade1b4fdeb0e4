import type { Grouping, OrderTerm, OutputColumn, Select } from '../../../statement.ts';
import type { GroupWords } from '../group-words.ts';
import { printGroups } from '../groups.ts';
import { print, printFrom } from './expressions.ts';
import { operandOf } from './operands.ts';
import { place } from './places.ts';
import type { Sight } from './sight.ts';
import { bytesOf, textOrder } from './texts.ts';
import { sqlTypes } from './types.ts';
import { uuidOrder } from './uuids.ts';

/** An alias that no table of the tree has: compiled ones hold no `$`. */
const group = '`$group`';

type Each = NonNullable<Select['each']>;

const output =
  (at: Sight) =>
  ({ expr, type }: OutputColumn): string =>
    sqlTypes[type].read(print(expr, at));

const named = (outputs: readonly string[]): string =>
  outputs.length === 0 ? '1' : outputs.map((one, i) => `${one} as c${i}`).join(', ');

function orderTerm({ expr, type, direction }: OrderTerm, at: Sight): string {
  const operand = operandOf(expr, at, (one) => print(one, at));
  const text = sqlTypes[type].text;
  const by = text ? textOrder(operand) : type === 'key:uuid' ? uuidOrder(operand) : operand.value;
  // A hash of a key is never null, and MariaDB sorts by whatever it cannot tell to be constant.
  const filled = type === 'hash' || operand.column?.facts.nullable === false;
  return filled ? `${by} ${direction}` : `(${by} <=> null) ${direction}, ${by} ${direction}`;
}

const ordered = ({ orderBy }: Select, at: Sight): string =>
  orderBy.length > 0 ? `order by ${orderBy.map((term) => orderTerm(term, at)).join(', ')}` : '';

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

function rows(select: Select, at: Sight): string {
  const { from, joins, columns, where, limit } = select;
  return words(
    `select ${named(columns.map(output(at)))}`,
    printFrom(from, joins, at),
    `where ${print(where, at)}`,
    ordered(select, at),
    limit === undefined ? '' : `limit ${place(limit, 'limit')}`,
  );
}

/** Rows whose key is one of the bound ones. */
const inGroups = ({ slot, type, column }: Each, at: Sight): string =>
  print(
    { k: 'in', left: column, list: { k: 'param', slot, type: `key:${type}`, array: true }, type: `key:${type}` },
    at,
  );

/** A group's key: what its rows are parted by. */
function groupKey({ type, column }: Each, at: Sight): string {
  const operand = operandOf(column, at, (one) => print(one, at));
  return sqlTypes[`key:${type}`].text ? textOrder(operand) : operand.value;
}

/** Each row is numbered in its group: MariaDB has no way to look from a derived table at what stands beside it. */
function groups(select: Select, each: Each, at: Sight): string {
  const { from, joins, columns, where, limit } = select;
  const outputs = [{ expr: each.column, type: `key:${each.type}` } as const, ...columns].map(output(at));
  const source = words(printFrom(from, joins, at), `where ${inGroups(each, at)} and ${print(where, at)}`);
  if (limit === undefined) return words(`select ${named(outputs)}`, source, ordered(select, at));
  const number = `row_number() over (${words(`partition by ${groupKey(each, at)}`, ordered(select, at))})`;
  const inner = `select ${named(outputs)}, ${number} as n ${source}`;
  const names = outputs.map((_, i) => `c${i}`).join(', ');
  return `select ${names} from (${inner}) as ${group} where n <= ${place(limit, 'limit')} order by n`;
}

function counts({ from, joins, where }: Select, each: Each, at: Sight): string {
  const key = sqlTypes[`key:${each.type}`].read(print(each.column, at));
  const source = words(printFrom(from, joins, at), `where ${inGroups(each, at)} and ${print(where, at)}`);
  return `select min(${key}) as c0, count(*) as c1 ${source} group by ${groupKey(each, at)}`;
}

/** Texts and UUIDs are told apart by their bytes, whatever the collation. */
const groupWords = (at: Sight): GroupWords => ({
  column: ({ expr, type }) => (sqlTypes[type].text || type === 'key:uuid' ? bytesOf(print(expr, at)) : print(expr, at)),
  read: (type, value) => sqlTypes[type].read(value),
  exact: (value) => value,
  isNumber: (value) => `(${value} is not null)`,
  ascending: (value) => `(${value} <=> null), ${value}`,
  key: (value) => value,
});

function grouped({ from, joins, columns, where, limit }: Select, grouping: Grouping, at: Sight): string {
  const source = words(printFrom(from, joins, at), `where ${print(where, at)}`);
  const text = printGroups(groupWords(at), columns, grouping, source);
  return words(text, limit === undefined ? '' : `limit ${place(limit, 'limit')}`);
}

/** The text of a statement, with its places in it. A count has neither order nor limit. */
export function printSelect(select: Select, at: Sight): string {
  const { each, count, group: grouping } = select;
  if (grouping) return grouped(select, grouping, at);
  if (each) return count ? counts(select, each, at) : groups(select, each, at);
  if (!count) return rows(select, at);
  return `select count(*) as c0 ${printFrom(select.from, select.joins, at)} where ${print(select.where, at)}`;
}
