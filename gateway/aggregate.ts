import type { FieldNode, GraphQLField } from 'graphql';
import type { FieldView, Include, StatisticsView } from './views.ts';

/** The groups of an entity that one place of an operation asks for. */
export interface Aggregate {
  readonly path: readonly string[];
  /** `Query.ordersAggregate` */
  readonly coordinate: string;
  readonly include: Include;
  readonly view: StatisticsView;
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Each once, however often it is asked for. */
  readonly figures: readonly Figure[];
  readonly selection: readonly GroupOut[];
}

/** What is told of each group. */
export type Figure =
  | { readonly figure: 'count' | 'subjects' }
  | { readonly figure: 'sum' | 'avg' | 'min' | 'max'; readonly field: FieldView };

/** One key of a group of the answer. */
export type GroupOut = { readonly key: string; readonly include: Include } & (
  | { readonly group: 'typename'; readonly value: string }
  | { readonly group: 'key'; readonly selection: readonly KeyOut[] }
  /** `at` is the place among the figures. */
  | { readonly group: 'figure'; readonly at: number }
  | { readonly group: 'figures'; readonly selection: readonly GroupOut[] }
);

/** What a group is told apart by; null where it was not asked to be told apart by it. */
export type KeyOut = { readonly key: string; readonly include: Include } & (
  | { readonly part: 'typename'; readonly value: string }
  | { readonly part: 'field'; readonly name: string }
);
