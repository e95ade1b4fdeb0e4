import { z } from 'zod';
import type { Remark } from '../../schema/finding.ts';
import type { World } from '../contract.ts';
import { lintGrants } from '../grants/lint.ts';
import { unknown, unwise } from '../remark.ts';
import { placedGrants } from './placed.ts';
import type { RolesSection } from './policy.ts';

/** Everything that a check can say of the grants without a request. */
export const lint = (section: RolesSection, { catalogue }: World): readonly Remark[] => [
  ...lintRoles(section),
  ...lintGrants(section, catalogue, placedGrants(section)),
  ...lintPurposes(section),
];

const lintRoles = ({ tiers, roles }: RolesSection): readonly Remark[] =>
  Object.entries(roles).flatMap(([role, { tier }]) =>
    tiers.includes(tier) ? [] : [unknown(['roles', role, 'tier'], 'tier', tier, tiers)],
  );

/** Agreements have purposes too; what else is in them is not looked at here. */
const agreed = z.record(
  z.string(),
  z.looseObject({
    agreements: z.record(
      z.string(),
      z.looseObject({ grants: z.array(z.looseObject({ purposes: z.array(z.string()) })) }),
    ),
  }),
);

function lintPurposes({ purposes, roles, partners }: RolesSection): readonly Remark[] {
  const agreements = Object.values(agreed.safeParse(partners).data ?? {}).flatMap((one) =>
    Object.values(one.agreements),
  );
  const holders = [...Object.values(roles), ...agreements];
  const used = new Set(holders.flatMap(({ grants }) => grants.flatMap((grant) => grant.purposes)));
  return Object.keys(purposes)
    .filter((id) => !used.has(id))
    .map((id) =>
      unwise(['purposes', id], `no grant is for the purpose \`${id}\``, 'grant something for it, or take it out'),
    );
}
