import type { FieldFacts } from '../../schema/terms/field.ts';
import type { Gift } from '../../schema/terms/verdict.ts';
import type { GrantBlock } from './block.ts';
import { matches, parseSelector, type Selector } from './selector.ts';

const given = ['clear', 'reduced', 'replaced', 'withheld'] as const;

/** One entry of a grant's lists: to which fields it gives what, and where it stands below the grant. */
export interface PlacedGift {
  readonly text: string;
  readonly selector: Selector;
  readonly gift: Gift;
  readonly path: readonly (string | number)[];
}

export const giftsOf = (block: GrantBlock): readonly PlacedGift[] =>
  given.flatMap((disclosure) =>
    block[disclosure].map((entry, i) => {
      const text = typeof entry === 'string' ? entry : entry.field;
      const gift = typeof entry === 'string' ? { disclosure } : { disclosure, technique: entry.by };
      return { text, selector: parseSelector(text), gift: Object.freeze(gift), path: [disclosure, i] };
    }),
  );

/**
 * All that a role's grant gives a field. A role gives nothing above its own ceiling: clearances of two roles do not add
 * up.
 */
export function giving(
  tiers: readonly string[],
  ceiling: string,
  block: GrantBlock,
): (field: FieldFacts) => readonly Gift[] {
  const gifts = giftsOf(block);
  return (field) =>
    reaches(tiers, ceiling, field.tier)
      ? gifts.filter((one) => matches(one.selector, field)).map((one) => one.gift)
      : [];
}

/** The fields of which a role's grant gives statistics: none above its ceiling either. */
export function measuring(
  tiers: readonly string[],
  ceiling: string,
  { statistics }: GrantBlock,
): (field: FieldFacts) => boolean {
  const selectors = statistics.map(parseSelector);
  return (field) => reaches(tiers, ceiling, field.tier) && selectors.some((one) => matches(one, field));
}

/** Whether a ceiling reaches up to a tier. A tier that does not exist is above every ceiling. */
export function reaches(tiers: readonly string[], ceiling: string, tier: string): boolean {
  const at = tiers.indexOf(tier);
  return at >= 0 && at <= tiers.indexOf(ceiling);
}
