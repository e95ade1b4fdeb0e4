import { type Catalogue, type Entity, entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import { usesOfType } from '../../schema/terms/field.ts';
import type { FieldTest } from '../../schema/terms/restriction.ts';
import { type Path, unknown, unwise, wrong } from '../remark.ts';
import { misfit } from './operand.ts';
import { allFields, type PlacedGrant } from './placed.ts';
import { alternativesOf } from './rows.ts';

/** What can be wrong with the row rules of one grant. */
export function lintRows(catalogue: Catalogue, grant: PlacedGrant): readonly Remark[] {
  return Object.entries(grant.block.rows).flatMap(([name, rule]) => {
    const path = [...grant.path, 'rows', name];
    const entity = catalogue.entities.get(name);
    if (!entity) return [unknown(path, 'entity', name, catalogue.entities.keys())];
    const given = allFields(catalogue).some((field) => field.entity === name && grant.gives(field).length > 0);
    return [
      ...(given ? [] : [unwise(path, `this grant gives no field of \`${name}\`, so its rows say nothing`)]),
      ...alternativesOf(rule)
        .flat()
        .flatMap(({ test, path: below }) => lintTest(catalogue, entity, test, [...path, ...below])),
    ];
  });
}

function lintTest(catalogue: Catalogue, entity: Entity, test: FieldTest, path: Path): readonly Remark[] {
  const end = walk(catalogue, entity, test.path, path);
  if ('message' in end) return [end];
  const field = end.fields.get(test.field);
  if (!field) return [unknown(path, `field of \`${end.name}\``, test.field, end.fields.keys())];
  return lintOperands(end, field, test, path);
}

/** The entity at the end of to-one relations within one store, or why one cannot get there. */
function walk(catalogue: Catalogue, entity: Entity, steps: readonly string[], path: Path): Entity | Remark {
  const [step, ...rest] = steps;
  if (step === undefined) return entity;
  const relation = entity.relations.get(step);
  if (!relation) return unknown(path, `relation of \`${entity.name}\``, step, entity.relations.keys());
  if (relation.many) return wrong(path, `\`${step}\` leads to many: a row rule follows only what a row belongs to`);
  const next = entityOf(catalogue, relation.to);
  if (next.store !== entity.store) {
    return wrong(
      path,
      `\`${step}\` leads from store \`${entity.store}\` to \`${next.store}\`: a row rule stays within one store`,
      'keep the column that it needs beside the data',
    );
  }
  return walk(catalogue, next, rest, path);
}

const ranges: readonly FieldTest['op'][] = ['lt', 'lte', 'gt', 'gte'];

function lintOperands(entity: Entity, field: Field, test: FieldTest, path: Path): readonly Remark[] {
  if (ranges.includes(test.op) && !usesOfType[field.type].includes('filter.range')) {
    return [wrong(path, `\`${field.coordinate}\` is ${field.type} and has no order: \`${test.op}\` does not apply`)];
  }
  if (test.op === 'isNull') return [];
  return test.operands.flatMap((operand) => {
    const reason = misfit(entity, field, operand);
    return reason ? [wrong(path, `\`${field.coordinate}\` is compared with what is not ${field.type}`, reason)] : [];
  });
}
