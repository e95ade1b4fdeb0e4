import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';
import type { Grant } from '../contract.ts';
import { grantOf } from '../grants/grant.ts';
import { own } from '../own.ts';
import type { RolesSection } from './policy.ts';

/** The grants of all roles of an entitlement. A role that the policy does not know gives nothing. */
export const grant = (section: RolesSection, { roles }: Entitlement, catalogue: Catalogue): readonly Grant[] =>
  roles.flatMap((name) => {
    const role = own(section.roles, name);
    return (role?.grants ?? []).map((block, i) => {
      const id = `roles.${name}.grants.${i}`;
      const carrier = { id, source: `role \`${name}\``, recipient: `role:${name}`, ceiling: role?.tier ?? '' };
      return grantOf(section.tiers, carrier, block, catalogue);
    });
  });
