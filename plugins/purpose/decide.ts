import type { FieldFacts } from '../../schema/terms/field.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import type { Vote } from '../../schema/terms/verdict.ts';
import { purposeFacts } from './facts.ts';
import type { PurposeSection } from './policy.ts';

/**
 * Purpose limitation (GDPR Art. 5(1)(b), PIPL Art. 6): nothing above the purpose's tier, nothing outside its
 * categories.
 */
export function decide(section: PurposeSection, profile: Profile, field: FieldFacts): Vote {
  const facts = purposeFacts(section, profile.purpose);
  if (!facts) return { vote: 'denied', reason: `the policy knows no purpose \`${profile.purpose}\`` };
  const ceiling = section.tiers.indexOf(facts.tier);
  const tier = section.tiers.indexOf(field.tier);
  if (tier < 0 || tier > ceiling) {
    return {
      vote: 'denied',
      reason: `purpose \`${facts.id}\` ends at tier \`${facts.tier}\`, this is \`${field.tier}\``,
    };
  }
  if (!facts.categories.includes(field.category)) {
    return { vote: 'denied', reason: `purpose \`${facts.id}\` is not for data of category \`${field.category}\`` };
  }
  return {
    vote: 'clear',
    reason: `purpose \`${facts.id}\` covers \`${field.category}\` data up to tier \`${facts.tier}\``,
  };
}
