import type { Catalogue, Field } from '../../schema/catalogue/catalogue.ts';
import type { Gift } from '../../schema/terms/verdict.ts';
import type { Path } from '../remark.ts';
import { giving, giftsOf, type PlacedGift } from './gifts.ts';
import type { GrantBlock, RolesSection } from './policy.ts';

/** A grant of the policy with where it stands and what it gives, as the checks look at it. */
export interface PlacedGrant {
  readonly role: string;
  readonly ceiling: string;
  readonly block: GrantBlock;
  readonly path: Path;
  readonly gifts: readonly PlacedGift[];
  readonly gives: (field: Field) => readonly Gift[];
}

export const placedGrants = ({ tiers, roles }: RolesSection): readonly PlacedGrant[] =>
  Object.entries(roles).flatMap(([role, { tier, grants }]) =>
    grants.map((block, i) => ({
      role,
      ceiling: tier,
      block,
      path: ['roles', role, 'grants', i],
      gifts: giftsOf(block),
      gives: giving(tiers, tier, block),
    })),
  );

export const allFields = (catalogue: Catalogue): readonly Field[] =>
  [...catalogue.entities.values()].flatMap((entity) => [...entity.fields.values()]);
