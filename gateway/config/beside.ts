import { lintAcross } from '../../plugins/grants/lint-across.ts';
import type { PlacedGrant } from '../../plugins/grants/placed.ts';
import { partners as partnersConcern } from '../../plugins/partners/index.ts';
import { placedAgreement } from '../../plugins/partners/placed.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { roles as rolesConcern } from '../../plugins/roles/index.ts';
import { placedGrants } from '../../plugins/roles/placed.ts';
import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import type { Policy } from '../../schema/policy.ts';
import type { GatewayOptions } from './options.ts';

/**
 * What is wrong between roles and an agreement that one token may bring: whose surrogate would it be, and which row has
 * an id? Neither concern knows the other; who may assert both is known here alone. What no issuer may say together never meets.
 */
export function besideAgreements(
  { issuers }: Pick<GatewayOptions, 'issuers'>,
  catalogue: Catalogue,
  policy: Policy,
): readonly Remark[] {
  const section = sectionOf(policy, partnersConcern);
  const { roles, ...rest } = sectionOf(policy, rolesConcern);
  const found = issuers.flatMap((issuer) => {
    const asserted = Object.entries(roles).filter(([role]) => issuer.roles.includes(role));
    const beside = placedGrants({ ...rest, roles: Object.fromEntries(asserted) });
    return issuer.partners.flatMap((partner) =>
      Object.entries(section.partners[partner]?.agreements ?? {})
        .filter(([, { suspended }]) => !suspended)
        .flatMap((agreement) => between(catalogue, beside, placedAgreement(section, partner, agreement))),
    );
  });
  // Two issuers may say the same together.
  return [...new Map(found.map((remark) => [JSON.stringify([keyOf(remark), remark.message]), remark])).values()];
}

/** What is wrong with both of them that is wrong with neither alone. */
function between(catalogue: Catalogue, one: readonly PlacedGrant[], other: readonly PlacedGrant[]): readonly Remark[] {
  const alone = new Set([...lintAcross(catalogue, one), ...lintAcross(catalogue, other)].map(keyOf));
  return lintAcross(catalogue, [...one, ...other]).filter((remark) => !alone.has(keyOf(remark)));
}

const keyOf = ({ severity, path }: Remark): string => JSON.stringify([severity, path]);
