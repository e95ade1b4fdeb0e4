import { joinGroups, type MinimumGroups } from '../../schema/terms/groups.ts';
import { noObligation, type Obligation } from '../../schema/terms/obligation.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import type { AnonymizationSection, GroupRule } from './policy.ts';

/** Whose groups are bound: all rules that speak of the profile hold together. */
export function oblige({ minimumGroups }: AnonymizationSection, profile: Profile): Obligation {
  const groups = minimumGroups
    .filter((rule) => speaksOf(rule, profile))
    .map(({ size, dominance, grid }): MinimumGroups => ({ size, dominance, grids: grid }))
    .reduce<MinimumGroups | undefined>(joinGroups, undefined);
  return { ...noObligation, ...(groups && { groups }) };
}

export function speaksOf({ roles, partners, purposes }: GroupRule, profile: Profile): boolean {
  if (purposes && !purposes.includes(profile.purpose)) return false;
  const anybody = !roles && !partners;
  const partner = profile.partner !== undefined && partners?.includes(profile.partner);
  return anybody || !!partner || profile.roles.some((role) => roles?.includes(role));
}
