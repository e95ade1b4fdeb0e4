import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import { lintAcross } from './lint-across.ts';
import { lintGrant } from './lint-grant.ts';
import { lintRows } from './lint-rows.ts';
import { lintTechniques } from './lint-technique.ts';
import type { GrantSurroundings, PlacedGrant } from './placed.ts';

/** What can be wrong with grants, each by itself and those that meet under one purpose beside each other. */
export const lintGrants = (
  section: GrantSurroundings,
  catalogue: Catalogue,
  grants: readonly PlacedGrant[],
): readonly Remark[] => [
  ...grants.flatMap((grant) => [
    ...lintGrant(section, catalogue, grant),
    ...lintTechniques(section, catalogue, grant),
    ...lintRows(catalogue, grant),
  ]),
  ...lintAcross(catalogue, grants),
];
