import type { Entity } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import { bandFits, bandsOfType } from '../../schema/terms/band.ts';
import type { FieldType } from '../../schema/terms/field.ts';
import type { Grid } from '../../schema/terms/groups.ts';
import { type Path, unknown, wrong } from '../remark.ts';

const offered: Readonly<Record<NonNullable<(typeof bandsOfType)[FieldType]>, string>> = {
  value: '`true`',
  period: 'a period: `day`, `month`, `quarter` or `year`',
  span: 'a span of numbers: `100`',
};

/** What groups cannot be told apart by. */
export const lintGrid = (entity: Entity, grid: Grid, path: Path): readonly Remark[] =>
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
