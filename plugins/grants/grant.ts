import { type Catalogue, entityOf } from '../../schema/catalogue/catalogue.ts';
import { all, anyOf, type Binding, intersect, none, type Restriction } from '../../schema/terms/restriction.ts';
import type { Grant } from '../contract.ts';
import type { GrantBlock } from './block.ts';
import { giving, measuring } from './gifts.ts';
import { restrictionOf } from './rows.ts';

/** Who carries a grant, and up to which tier it may give. */
export interface Carrier extends Pick<Grant, 'id' | 'source' | 'recipient'> {
  readonly ceiling: string;
  /** Rows that the carrier itself is limited to. */
  readonly within?: (entity: string) => Restriction;
}

/** A grant as the plan asks it, from a block of the policy. */
export function grantOf(tiers: readonly string[], carrier: Carrier, block: GrantBlock, catalogue: Catalogue): Grant {
  const { ceiling, within = () => all, ...who } = carrier;
  const rows = new Map(Object.entries(block.rows).map(([entity, rule]) => [entity, restrictionOf(rule)]));
  const about = (entity: string): Restriction => (block.subject ? aboutSubject(catalogue, entity, block.subject) : all);
  return Object.freeze({
    ...who,
    purposes: block.purposes,
    gives: giving(tiers, ceiling, block),
    rows: (entity: string) => [about(entity), within(entity)].reduce(intersect, rows.get(entity) ?? all),
    roots: new Set(block.roots),
    lookups: new Set(block.lookup),
    ...(block.lookupQuota && { lookupQuota: block.lookupQuota }),
    counts: new Set(block.count),
    statistics: measuring(tiers, ceiling, block),
  });
}

/** The rows about one person. What is about nobody is not theirs. */
function aboutSubject(catalogue: Catalogue, name: string, subject: Binding): Restriction {
  const { subject: path } = entityOf(catalogue, name);
  return path ? anyOf([[{ path, field: 'id', op: 'eq', operands: [subject] }]]) : none;
}
