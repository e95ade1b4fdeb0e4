import type { FilterOperator } from '../terms/operators.ts';

/**
 * What an entitlement may ever use, under whichever of its purposes. What is not here is absent from its schema
 * and answered exactly like a name that never existed.
 */
export interface Visible {
  /** The field may be selected. */
  readonly field: (coordinate: string) => boolean;
  /** The filter operators on a field; empty where it cannot be filtered by. */
  readonly operators: (coordinate: string) => ReadonlySet<FilterOperator>;
  /** The field may be ordered by. */
  readonly order: (coordinate: string) => boolean;
  /** The relation may be followed. */
  readonly relation: (coordinate: string) => boolean;
  /**
   * How the relation may be filtered through: `all` by a filter on its target (one store), `id` by the target's id alone
   * (across stores), or not.
   */
  readonly relationFilter: (coordinate: string) => 'all' | 'id' | undefined;
  /** Its store can join conditions by `or`, and negate them: there are `or`, `not` and `none`. */
  readonly conditions: (entity: string) => boolean;
  /** The entity's roots may be entered. */
  readonly root: (entity: string) => boolean;
  /** The coordinates of the entity by whose full value one record may be looked up. */
  readonly lookups: (entity: string) => readonly string[];
  /** Its readable rows may be counted. */
  readonly count: (entity: string) => boolean;
  /** What aggregates of the entity may tell; nothing where there are none. */
  readonly aggregate: (entity: string) => VisibleAggregate | undefined;
}

/** What an entitlement may ever learn of an entity's groups. Fields are names. */
export interface VisibleAggregate {
  readonly count: boolean;
  /** How many people a group is about. */
  readonly subjects: boolean;
  readonly groups: ReadonlySet<string>;
  readonly sums: ReadonlySet<string>;
  /** The least and the greatest value. */
  readonly extremes: ReadonlySet<string>;
  readonly operators: (field: string) => ReadonlySet<FilterOperator>;
  /** Rows are filtered as in a connection, under some purpose. */
  readonly asRows: boolean;
}
