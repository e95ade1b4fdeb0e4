import type { Catalogue, Field } from '../../schema/catalogue/catalogue.ts';
import type { Gift } from '../../schema/terms/verdict.ts';
import type { Path } from '../remark.ts';
import type { GrantBlock } from './block.ts';
import { giftsOf, giving, type PlacedGift } from './gifts.ts';

/** What of the policy stands around a grant. */
export interface GrantSurroundings {
  readonly tiers: readonly string[];
  readonly purposes: Readonly<Record<string, unknown>>;
  readonly ladders: Readonly<Record<string, unknown>>;
}

/** A grant of the policy with where it stands and what it gives, as the checks look at it. */
export interface PlacedGrant {
  /** Who carries it, in words: ``role `support` ``. */
  readonly holder: string;
  readonly ceiling: string;
  readonly block: GrantBlock;
  readonly path: Path;
  readonly gifts: readonly PlacedGift[];
  readonly gives: (field: Field) => readonly Gift[];
}

export const placedGrant = (
  tiers: readonly string[],
  at: Pick<PlacedGrant, 'holder' | 'ceiling' | 'block' | 'path'>,
): PlacedGrant => ({ ...at, gifts: giftsOf(at.block), gives: giving(tiers, at.ceiling, at.block) });

export const allFields = (catalogue: Catalogue): readonly Field[] =>
  [...catalogue.entities.values()].flatMap((entity) => [...entity.fields.values()]);
