import type { FieldFacts } from '../../schema/terms/field.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import type { Vote } from '../../schema/terms/verdict.ts';
import { own } from '../own.ts';
import { reaches } from '../grants/gifts.ts';
import type { RolesSection } from './policy.ts';

/**
 * Clearance: a field above the tier of every role of the profile is denied. It says in words, for all roles, what each
 * role's grants keep for themselves already, and so is silent where they are not the only ones to give: to a partner's
 * agreement a role that comes along must not be a loss.
 */
export function decide(section: RolesSection, profile: Profile, field: FieldFacts): Vote | undefined {
  const held = profile.roles.flatMap((name) => own(section.roles, name) ?? []);
  if (held.length === 0 || profile.partner !== undefined) return undefined;
  return held.some((role) => reaches(section.tiers, role.tier, field.tier))
    ? { vote: 'clear', reason: `a role of the caller is cleared for tier \`${field.tier}\`` }
    : { vote: 'denied', reason: `no role of the caller is cleared for tier \`${field.tier}\`` };
}
