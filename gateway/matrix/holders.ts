import { partners } from '../../plugins/partners/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { roles } from '../../plugins/roles/index.ts';
import type { Policy } from '../../schema/policy.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';

/** Who carries grants: a role, or an agreement of a partner. */
export type Holder = RoleHolder | AgreementHolder;

interface AnyHolder {
  /** `role:support`, `agreement:acme/acme-delivery`: one for each holder of a policy. */
  readonly key: string;
  readonly name: string;
  /** The holder alone, an agreement as if it were in force. */
  readonly entitlement: Entitlement;
}

interface RoleHolder extends AnyHolder {
  readonly kind: 'role';
  readonly tier: string;
  readonly description: string;
}

/** Days are UTC, the last one included. */
export interface AgreementHolder extends AnyHolder {
  readonly kind: 'agreement';
  readonly partner: string;
  readonly from: string;
  readonly until: string;
  readonly review?: string;
  readonly suspended: boolean;
  readonly legalBasis: string;
  readonly terms: string;
}

/** Every role and every agreement of a policy, in the order of the file. */
export const holdersOf = (policy: Policy): readonly Holder[] => [
  ...Object.entries(sectionOf(policy, roles).roles).map(
    ([name, { tier, description }]): Holder => ({
      kind: 'role',
      key: `role:${name}`,
      name,
      tier,
      description,
      entitlement: { roles: [name] },
    }),
  ),
  ...Object.entries(sectionOf(policy, partners).partners).flatMap(([partner, { agreements }]) =>
    Object.entries(agreements).map(
      ([name, { from, until, review, suspended, legalBasis, terms }]): Holder => ({
        kind: 'agreement',
        key: `agreement:${partner}/${name}`,
        name,
        partner,
        from,
        until,
        ...(review !== undefined && { review }),
        suspended,
        legalBasis,
        terms,
        entitlement: { roles: [], partner, agreements: [name] },
      }),
    ),
  ),
];
