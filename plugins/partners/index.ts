import type { Entitlement } from '../../schema/terms/profile.ts';
import type { Concern } from '../contract.ts';
import { own } from '../own.ts';
import { grant } from './grant.ts';
import { lint } from './lint.ts';
import { type PartnersSection, partnersSection } from './policy.ts';
import { endOf } from './standing.ts';

/** What each partner is given, under which agreement, and until when. */
export const partners: Concern<PartnersSection> = { name: 'partners', section: partnersSection, lint, grant, horizon };

/** The first end among the agreements in force. */
function horizon(section: PartnersSection, { partner, agreements = [] }: Entitlement): number | undefined {
  const known = partner === undefined ? {} : (own(section.partners, partner)?.agreements ?? {});
  const ends = agreements.flatMap((id) => {
    const agreement = own(known, id);
    return agreement ? [endOf(agreement)] : [];
  });
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
