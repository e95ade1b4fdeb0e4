import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Value } from '../../schema/terms/field.ts';
import type { View } from '../plan.ts';
import type { Bound } from '../statement.ts';
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
  /** Notes what the statement's form depends on: two statements with the same notes have the same text. */
  readonly note: (token: string) => void;
  readonly shape: () => string;
}

export function scopeOf(of: Pick<Scope, 'catalogue' | 'view' | 'sayings' | 'bindings'>): Scope {
  const values: Bound[] = [];
  const notes: string[] = [];
  const aliases: string[] = [];
  return {
    ...of,
    values,
    slot: (value) => values.push(value) - 1,
    alias: () => `t${aliases.push('t')}`,
    note: (token) => void notes.push(token),
    shape: () => notes.join(' '),
  };
}
