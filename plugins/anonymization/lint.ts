import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import type { World } from '../contract.ts';
import { lintGrid } from './lint-grid.ts';
import { lintNoise } from './noisy/lint.ts';
import { lintTwoGrids } from './lint-two-grids.ts';
import { lintStatistics } from './lint-statistics.ts';
import { strangers } from './lint-whom.ts';
import { type Path, unknown, wrong } from '../remark.ts';
import type { AnonymizationSection, GroupRule } from './policy.ts';

/** What can be wrong with the rules of groups and of noise. */
export const lint = (section: AnonymizationSection, { catalogue }: World): readonly Remark[] => [
  ...section.minimumGroups.flatMap((rule, at) => {
    const path = ['minimumGroups', at];
    return [...strangers(section, rule, path), ...gridsOf(catalogue, rule, [...path, 'grid'])];
  }),
  ...lintNoise(section, catalogue),
  ...lintStatistics(section),
  ...lintTwoGrids(section),
];

const gridsOf = (catalogue: Catalogue, { grid }: GroupRule, path: Path): readonly Remark[] =>
  Object.entries(grid).flatMap(([name, dimensions]) => {
    const at = [...path, name];
    const entity = catalogue.entities.get(name);
    if (!entity) return [unknown(at, 'entity', name, catalogue.entities.keys())];
    if (entity.subject) return lintGrid(entity, dimensions, at);
    const message = `the rows of \`${name}\` lead to no person, so nobody can count whom a group is about`;
    return [wrong(at, message, 'give the entity its `subject` in the catalogue, or leave it out')];
  });
