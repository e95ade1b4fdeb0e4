import type { BoundNoise } from './noise.ts';
import type { BoundTechnique } from '../plugins/masking/technique.ts';
import type { Aggregate } from './aggregate.ts';
import type { Disclosed, Fetch, Plan, Root, Said } from './plan.ts';
import type { GrantQuota } from './views.ts';
import type { Query } from './stores/contract.ts';
import type { Cell } from '../schema/terms/field.ts';
import type { Bound } from './statement.ts';

/** A plan with one request's variables, arguments and bindings in place. Nothing was read yet. */
export interface BoundPlan extends Said {
  readonly plan: Plan;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly roots: readonly BoundRoot[];
  /** What the caller is told; the type that a `node` id named is in it. */
  readonly report: ReadonlyMap<string, Disclosed>;
}

/** A root of the plan; without `bound` its fetch is left out, or is known to find nothing. */
export interface BoundRoot {
  readonly root: Root;
  readonly bound?: BoundFetch;
  readonly groups?: BoundAggregate;
}

export interface BoundFetch {
  readonly fetch: Fetch;
  readonly store: string;
  /** Absent where no row can be readable, or none is asked for. */
  readonly select?: BoundStatement;
  readonly count?: BoundStatement;
  /** For each value that is looked up in full, what that is paid out of; nothing where any number may be. */
  readonly lookups: readonly (readonly GrantQuota[])[];
  /** Reads the known values of subjects: one array of keys is its only value. */
  readonly known?: { readonly store: string; readonly query: Query };
  /** For connections. */
  readonly page?: Page;
  /** By the number of the child: read by statements of their own, or within this one's. */
  readonly children: readonly (BoundFetch | undefined)[];
  readonly nested: readonly (BoundNested | undefined)[];
}

/** A child whose rows the parent's statement brings. */
export interface BoundNested {
  /** The column that holds its part of the answer, as JSON. */
  readonly column: number;
  /** The columns that say how many rows of an entity are in it. */
  readonly counts: readonly { readonly entity: string; readonly column: number }[];
  /** The most rows, all levels together, below one row. */
  readonly most: number;
}

export interface BoundStatement {
  readonly query: Query;
  readonly values: readonly Bound[];
  /** The slot that takes the parents' keys. */
  readonly parents?: number;
  /** Keys that other stores have to say first. */
  readonly gathers: readonly BoundGather[];
}

/** A statement of another store whose keys fill a slot; without it nothing there can pass. */
export interface BoundGather {
  readonly slot: number;
  readonly store: string;
  readonly statement?: BoundStatement;
  /** More keys than this are refused. */
  readonly bound: number;
}

export interface Page {
  /** How many rows were asked for; the statement reads one more. */
  readonly size: number;
  /** Read from the end: rows come last first and are turned round. */
  readonly backward: boolean;
  /** These cursors were given, so there are rows on their other sides. */
  readonly after: boolean;
  readonly before: boolean;
  /** Where the cells of a row's place in the order begin (after the group's key, where there is one). */
  readonly orderAt: number;
  /** Seals a row's place into a cursor. */
  readonly seal: (place: readonly Cell[]) => string;
}

/** Groups with a request's arguments in place. */
export interface BoundAggregate {
  readonly aggregate: Aggregate;
  readonly store: string;
  /** The fields of the groups' keys, in the order of the statement's first columns. */
  readonly keys: readonly BoundKey[];
  /** For each figure the columns that it is made of: its own, or the sum and how many values there were. */
  readonly columns: readonly (readonly number[])[];
  /** Whose key stands in which column, where a group is about one person alone. */
  readonly alone?: { readonly entity: string; readonly column: number };
  /** Absent where nothing can be found. */
  readonly select?: BoundStatement;
  /** At most so many groups are told. */
  readonly most: number;
  /** More groups than this are refused; without it those beyond are left out. */
  readonly bearable?: number;
  /** Its figures come with noise; then `columns` are places among the numbers of the registered aggregate. */
  readonly noise?: BoundNoise;
}

export interface BoundKey {
  readonly name: string;
  /** What makes the key of a group of the values that stand in it. */
  readonly bound?: BoundTechnique;
}
