import { joinGroups, type MinimumGroups } from '../../schema/terms/groups.ts';
import { noObligation, type Obligation } from '../../schema/terms/obligation.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import { joinNoise, type NoiseRule } from '../../schema/terms/noise.ts';
import { ruleOf } from './noisy/policy.ts';
import type { AnonymizationSection, GroupRule } from './policy.ts';

/** Whose groups are bound, and whose figures come with noise: all rules that speak of the profile hold together. */
export function oblige({ minimumGroups, noise: rules }: AnonymizationSection, profile: Profile): Obligation {
  const groups = minimumGroups
    .filter((rule) => speaksOf(rule, profile))
    .map(({ size, dominance, grid }): MinimumGroups => ({ size, dominance, grids: grid }))
    .reduce<MinimumGroups | undefined>(joinGroups, undefined);
  const noise = Object.entries(rules)
    .filter(([, rule]) => speaksOf(rule, profile))
    .map(([name, rule]): readonly NoiseRule[] => [ruleOf(name, rule)])
    .reduce<readonly NoiseRule[] | undefined>(joinNoise, undefined);
  return { ...noObligation, ...(groups && { groups }), ...(noise && { noise }) };
}

/** Of whom a rule speaks. */
export type Whom = Pick<GroupRule, 'roles' | 'partners' | 'purposes'>;

/** Whether a rule holds for a profile. */
export function speaksOf({ roles, partners, purposes }: Whom, profile: Profile): boolean {
  if (purposes && !purposes.includes(profile.purpose)) return false;
  const anybody = !roles && !partners;
  const partner = profile.partner !== undefined && partners?.includes(profile.partner);
  return anybody || !!partner || profile.roles.some((role) => roles?.includes(role));
}
