import type { KeyType } from '../schema/catalogue/catalogue.ts';
import type { Cell, FieldType } from '../schema/terms/field.ts';
import type { StoreForm } from '../schema/terms/form.ts';

/**
 * What is asked of a store, as a tree: frozen values, lowered to text by the store's dialect and nobody else.
 * Values never stand in it: a `param` is a slot of the list that is bound when it is read.
 */
export interface Select {
  readonly from: Source;
  /** To-one hops, as LEFT JOINs along a key: a row never doubles. */
  readonly joins: readonly Join[];
  /** Rows below each row; only for stores that nest. */
  readonly nested?: readonly Nested[];
  readonly columns: readonly OutputColumn[];
  readonly where: Expr;
  readonly orderBy: readonly OrderTerm[];
  /** The slot of the greatest number of rows: per group with `each`, else in all. */
  readonly limit?: number;
  /** One group of rows per key of an array: `column` equals the key. The key comes first in each row, as text. */
  readonly each?: { readonly slot: number; readonly type: KeyType; readonly column: ColumnExpr };
  /** Count the rows instead (per group with `each`): one row of one number, or one row (key, number) a group that has any. */
  readonly count?: true;
  /** Make groups of the rows instead: its numbers are places among `columns`. There is neither `each` nor `orderBy`. */
  readonly group?: Grouping;
}

/**
 * One row for each group, in the order of its keys, nulls last: the keys, then the measures. Without keys there is one
 * group, whatever rows there are.
 */
export interface Grouping {
  readonly keys: readonly number[];
  readonly measures: readonly Measure[];
  /** Whom a row is about. */
  readonly subject?: number;
  readonly cells?: Cells;
  readonly bounded?: BoundedRows;
}

/**
 * Of each person at most `most` rows count, in at most so many groups: those whose `place`, a keyed hash, is smallest, a
 * group's being that of its smallest row. Rows about nobody do not count.
 * INVARIANT: which rows of a person count depends on no row of anybody else.
 */
export interface BoundedRows {
  /** The column that holds the hash. */
  readonly place: number;
  readonly most: number;
  readonly groups: number;
  /** By column: its values count in steps, from `least` to `most`, whole numbers as text. */
  readonly ranges: readonly {
    readonly of: number;
    readonly least: string;
    readonly most: string;
    readonly places: number;
  }[];
}

/** How many rows have a value, how many people have one, what is made of the values; and the one there is, where it is alone. */
export interface Measure {
  readonly measure: 'filled' | 'people' | 'sum' | 'min' | 'max' | 'alone';
  readonly of: number;
}

/**
 * Groups are sums over the cells of a grid: `by` makes the cells, and each key follows from these.
 * INVARIANT: a cell counts only where `least` different people have a value of `rows` in it, and any value of it only
 * where as many have that value and none of them is more than `most` percent of its sum. What does not count is as if it
 * were not there, in every group and total.
 */
export interface Cells {
  readonly by: readonly number[];
  readonly rows: number;
  readonly least: number;
  readonly most: number;
}

export interface Source {
  readonly alias: string;
  readonly schema?: string;
  readonly table: string;
}

export interface Join {
  readonly source: Source;
  readonly on: Expr;
}

/**
 * The rows of another source that belong to each row, as one text: what `json` gives for each of them in order, with
 * commas between, in brackets, and what is `around` these. It is the column `json` of the alias; `n0` is how many rows
 * there were, and `n1` and so on are the sums of `counts` over them.
 */
export interface Nested {
  readonly alias: string;
  readonly rows: Pick<Select, 'from' | 'joins' | 'nested' | 'where' | 'orderBy' | 'limit'>;
  readonly json: readonly JsonPart[];
  readonly around: readonly [before: string, after: string];
  readonly counts: readonly ColumnExpr[];
}

/** A piece of JSON text: constant, a value as JSON with something before it inside its quotes, or JSON already. */
export type JsonPart =
  | { readonly part: 'text'; readonly text: string }
  | { readonly part: 'value'; readonly of: Expr; readonly type: SqlType; readonly before?: string }
  | { readonly part: 'json'; readonly of: ColumnExpr };

/** Read as `Cell` in the form that `schema/terms/field.ts` states for its type; keys as text. */
export interface OutputColumn {
  readonly expr: Expr;
  readonly type: SqlType;
}

export type SqlType = FieldType | `key:${KeyType}` | 'case' | 'json';

export interface OrderTerm {
  readonly expr: Expr;
  readonly type: SqlType | 'hash';
  readonly direction: 'asc' | 'desc';
}

export interface ColumnExpr {
  readonly k: 'column';
  readonly alias: string;
  readonly column: string;
  readonly type: SqlType;
}

export type CompareOperator = '=' | '<' | '<=' | '>' | '>=';

/**
 * Comparisons with a null are not true. `not` is two-valued: it holds exactly where its operand is not true.
 * Nulls order last ascending and first descending. Text compares by code point, whatever the database's collation.
 */
export type Expr =
  | ColumnExpr
  /** A bound value, cast to the type; with `array` a list of them. */
  | { readonly k: 'param'; readonly slot: number; readonly type: SqlType | 'hash'; readonly array?: true }
  | { readonly k: 'form'; readonly form: StoreForm; readonly of: Expr; readonly type: SqlType }
  | {
      readonly k: 'compare';
      readonly op: CompareOperator;
      readonly left: Expr;
      readonly right: Expr;
      readonly type: SqlType | 'hash';
    }
  /** `left` is one of the elements of an array parameter. */
  | { readonly k: 'in'; readonly left: Expr; readonly list: Expr; readonly type: SqlType }
  /** Text begins with the bound value, taken literally. */
  | { readonly k: 'starts-with'; readonly left: Expr; readonly prefix: Expr }
  | { readonly k: 'is-null'; readonly of: Expr }
  | { readonly k: 'and'; readonly of: readonly Expr[] }
  | { readonly k: 'or'; readonly of: readonly Expr[] }
  | { readonly k: 'not'; readonly of: Expr }
  | { readonly k: 'case'; readonly branches: readonly (readonly [when: Expr, then: Expr])[]; readonly type: SqlType }
  /** A small whole number, from the plan alone. */
  | { readonly k: 'index'; readonly value: number }
  | { readonly k: 'null'; readonly type: SqlType }
  | { readonly k: 'exists'; readonly from: Source; readonly joins: readonly Join[]; readonly where: Expr }
  /** SHA-256 of the salt (bytes, a bound parameter as hex) followed by the key's canonical bytes, as lower-case hex text. */
  | { readonly k: 'hash'; readonly salt: number; readonly of: ColumnExpr };

/** Always true: an `and` of nothing. Always false: an `or` of nothing. */
export const always: Expr = Object.freeze({ k: 'and', of: [] });
export const never: Expr = Object.freeze({ k: 'or', of: [] });

export type Bound = Cell | readonly Cell[];

/** One row: with `each` its group's key first, then the columns in the statement's order. */
export type Row = readonly Cell[];
