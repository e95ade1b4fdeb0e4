import type { Remark } from '../../schema/finding.ts';
import { wrong } from '../remark.ts';
import { type Holder, holdersOf } from './holders.ts';
import { speaksOf } from './oblige.ts';
import type { AnonymizationSection } from './policy.ts';

/**
 * INVARIANT: what is given to statistics alone is given to nobody whose groups may be about a single person. Where no rule speaks
 * of the holder the gateway takes nothing of it for given; a check says so before.
 */
export const lintStatistics = (section: AnonymizationSection): readonly Remark[] =>
  holdersOf(section).flatMap((holder) => unbound(section, holder));

function unbound(
  { minimumGroups, noise }: AnonymizationSection,
  { name, who, grants, path }: Holder,
): readonly Remark[] {
  return grants.flatMap(({ purposes, statistics }, at) => {
    if (statistics.length === 0) return [];
    const rules = [...minimumGroups, ...Object.values(noise)];
    const open = purposes.filter((purpose) => !rules.some((rule) => speaksOf(rule, { ...who, purpose })));
    return open.map((purpose) =>
      wrong(
        [...path, 'grants', at, 'statistics'],
        `${name} gets statistics for \`${purpose}\` that are bound to no size of groups and come without noise, so they would be about single people`,
        'name the holder and the purpose under `minimumGroups` or `noise`',
      ),
    );
  });
}
