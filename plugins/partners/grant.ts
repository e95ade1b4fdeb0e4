import { type Catalogue, entityOf, subjectEntity } from '../../schema/catalogue/catalogue.ts';
import type { Entitlement } from '../../schema/terms/profile.ts';
import { all, anyOf, none, type Restriction } from '../../schema/terms/restriction.ts';
import type { Grant } from '../contract.ts';
import { grantOf } from '../grants/grant.ts';
import { own } from '../own.ts';
import type { Agreement, PartnersSection } from './policy.ts';

/** The grants of a partner's agreements that are in force. Each agreement is a recipient of its own. */
export function grant(section: PartnersSection, entitlement: Entitlement, catalogue: Catalogue): readonly Grant[] {
  const { partner, agreements = [] } = entitlement;
  const known = partner === undefined ? {} : (own(section.partners, partner)?.agreements ?? {});
  return agreements.flatMap((id) => {
    const agreement = own(known, id);
    return (agreement?.grants ?? []).map((block, i) => {
      const carrier = {
        id: `partners.${partner}.agreements.${id}.grants.${i}`,
        source: `agreement \`${id}\``,
        // The id of an agreement is its partner's own: two partners may each have a `delivery`, and share nothing by it.
        recipient: `agreement:${partner}/${id}`,
        ceiling: section.tiers.at(-1) ?? '',
        within: (entity: string) => inCountries(catalogue, entity, agreement?.countries),
      };
      return grantOf(section.tiers, carrier, block, catalogue);
    });
  });
}

/** The rows about people of the agreed countries; without a path to a person, or a country of theirs, none. */
function inCountries(catalogue: Catalogue, name: string, countries: Agreement['countries']): Restriction {
  if (!countries) return all;
  const entity = entityOf(catalogue, name);
  const subject = subjectEntity(catalogue, entity);
  const field = [...(subject?.fields.values() ?? [])].find((one) => one.semantic === 'country');
  if (!entity.subject || !field) return none;
  return anyOf([[{ path: entity.subject, field: field.name, op: 'in', operands: countries }]]);
}
