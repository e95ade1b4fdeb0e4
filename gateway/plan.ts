import type { Aggregate } from './aggregate.ts';
import type { FieldNode, GraphQLField, OperationDefinitionNode } from 'graphql';
import type { BoundTechnique } from '../plugins/masking/technique.ts';
import type { Abilities } from '../schema/catalogue/abilities.ts';
import type { Entity, Field, KeyType } from '../schema/catalogue/catalogue.ts';
import type { Disclosure } from '../schema/terms/disclosure.ts';
import type { GatewayError } from '../schema/terms/errors.ts';
import type { Use } from '../schema/terms/field.ts';
import type { Obligation } from '../schema/terms/obligation.ts';
import type { Grid } from '../schema/terms/groups.ts';
import type { StoreForm } from '../schema/terms/form.ts';
import type { FilterOperator } from '../schema/terms/operators.ts';
import type { Profile } from '../schema/terms/profile.ts';
import type { Restriction } from '../schema/terms/restriction.ts';
import type { CountedGift, CountedVote } from '../schema/terms/verdict.ts';

/** One outcome of a field on the rows where `when` holds. The first case that holds on a row is that row's. */
export interface Case {
  readonly when: Restriction;
  readonly disclosure: Exclude<Disclosure, 'denied'>;
  /** As the ladder writes it; `clear` where nothing is done. */
  readonly technique: string;
  /** The recipient domain of its surrogates. */
  readonly domain: string;
  /** Nothing where the value stays as it is, or stays away. */
  readonly bound?: BoundTechnique;
  /** The operators that filters may use on it. */
  readonly operators: ReadonlySet<FilterOperator>;
  /** Rows may be ordered by it. */
  readonly orderable: boolean;
  /** Rows may be grouped by it in the store, by the raw value whose groups are masked afterwards, or not. */
  readonly grouped: 'store' | 'mask' | 'no';
  /** Its values may be summed up. */
  readonly summed: boolean;
  /** The same value made by the store. */
  readonly form?: StoreForm;
  readonly reversible: boolean;
  readonly knowsSubject: boolean;
  readonly perSubject: boolean;
}

/** A field as a profile sees it. No case: denied. */
export interface FieldView {
  readonly field: Field;
  readonly cases: readonly Case[];
  /** The same, judged for another use: what filters and orders see. */
  readonly casesFor: ReadonlyMap<Use, readonly Case[]>;
  readonly operators: ReadonlySet<FilterOperator>;
  readonly orderable: boolean;
  /** What groups are told apart by, on some rows at least. */
  readonly groupable: boolean;
  readonly summable: boolean;
  /** Rows on which one record may be looked up by this field's full value. */
  readonly lookup: Restriction;
  readonly votes: readonly CountedVote[];
  readonly gifts: readonly CountedGift[];
}

/** An entity as a profile sees it: the readable relation that every operation is compiled over. */
export interface EntityView {
  readonly entity: Entity;
  /** What its store can do. */
  readonly abilities: Abilities;
  /** Some grant opens a field of it, on some rows. */
  readonly open: boolean;
  readonly rows: Restriction;
  readonly fields: ReadonlyMap<string, FieldView>;
  /** Its roots may be entered. */
  readonly root: boolean;
  /** The rows that are reached through a root: those of the grants that open it, never of others beside them. */
  readonly entered: Restriction;
  /** The rows that `totalCount` counts. */
  readonly counted: Restriction;
  /** `raw` where every readable row's id is clear; else the domain whose keyed hash orders rows. */
  readonly order: { readonly by: 'raw' } | { readonly by: 'hash'; readonly salt: string };
}

/** An entity as the aggregates of a profile see it. */
export interface StatisticsView extends EntityView {
  /** Its groups may be asked for. */
  readonly grouped: boolean;
  /** The people whom rows are about may be counted: every one of them may be read and counted. */
  readonly people: boolean;
  /** What groups are bound to, with the dimensions of the finest of them that this profile may group by. */
  readonly cells?: { readonly size: number; readonly dominance: number; readonly grid: Grid };
}

/** Everything that a profile sees. */
export interface View {
  readonly profile: Profile;
  readonly entity: (name: string) => EntityView;
  /** The same as aggregates see it: with the rows and fields of which only statistics are given. */
  readonly statistics: (name: string) => StatisticsView;
  readonly obligation: Obligation;
  /** Seconds since 1970: the earliest moment at which a decision in it could change by itself. */
  readonly horizon: number | undefined;
}

/** Whether something is in the answer: always, or when one of these conjunctions of Boolean variables holds. */
export type Include = true | readonly (readonly VariableTest[])[];

export interface VariableTest {
  readonly variable: string;
  readonly is: boolean;
}

/** One key of an object of the answer. */
export type Out = { readonly key: string; readonly include: Include } & (
  | { readonly out: 'typename'; readonly value: string }
  /** The cell of a masked or clear field; `read` is the place in the fetch's `fields`. */
  | { readonly out: 'field'; readonly read: number }
  /** What one of the fetch's children brought. */
  | { readonly out: 'child'; readonly child: number }
);

