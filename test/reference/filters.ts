import { looksMasked } from '../../plugins/masking/looks-masked.ts';
import { looksReplaced } from '../../plugins/pseudonyms/looks-replaced.ts';
import type { Entity, Field, Relation } from '../../schema/catalogue/catalogue.ts';
import type { Cell, Value } from '../../schema/terms/field.ts';
import { type FilterOperator, filterOperators } from '../../schema/terms/operators.ts';
import { type Asking, isOpen, offers, sights } from './asking.ts';
import { compare } from './compare.ts';
import type { Refuse } from './judge.ts';
import { isComparedAcross, isReadable, truthAt } from './relation.ts';
import { sight } from './sight.ts';
import { rawCell, related, targetOf, type TwinRow } from './world.ts';

export type Filter = Readonly<Record<string, unknown>>;

const given = (filter: Filter): readonly (readonly [string, unknown])[] =>
  Object.entries(filter).filter(([, value]) => value !== undefined && value !== null);
const listOf = (value: unknown): readonly Filter[] => (Array.isArray(value) ? value : [value]) as readonly Filter[];

/** Whether a row fits a filter, by what is seen of it. */
export function fits(asking: Asking, entity: Entity, row: TwinRow, filter: Filter): boolean {
  return given(filter).every(([name, value]) => {
    if (name === 'and') return listOf(value).every((one) => fits(asking, entity, row, one));
    if (name === 'or') return listOf(value).some((one) => fits(asking, entity, row, one));
    if (name === 'not') return !fits(asking, entity, row, value as Filter);
    const field = entity.fields.get(name);
    if (field) return fitsField(asking, entity, field, row, value as Filter);
    const relation = entity.relations.get(name);
    if (!relation) throw new Error(`there is no \`${name}\` to filter by`);
    return fitsRelation(asking, relation, row, value as Filter);
  });
}

function fitsField(asking: Asking, entity: Entity, field: Field, row: TwinRow, asked: Filter): boolean {
  return Object.entries(asked).every(([name, operand]) => {
    const operator = name as FilterOperator;
    if (operand === undefined) return true;
    const one = sight(asking, field, filterOperators[operator], truthAt(asking, entity, row));
    const raw = rawCell(row, field);
    // Where the row's grants do not open the use, the value is null to it.
    const value = raw !== null && one?.operators.includes(operator) ? one.see(raw, undefined) : null;
    return answers(field, operator, value, operand as Cell | readonly Value[]);
  });
}

/** An operand that is null is never true; a value that is null fits `isNull`, `ne` and `notIn` alone. */
export function answers(
  field: Field,
  operator: FilterOperator,
  value: Cell,
  operand: Cell | readonly Value[],
): boolean {
  if (operand === null) return false;
  if (operator === 'isNull') return (value === null) === operand;
  const equal = (other: Value): boolean => value !== null && compare(field.type, value, other) === 0;
  if (operator === 'in' || operator === 'notIn')
    return (operand as readonly Value[]).some(equal) === (operator === 'in');
  const other = operand as Value;
  if (operator === 'eq' || operator === 'ne') return equal(other) === (operator === 'eq');
  if (value === null) return false;
  if (operator === 'startsWith') return String(value).startsWith(String(other));
  const order = compare(field.type, value, other);
  return { lt: order < 0, lte: order <= 0, gt: order > 0, gte: order >= 0 }[operator];
}

function fitsRelation(asking: Asking, relation: Relation, row: TwinRow, asked: Filter): boolean {
  const target = targetOf(asking.world, relation);
  const readable = related(asking.world, row, relation).filter((one) => isReadable(asking, target, one));
  const some = (filter: unknown): boolean => readable.some((one) => fits(asking, target, one, filter as Filter));
  if (!relation.many) return some(asked);
  return (!asked.some || some(asked.some)) && (!asked.none || !some(asked.none));
}

/** Everything that a filter names, judged under the declared purpose. */
export function judgeFilter(asking: Asking, entity: Entity, filter: Filter, refuse: Refuse): void {
  for (const [name, value] of given(filter)) {
    const field = entity.fields.get(name);
    const relation = entity.relations.get(name);
    if (name === 'and' || name === 'or' || name === 'not')
      for (const one of listOf(value)) judgeFilter(asking, entity, one, refuse);
    else if (field) judgeField(asking, field, value as Filter, refuse);
    else if (relation) judgeRelation(asking, entity, relation, value as Filter, refuse);
  }
}

/** Nobody's own value: a mask, or a surrogate that does not open here. An id of somebody else is only unknown. */
export function isEcho(asking: Asking, field: Field, operator: FilterOperator, operand: unknown): boolean {
  const opened = sights(asking, field, filterOperators[operator]).flatMap((one) => one?.open ?? []);
  const foreign = (value: string): boolean => looksReplaced(value) && !opened.some((opens) => opens(value));
  return [operand]
    .flat()
    .some((one) => typeof one === 'string' && (looksMasked(one) || (field.name !== 'id' && foreign(one))));
}

function judgeField(asking: Asking, field: Field, asked: Filter, refuse: Refuse): void {
  for (const [name, operand] of Object.entries(asked)) {
    const operator = name as FilterOperator;
    if (operand === undefined) continue;
    if (offers(asking, field, filterOperators[operator], operator)) {
      if (isEcho(asking, field, operator, operand)) refuse('BAD_USER_INPUT', field.coordinate);
      continue;
    }
    refuse(sights(asking, field, 'select').some((one) => one) ? 'USE_DENIED' : 'FIELD_DENIED', field.coordinate);
  }
}

function judgeRelation(asking: Asking, entity: Entity, relation: Relation, asked: Filter, refuse: Refuse): void {
  const target = targetOf(asking.world, relation);
  const coordinate = `${entity.name}.${relation.name}`;
  if (!isOpen(asking, target.name)) return refuse('FIELD_DENIED', coordinate);
  if (target.store !== entity.store && !isComparedAcross(asking, target)) return refuse('USE_DENIED', coordinate);
  for (const one of relation.many ? [asked.some, asked.none] : [asked])
    if (one) judgeFilter(asking, target, one as Filter, refuse);
}
