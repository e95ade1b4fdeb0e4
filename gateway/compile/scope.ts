import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Value } from '../../schema/terms/field.ts';
import type { View } from '../views.ts';
import type { Bound, Select } from '../statement.ts';
import type { Sayings } from './said.ts';

/** What lowering one statement shares: its values, its aliases, and where it says no. */
export interface Scope {
  readonly catalogue: Catalogue;
  readonly view: View;
  readonly sayings: Sayings;
  /** `principal.id` and the claims that row rules bind. */
  readonly bindings: Readonly<Record<string, Value | undefined>>;
  /** The values in the order of their slots. */
  readonly values: Bound[];
  readonly slot: (value: Bound) => number;
  readonly alias: () => string;
  /**
   * A slot for keys that another store has to say first: the statement there is lowered in a scope of its own, and its
   * one column are the keys.
   */
  readonly gather: (store: string, lower: (inside: Scope) => Select) => number;
  readonly gathers: readonly Gather[];
  /** Notes what the statement's form depends on: two statements with the same notes have the same text. */
  readonly note: (token: string) => void;
  readonly shape: () => string;
}

/** A statement of another store whose keys fill a slot of this one. */
export interface Gather {
  readonly slot: number;
  readonly store: string;
  readonly scope: Scope;
  readonly select: Select;
}

export function scopeOf(of: Pick<Scope, 'catalogue' | 'view' | 'sayings' | 'bindings'>): Scope {
  const values: Bound[] = [];
  const notes: string[] = [];
  const aliases: string[] = [];
  const gathers: Gather[] = [];
  return {
    ...of,
    values,
    slot: (value) => values.push(value) - 1,
    alias: () => `t${aliases.push('t')}`,
    note: (token) => void notes.push(token),
    shape: () => notes.join(' '),
    gathers,
    gather: (store, lower) => {
      const scope = scopeOf(of);
      const select = lower(scope);
      const slot = values.push([]) - 1;
      gathers.push({ slot, store, scope, select });
      notes.push(`gather(${scope.shape()})`);
      return slot;
    },
  };
}
