import type { Catalogue, Entity, Field } from '../catalogue/catalogue.ts';
import { aggregateRoot } from '../catalogue/names.ts';
import { type FilterOperator, operatorsOfType } from '../terms/operators.ts';
import type { Visible, VisibleAggregate } from './visible.ts';

/** What a schema will hold of an entity's groups. */
export interface AggregateSurface {
  readonly entity: Entity;
  readonly root: string;
  readonly count: boolean;
  readonly subjects: boolean;
  readonly groups: readonly Field[];
  readonly sums: readonly Field[];
  readonly extremes: readonly Field[];
  /** Rows are chosen as in the entity's connection, or by these fields alone. */
  readonly filter: 'rows' | readonly FilterPart[];
}

export interface FilterPart {
  readonly field: Field;
  readonly operators: readonly FilterOperator[];
}

/** The part of an entity's own surface that its filter is made of. */
interface Filtered {
  readonly filter: { readonly fields: readonly FilterPart[]; readonly relations: readonly unknown[] };
}

/** In the order of the catalogue. */
export const aggregatesOf = (
  catalogue: Catalogue,
  visible: Visible,
  entities: ReadonlyMap<string, Filtered>,
): readonly AggregateSurface[] =>
  [...catalogue.entities.values()].flatMap((entity) => {
    const { many } = entity.roots;
    const told = many === undefined ? undefined : visible.aggregate(entity.name);
    return told && many !== undefined ? [draw(entity, aggregateRoot(many), told, entities.get(entity.name))] : [];
  });

function draw(entity: Entity, root: string, told: VisibleAggregate, rows: Filtered | undefined): AggregateSurface {
  const fields = [...entity.fields.values()];
  const named = (names: ReadonlySet<string>): readonly Field[] => fields.filter(({ name }) => names.has(name));
  return {
    entity,
    root,
    count: told.count,
    subjects: told.subjects,
    groups: named(told.groups),
    sums: named(told.sums),
    extremes: named(told.extremes),
    filter: filterOf(fields, told, rows),
  };
}

/** Where only statistics are given of a field, the filter of the entity's rows must not offer it. */
function filterOf(
  fields: readonly Field[],
  told: VisibleAggregate,
  rows: Filtered | undefined,
): AggregateSurface['filter'] {
  const own = fields.flatMap((field): readonly FilterPart[] => {
    const asked = told.operators(field.name);
    const operators = operatorsOfType(field.type).filter(
      (operator) => asked.has(operator) && !(field.name === 'id' && operator === 'isNull'),
    );
    return operators.length > 0 ? [{ field, operators }] : [];
  });
  const partOf = ({ field, operators }: FilterPart): boolean => {
    const there = rows?.filter.fields.find((one) => one.field.name === field.name)?.operators ?? [];
    return operators.every((operator) => there.includes(operator));
  };
  return told.asRows && rows && own.every(partOf) ? 'rows' : own;
}
