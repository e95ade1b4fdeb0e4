import type { Value } from '../../schema/terms/field.ts';
import type { FilterOperator } from '../../schema/terms/operators.ts';
import type { FieldView, StatisticsView } from '../views.ts';
import { type Expr, never } from '../statement.ts';
import { refuseUse } from './aggregates.ts';
import type { Binding } from './binding.ts';
import { compareWith, filterBounds, tooLarge, tooLong } from './comparisons.ts';
import { echoIn } from './echoes.ts';
import { and, not, or } from './expressions.ts';
import type { FilterValue } from './filters.ts';
import type { Scope } from './scope.ts';
import { groupOperators } from './visible.ts';

/** What a filter over the dimensions of a grid is lowered with. */
export interface GridReach {
  readonly binding: Binding;
  readonly scope: Scope;
  readonly view: StatisticsView;
  /** Each dimension as the cells have it. */
  readonly dimensions: ReadonlyMap<string, Expr>;
  readonly count: { terms: number };
}

/**
 * A filter of groups that are bound to a size.
 * INVARIANT: it compares nothing but the dimensions of the finest cells, so that it takes whole cells or leaves them.
 */
export function lowerGridFilter(reach: GridReach, filter: FilterValue): Expr {
  const terms = Object.entries(filter).filter(([, value]) => value !== undefined && value !== null);
  return and(
    ...terms.map(([name, value]) => {
      reach.count.terms += 1;
      if (reach.count.terms > filterBounds.terms) throw tooLarge(`a filter has at most ${filterBounds.terms} terms`);
      reach.scope.note(`${name}(`);
      const expr = isLogic(name)
        ? lowerLogic(reach, name, value)
        : reach.view.entity.relations.has(name)
          ? refused(reach, name)
          : lowerDimension(reach, name, value as FilterValue);
      reach.scope.note(')');
      return expr;
    }),
  );
}

const isLogic = (name: string): boolean => name === 'and' || name === 'or' || name === 'not';

function lowerLogic(reach: GridReach, name: string, value: unknown): Expr {
  const list = (Array.isArray(value) ? value : [value]) as readonly FilterValue[];
  const lowered = list.map((one) => {
    reach.scope.note('|');
    return lowerGridFilter(reach, one);
  });
  return name === 'not' ? not(and(...lowered)) : name === 'or' ? or(...lowered) : and(...lowered);
}

function lowerDimension(reach: GridReach, name: string, asked: FilterValue): Expr {
  const { scope, view, dimensions } = reach;
  const field = view.fields.get(name);
  const type = field?.field.type;
  const left = dimensions.get(name);
  return and(
    ...Object.entries(asked)
      .filter(([, operand]) => operand !== undefined)
      .map(([word, operand]) => {
        const operator = word as FilterOperator;
        scope.note(operator);
        if (!left || !type || !groupOperators(view, name).includes(operator)) return refused(reach, name, operator);
        if (operand === null) return absent(scope);
        const echo = field && !tooLong(operand) ? echoIn(field, operator, operand) : undefined;
        if (echo && field) scope.sayings.echo(echo, field.field.coordinate);
        if (echo) return absent(scope);
        return compareWith(scope, left, type, operator, operand, plainValue);
      }),
  );
}

/** It matches nothing, and has a form of its own: a statement kept for it must not serve one that asks for a value. */
function absent(scope: Scope): Expr {
  scope.note('absent');
  return never;
}

const plainValue = (value: unknown): readonly Value[] =>
  typeof value === 'string' && value.includes('\0') ? [] : [value as Value];

function refused({ binding, view }: GridReach, name: string, operator?: FilterOperator): Expr {
  const open = (other: StatisticsView, { field }: FieldView): boolean =>
    operator !== undefined && groupOperators(other, field.name).includes(operator);
  const why = 'groups are bound to a size, and are chosen only by what they are told apart by';
  refuseUse({ walk: { sayings: binding.sayings }, view }, name, open, why);
  return never;
}
