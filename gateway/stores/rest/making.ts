import type { Bound, ColumnExpr, Expr, Source } from '../../statement.ts';
import type { Cell, Value } from '../../../schema/terms/field.ts';
import type { CellType } from './types.ts';

/** The cells of one record, in the order in which its source's columns were named. */
export type Cells = readonly Cell[];

/** What was fetched of a source so far, and how records of it are found by a key. */
export interface Found {
  readonly rows: readonly Cells[];
  readonly byLink: ReadonlyMap<Value, readonly Cells[]>;
}

/** What an expression is evaluated over: by the number of a source the record that stands there, and all of them. */
export interface Env {
  readonly rows: (Cells | undefined)[];
  readonly found: (Found | undefined)[];
  readonly params: readonly Param[];
  readonly values: readonly Bound[];
}

/** A bound value in the form of its type; of a list, what tells its members. */
export interface Param {
  readonly cell: Cell;
  readonly list: readonly Value[];
  readonly members: ReadonlySet<Value>;
}

export type Evaluate = (env: Env) => Cell;

export interface ParamPlan {
  readonly slot: number;
  readonly type: CellType;
  readonly array: boolean;
}

/** A record's column is the same as a value that another source has. */
export interface Link {
  readonly column: ColumnExpr;
  /** The place of the column among its own. */
  readonly at: number;
  readonly expr: ColumnExpr;
  /** Where that value lies. */
  readonly to: { readonly source: number; readonly at: number };
}

/** One table of a statement, and what is known of the records that it needs. */
export interface SourcePlan {
  readonly at: number;
  readonly source: Source;
  readonly columns: readonly ColumnExpr[];
  /** What each of its records must fulfil by itself. */
  readonly own: readonly Expr[];
  readonly link?: Link | undefined;
}

/** What names its columns, parameters and sources as they are met; each once. */
export interface Making {
  readonly source: (source: Source, conditions: readonly Expr[]) => SourcePlan;
  readonly column: (column: ColumnExpr) => { readonly source: number; readonly at: number };
  readonly param: (slot: number, type: CellType, array: boolean) => number;
  readonly sources: readonly SourcePlan[];
  readonly params: readonly ParamPlan[];
}

type Growing = Omit<SourcePlan, 'columns' | 'link'> & { readonly columns: ColumnExpr[]; link?: Link | undefined };

export function making(): Making {
  const sources: Growing[] = [];
  const params: ParamPlan[] = [];
  const column: Making['column'] = (asked) => {
    const source = sources.findLast((one) => one.source.alias === asked.alias);
    if (!source) throw new Error(`the statement has no source \`${asked.alias}\``);
    const { columns } = source;
    const at = columns.findIndex((one) => one.column === asked.column && one.type === asked.type);
    return { source: source.at, at: at >= 0 ? at : columns.push(asked) - 1 };
  };
  return {
    sources,
    params,
    column,
    source: (source, conditions) => {
      const known = new Set(sources.map((one) => one.source.alias));
      const own = conditions.filter((one) => isAbout(one, source.alias));
      const made: Growing = { at: sources.length, source, columns: [], own };
      sources.push(made);
      const linked = conditions.flatMap((one) => linkIn(one, source.alias, known))[0];
      if (linked) made.link = { ...linked, at: column(linked.column).at, to: column(linked.expr) };
      return made;
    },
    param: (slot, type, array) => {
      const at = params.findIndex((one) => one.slot === slot && one.type === type && one.array === array);
      return at >= 0 ? at : params.push({ slot, type, array }) - 1;
    },
  };
}

/** The parts that must all hold. */
export const conjuncts = (expr: Expr): readonly Expr[] => (expr.k === 'and' ? expr.of.flatMap(conjuncts) : [expr]);

/** It says something of this source's records and needs no other. */
export const isAbout = (expr: Expr, alias: string): boolean => {
  const named = aliasesIn(expr);
  return named.size > 0 && [...named].every((one) => one === alias);
};

/** The sources that an expression needs; what it asks of others counts as one that is not there. */
function aliasesIn(expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { k, alias } = node as { readonly k?: unknown; readonly alias?: unknown };
    if (k === 'exists') found.add('');
    else if (k === 'column') found.add(String(alias));
    else for (const each of Object.values(node)) walk(each);
  };
  walk(expr);
  return found;
}

/** `alias.column = other.column`, either way round. */
function linkIn(expr: Expr, alias: string, known: ReadonlySet<string>): readonly Pick<Link, 'column' | 'expr'>[] {
  if (expr.k !== 'compare' || expr.op !== '=') return [];
  const { left, right } = expr;
  return [
    [left, right],
    [right, left],
  ].flatMap(([own, expr]) =>
    own?.k === 'column' && own.alias === alias && expr?.k === 'column' && known.has(expr.alias)
      ? [{ column: own, expr }]
      : [],
  );
}
