import type { Entity } from '../../schema/catalogue/catalogue.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import type { Value } from '../../schema/terms/field.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';
import type { Case, EntityView, FieldView } from '../views.ts';
import { always, type Expr, never, type SqlType } from '../statement.ts';
import { keyFits, not } from './expressions.ts';
import { rawColumn } from './rows.ts';
import type { Scope } from './scope.ts';

/** How far a filter may reach, so that no statement grows without bound. */
export const filterBounds = { hops: 3, terms: 100, list: 1000 } as const;

/** A list that is refused for its length, whatever is in it. */
export const tooLong = (operand: unknown): boolean => Array.isArray(operand) && operand.length > filterBounds.list;

/** One operator on what one case lets be seen. */
export function comparison(
  scope: Scope,
  entity: Entity,
  field: FieldView,
  one: Case,
  operator: FilterOperator,
  operand: unknown,
  alias: string,
): Expr {
  if (!one.operators.has(operator)) return never;
  const raw = rawColumn(entity, field.field, alias);
  const left: Expr = one.form ? { k: 'form', form: one.form, of: raw, type: raw.type } : raw;
  const turn = (value: unknown): readonly Value[] => turnBack(entity, field, one, value as Value);
  return compareWith(scope, left, raw.type, operator, operand, turn);
}

/**
 * A surrogate comes in, and what it stands for is compared: more than one value where an earlier key made another of it. One
 * that is no surrogate of this domain matches nothing.
 */
function turnBack(entity: Entity, field: FieldView, one: Case, value: Value): readonly Value[] {
  if (typeof value === 'string' && value.includes('\0')) return [];
  const ways = one.reversible && one.bound?.unmask ? [one.bound.unmask, ...(one.bound.earlier ?? [])] : undefined;
  const turned = ways ? new Set(ways.flatMap((unmask) => unmask(value) ?? [])) : [value];
  return [...turned].filter((each) => field.field.name !== 'id' || keyFits(entity.key.type, String(each)));
}

const ranges = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** A value of the statement beside what is asked for. @param turn what is compared instead of what came in */
export function compareWith(
  scope: Scope,
  left: Expr,
  type: SqlType,
  operator: FilterOperator,
  operand: unknown,
  turn: (value: unknown) => readonly Value[],
): Expr {
  if (operator === 'isNull') {
    scope.note(String(operand));
    return operand === true ? { k: 'is-null', of: left } : not({ k: 'is-null', of: left });
  }
  if (operator === 'in' || operator === 'notIn') {
    const given = operand as readonly unknown[];
    // Counted before any is turned back: opening surrogates costs, and how many of them open is nobody's business.
    if (tooLong(given)) throw tooLarge(`a list in a filter has at most ${filterBounds.list} values`);
    const list = given.flatMap(turn);
    const within: Expr = { k: 'in', left, list: { k: 'param', slot: scope.slot(list), type, array: true }, type };
    return operator === 'in' ? within : not(within);
  }
  const values = turn(operand);
  const [value] = values;
  scope.note(value === undefined ? 'nothing' : values.length > 1 ? 'values' : 'value');
  if (value === undefined) return operator === 'ne' ? always : never;
  // Only equality that holds is ever turned back.
  if (values.length > 1)
    return { k: 'in', left, list: { k: 'param', slot: scope.slot(values), type, array: true }, type };
  const right: Expr = { k: 'param', slot: scope.slot(value), type };
  if (operator === 'startsWith') return { k: 'starts-with', left, prefix: right };
  if (operator === 'eq' || operator === 'ne') {
    const equal: Expr = { k: 'compare', op: '=', left, right, type };
    return operator === 'eq' ? equal : not(equal);
  }
  return { k: 'compare', op: ranges[operator], left, right, type };
}

/** Whether an id could name a record of this entity for this profile. It asks no store. */
export const namedBy = (view: EntityView, id: string): boolean => {
  const field = view.fields.get('id');
  return !!field && field.cases.some((one) => turnBack(view.entity, field, one, id).length > 0);
};

export const tooLarge = (text: string): GatewayError => new GatewayError('COST_EXCEEDED', text);
