import { all } from '../../schema/terms/restriction.ts';
import type { Grant } from '../contract.ts';
import type { GrantBlock } from './block.ts';
import { giving } from './gifts.ts';
import { restrictionOf } from './rows.ts';

/** Who carries a grant, and up to which tier it may give. */
export interface Carrier extends Pick<Grant, 'id' | 'source' | 'recipient'> {
  readonly ceiling: string;
}

/** A grant as the plan asks it, from a block of the policy. */
export function grantOf(tiers: readonly string[], { ceiling, ...carrier }: Carrier, block: GrantBlock): Grant {
  const rows = new Map(Object.entries(block.rows).map(([entity, rule]) => [entity, restrictionOf(rule)]));
  return Object.freeze({
    ...carrier,
    purposes: block.purposes,
    gives: giving(tiers, ceiling, block),
    rows: (entity: string) => rows.get(entity) ?? all,
    roots: new Set(block.roots),
    lookups: new Set(block.lookup),
    counts: new Set(block.count),
  });
}
