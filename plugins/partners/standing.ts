import { own } from '../own.ts';
import type { Agreement, PartnersSection } from './policy.ts';

/** Where a partner stands at a moment. */
export interface Standing {
  /** The ids of the agreements in force, sorted. */
  readonly agreements: readonly string[];
}

const day = 86_400;
const seconds = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000;

/** The first second of an agreement, since 1970. */
export const beginOf = (agreement: Pick<Agreement, 'from'>): number => seconds(agreement.from);

/** The first second after an agreement, since 1970. */
export const endOf = (agreement: Pick<Agreement, 'until'>): number => seconds(agreement.until) + day;

const inForce = (agreement: Agreement, now: number): boolean =>
  !agreement.suspended && now >= beginOf(agreement) && now < endOf(agreement);

/**
 * The agreements of a partner that are in force. One whom the policy does not know has none.
 * @param now seconds since 1970
 */
export function standingOf(section: PartnersSection, partner: string, now: number): Standing {
  const all = Object.entries(own(section.partners, partner)?.agreements ?? {});
  return { agreements: all.flatMap(([id, agreement]) => (inForce(agreement, now) ? [id] : [])).sort() };
}

/** The agreement in force under which a purpose is declared: what its answers carry. */
export function agreementFor(
  section: PartnersSection,
  partner: string,
  agreements: readonly string[],
  purpose: string,
): (Agreement & { readonly id: string }) | undefined {
  const all = own(section.partners, partner)?.agreements ?? {};
  return agreements
    .flatMap((id) => {
      const agreement = own(all, id);
      return agreement ? [{ id, ...agreement }] : [];
    })
    .find(({ grants }) => grants.some((grant) => grant.purposes.includes(purpose)));
}
