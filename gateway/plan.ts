import type { FieldNode, GraphQLField, OperationDefinitionNode } from 'graphql';
import type { Entity, Field, KeyType } from '../schema/catalogue/catalogue.ts';
import type { Disclosure } from '../schema/terms/disclosure.ts';
import type { GatewayError } from '../schema/terms/errors.ts';
import type { Aggregate } from './aggregate.ts';
import type { EntityView, FieldView, Include, View } from './views.ts';

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
