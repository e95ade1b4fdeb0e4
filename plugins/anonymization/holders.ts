import { z } from 'zod';
import type { Profile } from '../../schema/terms/profile.ts';
import type { Path } from '../remark.ts';
import type { AnonymizationSection } from './policy.ts';

/** What is looked at of a grant: the rest of it is its own concern's. */
const grants = z.looseObject({
  grants: z.array(z.looseObject({ purposes: z.array(z.string()), statistics: z.array(z.unknown()).default([]) })),
});
const roles = z.record(z.string(), grants);
const partners = z.record(z.string(), z.looseObject({ agreements: z.record(z.string(), grants) }));

/** Whom a policy grants something, with where their grants stand. */
export interface Holder {
  /** In words: ``role `analyst` ``. */
  readonly name: string;
  readonly who: Omit<Profile, 'purpose'>;
  readonly grants: z.infer<typeof grants>['grants'];
  readonly path: Path;
}

/** The roles and agreements of a policy. */
export const holdersOf = (section: AnonymizationSection): readonly Holder[] => [
  ...Object.entries(roles.safeParse(section.roles).data ?? {}).map(([role, held]) => ({
    name: `role \`${role}\``,
    who: { roles: [role] },
    grants: held.grants,
    path: ['roles', role],
  })),
  ...Object.entries(partners.safeParse(section.partners).data ?? {}).flatMap(([partner, { agreements }]) =>
    Object.entries(agreements).map(([id, held]) => ({
      name: `agreement \`${id}\``,
      who: { roles: [], partner },
      grants: held.grants,
      path: ['partners', partner, 'agreements', id],
    })),
  ),
];
