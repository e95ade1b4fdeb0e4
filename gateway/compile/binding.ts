import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Cell, Value } from '../../schema/terms/field.ts';
import type { View } from '../views.ts';
import type { Select } from '../statement.ts';
import type { Query } from '../stores/contract.ts';
import type { PageLimits } from './arguments.ts';
import type { Sayings } from './said.ts';

/** What binding is given beside the plan. */
export interface Given {
  readonly catalogue: Catalogue;
  readonly variables: Readonly<Record<string, unknown>>;
  /** `principal.id` and the claims that row rules bind. */
  readonly bindings: Readonly<Record<string, Value | undefined>>;
  readonly page: PageLimits;
  readonly purposes: (open: (view: View) => boolean) => readonly string[];
  readonly cursors: Cursors;
  /** Whether a store's statements may bring the rows below each row. */
  readonly nests: (store: string) => boolean;
  /** Lowers a statement for a store, and remembers it under the plan's place and the shape of the arguments. */
  readonly prepare: Prepare;
}

export interface Cursors {
  readonly seal: (context: readonly string[], place: readonly Cell[]) => string;
  readonly open: (context: readonly string[], cursor: string) => readonly Cell[] | undefined;
}

export interface Prepared {
  readonly query: Query;
  /** Which of the lowered values go where. */
  readonly slots: readonly number[];
}

export type Prepare = (place: object, shape: string, store: string, select: () => Select) => Prepared;

/** What all fetches of one binding share. */
export interface Binding extends Given {
  readonly view: View;
  readonly sayings: Sayings;
  /** What every cursor is sealed to beside its own place. */
  readonly sealed: readonly string[];
}
