import type { Remark } from '../../schema/finding.ts';
import type { FieldFacts } from '../../schema/terms/field.ts';
import type { Vote } from '../../schema/terms/verdict.ts';
import type { Concern, World } from '../contract.ts';
import { unknown } from '../remark.ts';
import { type ClassificationSection, classificationSection } from './policy.ts';

/** Which tiers and categories there are. What is classified as nothing that we know is closed to everybody. */
export const classification: Concern<ClassificationSection> = {
  name: 'classification',
  section: classificationSection,
  decide: (section, _profile, field) => decide(section, field),
  lint,
};

function decide({ tiers, categories }: ClassificationSection, field: FieldFacts): Vote | undefined {
  if (!tiers.includes(field.tier)) return { vote: 'denied', reason: `the policy knows no tier \`${field.tier}\`` };
  if (!categories.includes(field.category)) {
    return { vote: 'denied', reason: `the policy knows no category \`${field.category}\`` };
  }
  return undefined;
}

function lint({ tiers, categories }: ClassificationSection, { catalogue }: World): readonly Remark[] {
  const fields = [...catalogue.entities.values()].flatMap((entity) => [...entity.fields.values()]);
  return fields.flatMap(({ coordinate, tier, category }) => [
    ...(tiers.includes(tier) ? [] : [unknown(['tiers'], `tier for \`${coordinate}\` called`, tier, tiers)]),
    ...(categories.includes(category)
      ? []
      : [unknown(['categories'], `category for \`${coordinate}\` called`, category, categories)]),
  ]);
}
