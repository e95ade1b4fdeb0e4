import { roles as rolesConcern } from '../../plugins/roles/index.ts';
import { sectionOf } from '../../plugins/policy.ts';
import type { Policy } from '../../schema/policy.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';
import type { GatewayOptions } from '../config/options.ts';

/** The roles of a policy, in the order of the file. */
export const rolesOf = (policy: Policy): readonly string[] => Object.keys(sectionOf(policy, rolesConcern).roles);

/** The partners that some issuer may speak of. */
export const partnersOf = (gateway: GatewayOptions | undefined): readonly string[] => [
  ...new Set((gateway?.issuers ?? []).flatMap((issuer) => issuer.partners)),
];

/** Each role and each partner alone: more together see what they see apart, by the laws of grants. */
export const entitlementsOf = (policy: Policy, gateway: GatewayOptions | undefined): readonly Entitlement[] => [
  ...rolesOf(policy).map((role) => ({ roles: [role] })),
  ...partnersOf(gateway).map((partner) => ({ roles: [], partner })),
];

/** Who, in words: ``role `support` ``. */
export function entitlementInWords({ roles, partner }: Entitlement): string {
  const named = roles.map((role) => `\`${role}\``);
  const all = named.length > 0 ? [`${named.length === 1 ? 'role' : 'roles'} ${named.join(' and ')}`] : [];
  return [...all, ...(partner === undefined ? [] : [`partner \`${partner}\``])].join(' and ') || 'nobody';
}
