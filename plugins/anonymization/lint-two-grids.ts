import { canonicalJson } from '../../schema/canonical.ts';
import type { Remark } from '../../schema/finding.ts';
import type { MinimumGroups } from '../../schema/terms/groups.ts';
import { unwise } from '../remark.ts';
import { type Holder, holdersOf } from './holders.ts';
import { oblige } from './oblige.ts';
import type { AnonymizationSection } from './policy.ts';

/**
 * Whoever has two grids takes the figures of one from those of the other, and what is left are the people that only one of them
 * leaves out: as few as it likes.
 */
export const lintTwoGrids = (section: AnonymizationSection): readonly Remark[] =>
  holdersOf(section).flatMap((holder) => between(section, holder));

function between(section: AnonymizationSection, { name, who, grants, path }: Holder): readonly Remark[] {
  const entities = section.minimumGroups.flatMap(({ grid }) => Object.keys(grid));
  return [...new Set(entities)].sort().flatMap((entity) => {
    const stated = grants.filter(({ statistics }) => statistics.some((one) => concerns(one, entity)));
    const purposes = new Set(stated.flatMap((grant) => grant.purposes));
    const [first, ...others] = [...purposes].flatMap((purpose) => {
      const { groups, noise } = oblige(section, { ...who, purpose });
      // What comes with noise is told apart by what is registered, not by a grid.
      return groups && !noise ? [{ purpose, groups }] : [];
    });
    const other = first && others.find(({ groups }) => gridText(groups, entity) !== gridText(first.groups, entity));
    if (!first || !other) return [];
    const message = `${name} groups \`${entity}\` by one grid for \`${first.purpose}\` and by another for \`${other.purpose}\`: together they tell of groups that are too small for either`;
    return [unwise(path, message, 'give both purposes one grid under `minimumGroups`')];
  });
}

/** A selector that names no entity may be of any. */
const concerns = (selector: unknown, entity: string): boolean =>
  typeof selector !== 'string' || !selector.includes('.') || selector.startsWith(`${entity}.`);

const gridText = ({ grids }: MinimumGroups, entity: string): string => canonicalJson(grids[entity] ?? {});
