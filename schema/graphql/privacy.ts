/** The parts of a group. */
export type Statistic = 'key' | 'count' | 'subjects' | 'sum' | 'avg' | 'min' | 'max';

/**
 * The one field option: what stands behind a field of the schema, so that the plan can judge it.
 * A field that is built without it does not build, so there is no way to add one that nobody judges.
 */
export type Privacy =
  /** A catalogue field, judged by its coordinate. */
  | { readonly kind: 'field'; readonly coordinate: string }
  /** A hop to another entity, judged by whether that is readable. */
  | { readonly kind: 'relation'; readonly coordinate: string; readonly to: string; readonly many: boolean }
  /** An entry: the connection, one record by id, one record by a full value. */
  | { readonly kind: 'root'; readonly root: 'many' | 'one' | 'lookup'; readonly entity: string }
  /** `node(id)`: judged when its id is bound. */
  | { readonly kind: 'node' }
  /** `totalCount`: an aggregate of the entity's readable rows. */
  | { readonly kind: 'count'; readonly entity: string }
  /** The groups of an entity. */
  | { readonly kind: 'aggregate'; readonly entity: string }
  /** What a group is told apart by, and what is told of it; with `field` for one field of the entity. */
  | { readonly kind: 'statistic'; readonly of: Statistic; readonly entity: string; readonly field?: string }
  /** Edges, nodes, cursors, page info: they hold no value of their own. */
  | { readonly kind: 'frame' }
  /** `viewer` and what hangs on it: about who asks, read from no store. */
  | { readonly kind: 'viewer' };
