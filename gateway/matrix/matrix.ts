import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../schema/policy.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';
import type { View } from '../views.ts';
import { type Cell, cellsOf, type EntityCell, entityCellsOf } from './cells.ts';
import { type Facts, factsOf } from './facts.ts';
import { figuresOf } from './figures.ts';
import { type Holder, holdersOf } from './holders.ts';

/** What the matrix is read from. An edition is one. */
export interface Sight {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly purposesOf: (entitlement: Entitlement) => readonly string[];
  readonly view: (entitlement: Entitlement, purpose: string) => View;
}

/**
 * Who sees what, for what, how: every role and every agreement alone, under each of its purposes. Holders together see what
 * they see apart, by the laws of grants. It is a value: the same policy and catalogue give the same, whatever the day.
 */
export interface Matrix extends Facts {
  readonly policy: string;
  readonly holders: readonly Holder[];
  /** What is open, and nothing else. */
  readonly cells: readonly Cell[];
  readonly entities: readonly EntityCell[];
}

/** Something of it is told, if only of groups. */
const isTold = (view: View, name: string): boolean =>
  view.entity(name).open || figuresOf(view.statistics(name)).length > 0;

export function matrixOf(sight: Sight): Matrix {
  const holders = holdersOf(sight.policy);
  const seen = holders.flatMap((holder) =>
    sight.purposesOf(holder.entitlement).flatMap((purpose) => {
      const view = sight.view(holder.entitlement, purpose);
      const open = [...sight.catalogue.entities.keys()].filter((name) => isTold(view, name));
      return open.map((name) => view.entity(name)).map((entity) => ({ holder: holder.key, purpose, view, entity }));
    }),
  );
  return Object.freeze({
    policy: sight.policy.version,
    ...factsOf(sight),
    holders,
    cells: seen.flatMap(cellsOf),
    entities: seen.map(entityCellsOf),
  });
}
