import type { Remark } from '../../schema/finding.ts';
import type { Concern } from '../contract.ts';
import { unknown } from '../remark.ts';
import { decide } from './decide.ts';
import { type PurposeSection, purposeSection } from './policy.ts';

/** Data is read for a declared purpose, and only what that purpose is for. */
export const purpose: Concern<PurposeSection> = { name: 'purpose', section: purposeSection, decide, lint };

function lint({ tiers, categories, purposes }: PurposeSection): readonly Remark[] {
  return Object.entries(purposes).flatMap(([id, facts]) => [
    ...(tiers.includes(facts.tier) ? [] : [unknown(['purposes', id, 'tier'], 'tier', facts.tier, tiers)]),
    ...facts.categories.flatMap((category, i) =>
      categories.includes(category)
        ? []
        : [unknown(['purposes', id, 'categories', i], 'category', category, categories)],
    ),
  ]);
}
