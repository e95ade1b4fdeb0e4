import type { Catalogue, Entity } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import { bandFits, bandsOfType } from '../../schema/terms/band.ts';
import type { FieldType } from '../../schema/terms/field.ts';
import type { Grid } from '../../schema/terms/groups.ts';
import type { World } from '../contract.ts';
import { lintStatistics } from './lint-statistics.ts';
import { type Path, unknown, wrong } from '../remark.ts';
import type { AnonymizationSection, GroupRule } from './policy.ts';

/** What can be wrong with the rules of groups. */
export const lint = (section: AnonymizationSection, { catalogue }: World): readonly Remark[] => [
  ...section.minimumGroups.flatMap((rule, at) => {
    const path = ['minimumGroups', at];
    return [...strangers(section, rule, path), ...lintGrids(catalogue, rule, [...path, 'grid'])];
  }),
  ...lintStatistics(section),
];

function strangers(section: AnonymizationSection, rule: GroupRule, path: Path): readonly Remark[] {
  const kinds = [
    ['roles', 'role'],
    ['partners', 'partner'],
    ['purposes', 'purpose'],
  ] as const;
  return kinds.flatMap(([key, kind]) =>
    (rule[key] ?? []).flatMap((name, at) =>
      Object.hasOwn(section[key], name) ? [] : [unknown([...path, key, at], kind, name, Object.keys(section[key]))],
    ),
  );
}

const lintGrids = (catalogue: Catalogue, { grid }: GroupRule, path: Path): readonly Remark[] =>
  Object.entries(grid).flatMap(([name, dimensions]) => {
    const at = [...path, name];
    const entity = catalogue.entities.get(name);
    if (!entity) return [unknown(at, 'entity', name, catalogue.entities.keys())];
    if (entity.subject) return lintGrid(entity, dimensions, at);
    const message = `the rows of \`${name}\` lead to no person, so nobody can count whom a group is about`;
    return [wrong(at, message, 'give the entity its `subject` in the catalogue, or leave it out')];
  });

const offered: Readonly<Record<NonNullable<(typeof bandsOfType)[FieldType]>, string>> = {
  value: '`true`',
  period: 'a period: `day`, `month`, `quarter` or `year`',
  span: 'a span of numbers: `100`',
};

const lintGrid = (entity: Entity, grid: Grid, path: Path): readonly Remark[] =>
  Object.entries(grid).flatMap(([name, band]) => {
    const at = [...path, name];
    const field = entity.fields.get(name);
    if (!field) return [unknown(at, `field of \`${entity.name}\``, name, entity.fields.keys())];
    if (name === 'id') return [wrong(at, 'a group for each record is no group', 'take it out')];
    const kind = bandsOfType[field.type];
    if (!kind) return [wrong(at, `\`${field.coordinate}\` is a ${field.type}, by which nothing is grouped`)];
    if (bandFits(field.type, band)) return [];
    return [
      wrong(at, `\`${field.coordinate}\` is a ${field.type}: it is not grouped like this`, `write ${offered[kind]}`),
    ];
  });
