import type { ColumnExpr, Expr, Select, Source } from '../../../statement.ts';
import type { ColumnFacts, TableFacts } from './columns.ts';
import { bytesHashColumn } from './hash-column.ts';

/** What is known of the tables that a statement reads. Nothing is known before a table was looked at. */
export interface Tables {
  readonly of: (source: Source) => TableFacts | undefined;
  /** The name of the column that holds a table's keyed hashes by this salt, if there were one. */
  readonly hashColumn: (salt: number) => string | undefined;
}

/** The tables as the aliases of one statement see them. */
export interface Sight {
  readonly column: (alias: string, column: string) => ColumnFacts | undefined;
  /** The column that holds the hashes of this key by this salt. */
  readonly hashed: (key: ColumnExpr, salt: number) => string | undefined;
}

/** Every table that a statement reads, once for each alias. */
export function sourcesOf({ from, joins, columns, where, orderBy }: Select): readonly Source[] {
  const exprs = [
    ...joins.map(({ on }) => on),
    ...columns.map(({ expr }) => expr),
    where,
    ...orderBy.map(({ expr }) => expr),
  ];
  return [from, ...joins.map(({ source }) => source), ...exprs.flatMap(within)];
}

function within(expr: Expr): readonly Source[] {
  if (expr.k === 'exists') {
    const { from, joins, where } = expr;
    return [from, ...joins.map(({ source }) => source), ...joins.flatMap(({ on }) => within(on)), ...within(where)];
  }
  return childrenOf(expr).flatMap(within);
}

function childrenOf(expr: Expr): readonly Expr[] {
  if (expr.k === 'and' || expr.k === 'or') return expr.of;
  if (expr.k === 'not' || expr.k === 'is-null' || expr.k === 'form') return [expr.of];
  if (expr.k === 'compare') return [expr.left, expr.right];
  if (expr.k === 'in') return [expr.left];
  if (expr.k === 'starts-with') return [expr.left, expr.prefix];
  return expr.k === 'case' ? expr.branches.flat() : [];
}

/** @throws Error where one alias stands for two tables: then nothing could be told of its columns */
export function sightOf(select: Select, tables: Tables): Sight {
  const sources = new Map<string, Source>();
  for (const source of sourcesOf(select)) {
    const before = sources.get(source.alias);
    if (before && (before.table !== source.table || before.schema !== source.schema)) {
      throw new Error(`the alias \`${source.alias}\` stands for two tables`);
    }
    sources.set(source.alias, source);
  }
  const table = (alias: string): TableFacts | undefined => {
    const source = sources.get(alias);
    return source && tables.of(source);
  };
  return {
    column: (alias, column) => {
      const facts = table(alias)?.get(column.toLowerCase());
      // Where a hop leads nowhere, whatever lies there is null. Every alias but the first may be of one.
      return facts && alias !== select.from.alias ? { ...facts, nullable: true } : facts;
    },
    hashed: ({ alias, column }, salt) => {
      const name = tables.hashColumn(salt);
      const columns = table(alias);
      const inBytes = columns?.get(column.toLowerCase())?.kind === 'binary';
      const kept = name !== undefined && inBytes ? bytesHashColumn(name) : name;
      return kept !== undefined && columns?.has(kept) ? kept : undefined;
    },
  };
}
