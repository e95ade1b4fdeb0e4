import { type PlacedGrant, placedGrant } from '../grants/placed.ts';
import type { RolesSection } from './policy.ts';

/** The grants of all roles, each with where it stands. */
export const placedGrants = ({ tiers, roles }: RolesSection): readonly PlacedGrant[] =>
  Object.entries(roles).flatMap(([role, { tier, grants }]) =>
    grants.map((block, i) =>
      placedGrant(tiers, { holder: `role \`${role}\``, ceiling: tier, block, path: ['roles', role, 'grants', i] }),
    ),
  );
