import type { ColumnExpr, Grouping, JsonPart, Nested, OrderTerm, OutputColumn, Select } from '../../statement.ts';
import type { GroupWords } from './group-words.ts';
import { printGroups } from './groups.ts';
import { byCodePoint, print, printFrom, printJoins, slot } from './expressions.ts';
import { literal, quote } from './quote.ts';
import { sqlTypes } from './types.ts';

/** Aliases that no table of the tree has: compiled ones hold no `$`. */
const keys = '"$keys"';
const group = '"$group"';

const output = ({ expr, type }: OutputColumn): string => sqlTypes[type].read(print(expr));

const orderTerm = ({ expr, type, direction }: OrderTerm): string => {
  const by = print(expr);
  return `${sqlTypes[type].text ? byCodePoint(by) : by} ${direction === 'asc' ? 'asc nulls last' : 'desc nulls first'}`;
};

const ordered = ({ orderBy }: Pick<Select, 'orderBy'>): readonly string[] =>
  orderBy.length > 0 ? [`order by ${orderBy.map(orderTerm).join(', ')}`] : [];

const limited = ({ limit }: Pick<Select, 'limit'>): readonly string[] =>
  limit === undefined ? [] : [`limit ${slot(limit)}::int8`];

type Listed = Pick<Select, 'from' | 'joins' | 'nested' | 'orderBy' | 'limit'>;

/**
 * The rows of a list, with what is read of each: its text, and the tree that it is the text of. Where rows are nested
 * in them the list is cut first, so that what lies below a row is looked for only where that row is in it.
 */
const list = (of: Listed, where: string, read: string, tree: unknown): string => {
  const { nested = [] } = of;
  const cut = [`where ${where}`, ...ordered(of), ...limited(of)];
  if (nested.length === 0) return [`select ${read}`, printFrom(of.from, of.joins), ...cut].join(' ');
  const alias = quote(of.from.alias);
  const columns = [...columnsOf([tree, of.joins, nested, of.orderBy], of.from.alias)];
  const few = [`select ${columns.map((name) => `${alias}.${quote(name)}`).join(', ')}`, printFrom(of.from, []), ...cut];
  const from = [`from (${few.join(' ')}) as ${alias}`, ...printJoins(of.joins), ...nested.map(nestedRows)];
  return [`select ${read}`, ...from, ...ordered(of)].join(' ');
};

/** The columns of a source that a tree names. */
function columnsOf(tree: unknown, alias: string): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { k, alias: of, column } = node as Partial<ColumnExpr>;
    if (k === 'column' && of === alias && column !== undefined) found.add(column);
    for (const each of Object.values(node)) walk(each);
  };
  walk(tree);
  return found;
}

const rows = (select: Select, where: string): string =>
  list(select, where, select.columns.map(output).join(', '), select.columns);

/**
 * The pieces of one row's JSON; the constant ones are made of names of GraphQL and of ours.
 * INVARIANT: a cell is one value of JSON, even where a column is not of the type that the catalogue says.
 */
const jsonPart = (part: JsonPart): string => {
  if (part.part === 'text') return literal(part.text);
  if (part.part === 'json') return print(part.of);
  const { canonical, json, text } = sqlTypes[part.type];
  const cell = canonical(print(part.of));
  if (part.type === 'JSON') return `coalesce(${cell}, 'null')`;
  if (json === 'moment') return `coalesce('"' || ${cell} || '"', 'null')`;
  const quoted = text ? cell : `(${cell})::text`;
  const before = part.before ? `${literal(part.before)} || ` : '';
  return `coalesce(to_json(${json === 'quoted' ? `${before}${quoted}` : cell})::text, 'null')`;
};

/** PostgreSQL calls no function with more arguments. */
const mostArguments = 100;

/** Texts one after the other. */
const joined = (texts: readonly string[]): string => {
  if (texts.length <= mostArguments) return `concat(${texts.join(', ')})`;
  const parts = Array.from({ length: Math.ceil(texts.length / mostArguments) }, (_, at) =>
    joined(texts.slice(at * mostArguments, (at + 1) * mostArguments)),
  );
  return joined(parts);
};

const nestedRows = ({ alias, rows: inner, json, around, counts }: Nested): string => {
  const numbered = counts.map((count, at) => `, ${print(count)} as n${at + 1}`).join('');
  const within = list(inner, print(inner.where), `${joined(json.map(jsonPart))} as j${numbered}`, [json, counts]);
  const sums = counts.map((_, at) => `, coalesce(sum(r.n${at + 1}), 0)::int8 as n${at + 1}`).join('');
  const text = `concat(${literal(`${around[0]}[`)}, string_agg(r.j, ','), ${literal(`]${around[1]}`)}) as json`;
  return `left join lateral (select ${text}, count(*) as n0${sums} from (${within}) as r) as ${quote(alias)} on true`;
};

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

const words: GroupWords = {
  column: ({ expr, type }) => (sqlTypes[type].text ? byCodePoint(print(expr)) : print(expr)),
  read: (type, value) => sqlTypes[type].read(value),
  exact: (value) => `${value}::numeric`,
  isNumber: (value) => `(${value} is not null and ${value}::numeric <> 'NaN')`,
  ascending: (value) => `${value} asc nulls last`,
  // There is no least UUID before PostgreSQL 18.
  key: (value) => byCodePoint(`${value}::text`),
};

const grouped = (select: Select, grouping: Grouping): string => {
  const from = `${printFrom(select.from, select.joins)} where ${print(select.where)}`;
  return [printGroups(words, select.columns, grouping, from), ...limited(select)].join(' ');
};

/** The text of a statement. A count has neither order nor limit. */
export function printSelect(select: Select): string {
  const { each, count, group: grouping } = select;
  if (grouping) return grouped(select, grouping);
  if (each) return count ? counts(select, each) : groups(select, each);
  if (count) return `select count(*) ${printFrom(select.from, select.joins)} where ${print(select.where)}`;
  return rows(select, print(select.where));
}
