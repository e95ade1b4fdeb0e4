/** What a principal's roles and agreement give. Schemas are built per entitlement, never per caller. */
export interface Entitlement {
  readonly roles: readonly string[];
  readonly partner?: string;
  /** The partner's agreements that are in force: an ended one gives nothing. */
  readonly agreements?: readonly string[];
}

/** An entitlement and the declared purpose: all that a decision may know about who asks. */
export interface Profile extends Entitlement {
  readonly purpose: string;
}

export const entitlementKey = (of: Entitlement): string =>
  JSON.stringify([[...of.roles].sort(), of.partner ?? null, [...(of.agreements ?? [])].sort()]);

/** The entitlement within a profile, and nothing else. */
export const entitlementOf = ({ roles, partner, agreements }: Entitlement): Entitlement => ({
  roles,
  ...(partner !== undefined && { partner }),
  ...(agreements !== undefined && { agreements }),
});

export const profileKey = (of: Profile): string => JSON.stringify([entitlementKey(of), of.purpose]);
