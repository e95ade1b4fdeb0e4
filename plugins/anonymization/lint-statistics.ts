import { z } from 'zod';
import type { Remark } from '../../schema/finding.ts';
import type { Profile } from '../../schema/terms/profile.ts';
import { type Path, wrong } from '../remark.ts';
import { speaksOf } from './oblige.ts';
import type { AnonymizationSection } from './policy.ts';

/** What is looked at of a grant: the rest of it is its own concern's. */
const grants = z.looseObject({
  grants: z.array(z.looseObject({ purposes: z.array(z.string()), statistics: z.array(z.unknown()).default([]) })),
});
const roles = z.record(z.string(), grants);
const partners = z.record(z.string(), z.looseObject({ agreements: z.record(z.string(), grants) }));

/**
 * INVARIANT: what is given to statistics alone is given to nobody whose groups may be about a single person. Where no rule speaks
 * of the holder the gateway takes nothing of it for given; a check says so before.
 */
export const lintStatistics = (section: AnonymizationSection): readonly Remark[] => [
  ...Object.entries(roles.safeParse(section.roles).data ?? {}).flatMap(([role, held]) =>
    unbound(section, `role \`${role}\``, { roles: [role] }, held, ['roles', role]),
  ),
  ...Object.entries(partners.safeParse(section.partners).data ?? {}).flatMap(([partner, { agreements }]) =>
    Object.entries(agreements).flatMap(([id, held]) =>
      unbound(section, `agreement \`${id}\``, { roles: [], partner }, held, ['partners', partner, 'agreements', id]),
    ),
  ),
];

function unbound(
  { minimumGroups, noise }: AnonymizationSection,
  holder: string,
  who: Omit<Profile, 'purpose'>,
  held: z.infer<typeof grants>,
  path: Path,
): readonly Remark[] {
  return held.grants.flatMap(({ purposes, statistics }, at) => {
    if (statistics.length === 0) return [];
    const rules = [...minimumGroups, ...Object.values(noise)];
    const open = purposes.filter((purpose) => !rules.some((rule) => speaksOf(rule, { ...who, purpose })));
    return open.map((purpose) =>
      wrong(
        [...path, 'grants', at, 'statistics'],
        `${holder} gets statistics for \`${purpose}\` that are bound to no size of groups and come without noise, so they would be about single people`,
        'name the holder and the purpose under `minimumGroups` or `noise`',
      ),
    );
  });
}
