import type { Remark } from '../../schema/finding.ts';
import type { World } from '../contract.ts';
import { unknown, unwise } from '../remark.ts';
import { lintAcross } from './lint-across.ts';
import { lintGrant } from './lint-grant.ts';
import { lintRows } from './lint-rows.ts';
import { lintTechniques } from './lint-technique.ts';
import { placedGrants } from './placed.ts';
import type { RolesSection } from './policy.ts';

/** Everything that a check can say of the grants without a request. */
export function lint(section: RolesSection, { catalogue }: World): readonly Remark[] {
  const grants = placedGrants(section);
  return [
    ...lintRoles(section),
    ...grants.flatMap((grant) => [
      ...lintGrant(section, catalogue, grant),
      ...lintTechniques(section, catalogue, grant),
      ...lintRows(catalogue, grant),
    ]),
    ...lintAcross(catalogue, grants),
    ...lintPurposes(section),
  ];
}

const lintRoles = ({ tiers, roles }: RolesSection): readonly Remark[] =>
  Object.entries(roles).flatMap(([role, { tier }]) =>
    tiers.includes(tier) ? [] : [unknown(['roles', role, 'tier'], 'tier', tier, tiers)],
  );

function lintPurposes({ purposes, roles }: RolesSection): readonly Remark[] {
  const used = new Set(Object.values(roles).flatMap(({ grants }) => grants.flatMap((grant) => grant.purposes)));
  return Object.keys(purposes)
    .filter((id) => !used.has(id))
    .map((id) =>
      unwise(['purposes', id], `no grant is for the purpose \`${id}\``, 'grant something for it, or take it out'),
    );
}
