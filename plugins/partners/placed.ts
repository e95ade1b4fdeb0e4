import { type PlacedGrant, placedGrant } from '../grants/placed.ts';
import type { Agreement, PartnersSection } from './policy.ts';

/** The grants of an agreement, each with where it stands. */
export const placedAgreement = (
  { tiers }: PartnersSection,
  partner: string,
  [id, { grants }]: readonly [id: string, agreement: Agreement],
): readonly PlacedGrant[] =>
  grants.map((block, i) =>
    placedGrant(tiers, {
      holder: `agreement \`${id}\``,
      ceiling: tiers.at(-1) ?? '',
      block,
      path: ['partners', partner, 'agreements', id, 'grants', i],
    }),
  );
