import type { Entitlement } from '../../schema/terms/profile.ts';
import { all } from '../../schema/terms/restriction.ts';
import type { Grant } from '../contract.ts';
import { own } from '../own.ts';
import { giving } from './gifts.ts';
import type { GrantBlock, RolesSection } from './policy.ts';
import { restrictionOf } from './rows.ts';

/** The grants of all roles of an entitlement. A role that the policy does not know gives nothing. */
export const grant = (section: RolesSection, { roles }: Entitlement): readonly Grant[] =>
  roles.flatMap((name) => {
    const role = own(section.roles, name);
    return role ? role.grants.map((block, i) => grantOf(section.tiers, name, role.tier, block, i)) : [];
  });

function grantOf(tiers: readonly string[], role: string, ceiling: string, block: GrantBlock, index: number): Grant {
  const rows = new Map(Object.entries(block.rows).map(([entity, rule]) => [entity, restrictionOf(rule)]));
  return Object.freeze({
    id: `roles.${role}.grants.${index}`,
    source: `role \`${role}\``,
    purposes: block.purposes,
    recipient: `role:${role}`,
    gives: giving(tiers, ceiling, block),
    rows: (entity: string) => rows.get(entity) ?? all,
    roots: new Set(block.roots),
    lookups: new Set(block.lookup),
    counts: new Set(block.count),
  });
}
