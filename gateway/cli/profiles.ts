import { partners as partnersConcern } from '../../plugins/partners/index.ts';
import { standingOf } from '../../plugins/partners/standing.ts';
import { roles as rolesConcern } from '../../plugins/roles/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import type { Policy } from '../../schema/policy.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';

/** The roles of a policy, in the order of the file. */
export const rolesOf = (policy: Policy): readonly string[] => Object.keys(sectionOf(policy, rolesConcern).roles);

/** The partners of a policy, in the order of the file. */
export const partnersOf = (policy: Policy): readonly string[] =>
  Object.keys(sectionOf(policy, partnersConcern).partners);

/** A partner with those of their agreements that are in force. @param now seconds since 1970 */
export const partnerEntitlement = (policy: Policy, partner: string, now: number) => ({
  roles: [],
  partner,
  agreements: standingOf(sectionOf(policy, partnersConcern), partner, now).agreements,
});

/** Each role and each partner alone: more together see what they see apart, by the laws of grants. @param now seconds since 1970 */
export const entitlementsOf = (policy: Policy, now: number): readonly Entitlement[] => [
  ...rolesOf(policy).map((role) => ({ roles: [role] })),
  ...partnersOf(policy).map((partner) => partnerEntitlement(policy, partner, now)),
];

/** Who, in words: ``role `support` ``. */
export function entitlementInWords({ roles, partner }: Entitlement): string {
  const named = roles.map((role) => `\`${role}\``);
  const all = named.length > 0 ? [`${named.length === 1 ? 'role' : 'roles'} ${named.join(' and ')}`] : [];
  return [...all, ...(partner === undefined ? [] : [`partner \`${partner}\``])].join(' and ') || 'nobody';
}