/** One key of a connection, an edge or a page info. */
export type Frame = { readonly key: string; readonly include: Include } & (
  | { readonly frame: 'typename'; readonly value: string }
  | { readonly frame: 'nodes' | 'node'; readonly selection: readonly Out[] }
  | { readonly frame: 'edges' | 'pageInfo'; readonly parts: readonly Frame[] }
  | { readonly frame: 'cursor' | 'totalCount' | PageInfoPart }
);

export type PageInfoPart = 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor';

/** A field that a fetch reads. Without `column` it is null on every row: nothing of it leaves the store. */
export interface FieldRead {
  readonly view: FieldView;
  /** The place of the raw value among the fetch's columns. */
  readonly column?: number;
  /** The place of the number of the case that holds; absent where there is but one. */
  readonly which?: number;
}

/** A column that a fetch reads, whatever for. */
export type Read =
  | { readonly read: 'key' }
  | { readonly read: 'subject' }
  | { readonly read: 'via'; readonly relation: string }
  | { readonly read: 'raw'; readonly field: string }
  | { readonly read: 'which'; readonly field: string };

/** How a fetch finds its rows. */
export type Access =
  /** A connection at the root. */
  | { readonly by: 'root' }
  /** One record by a global id, or by a full value. */
  | { readonly by: 'id' }
  | { readonly by: 'lookup' }
  /** The rows whose `via` holds the parent's key: a connection below every parent. */
  | { readonly by: 'parent'; readonly via: string; readonly from: number; readonly parentKey: KeyType }
  /** The row whose key the parent's column `from` holds. */
  | { readonly by: 'reference'; readonly from: number };

/** One statement of one store for one place of the operation, for all its parents together. */
export interface Fetch {
  /** Where it hangs: `customers.nodes.orders`; response keys, for the paths of errors. */
  readonly path: readonly string[];
  /** `Query.customers`, `Customer.orders`. */
  readonly coordinate: string;
  readonly include: Include;
  readonly access: Access;
  readonly view: EntityView;
  /** Its arguments, bound when the variables are there. */
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly reads: readonly Read[];
  readonly fields: readonly FieldRead[];
  readonly children: readonly Fetch[];
  /** The known values of the rows' subjects are needed: which fields of the subject's entity. */
  readonly known?: { readonly entity: Entity; readonly fields: readonly Field[] };
  /** The place of the subject's key among the columns, and the entity it belongs to. */
  readonly subject?: { readonly entity: string; readonly column: number };
  /** The keys of its object, or the parts of its connection. */
  readonly selection: readonly Out[];
  readonly frames: readonly Frame[];
  readonly wantsRows: Include | false;
  readonly wantsCount: Include | false;
  /** Its rows need their place in the order, sealed. */
  readonly wantsCursors: boolean;
}

/** One key at the root of the answer. */
export type Root = { readonly key: string; readonly include: Include } & (
  | { readonly root: 'typename'; readonly value: string }
  | { readonly root: 'introspection'; readonly nodes: readonly FieldNode[] }
  | { readonly root: 'viewer'; readonly selection: readonly ViewerOut[] }
  | { readonly root: 'fetch'; readonly fetch: Fetch }
  | { readonly root: 'aggregate'; readonly aggregate: Aggregate }
  /** One alternative for each type that an id could name, judged when the id is bound. */
  | {
      readonly root: 'node';
      readonly node: FieldNode;
      readonly definition: GraphQLField<unknown, unknown>;
      readonly alternatives: ReadonlyMap<string, NodeAlternative>;
    }
);

export interface NodeAlternative extends Said {
  readonly fetch: Fetch;
}

/** What judging a part of an operation said. */
export interface Said {
  /** Not empty: the operation is refused, and no store is touched. */
  readonly refusals: readonly GatewayError[];
  readonly report: Report;
  /** For the record: the disclosure of each coordinate that the operation names. */
  readonly verdicts: Readonly<Record<string, Disclosure | 'conditional'>>;
}

export type ViewerOut = { readonly key: string; readonly include: Include } & (
  | { readonly viewer: 'typename'; readonly value: string }
  | { readonly viewer: 'id' | 'roles' | 'partner' | 'description' }
  | { readonly viewer: 'purposes'; readonly selection: readonly ViewerOut[] }
);

/** What the caller is told of each coordinate that is not clear. It depends on no value. */
export type Report = ReadonlyMap<string, Disclosed>;

export interface Disclosed {
  /** `conditional` where a row decides. */
  readonly disclosure: Disclosure | 'conditional';
  readonly technique?: string;
  readonly reason: string;
}

/** An operation, decided. The same key gives the same plan. */
export interface Plan extends Said {
  readonly operation: OperationDefinitionNode;
  readonly document: { readonly hash: string; readonly shape: string };
  readonly view?: View;
  readonly roots: readonly Root[];
  readonly policy: string;
  readonly catalogue: string;
}
