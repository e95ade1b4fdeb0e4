import { GatewayError } from '../../schema/terms/errors.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { EntityView, FieldView } from '../views.ts';
import { type Expr, never, type OrderTerm, type SqlType } from '../statement.ts';
import { and, or } from './expressions.ts';
import { keyColumn } from './rows.ts';
import type { Scope } from './scope.ts';
import { seenIn } from './seen-in.ts';

export type OrderBy = readonly Readonly<Record<string, 'ASC' | 'DESC'>>[];

/** How many terms an order may have, so that no statement grows without bound. */
const longest = 20;

/** The terms that rows are ordered by, as they are seen; last their key, or its keyed hash where ids are not clear. */
export function lowerOrder(scope: Scope, view: EntityView, alias: string, orderBy: OrderBy): readonly OrderTerm[] {
  if (orderBy.length > longest)
    throw new GatewayError('COST_EXCEEDED', `rows are ordered by at most ${longest} fields`);
  const terms = orderBy
    .flatMap((one) => Object.entries(one))
    .map(([name, direction]): OrderTerm => {
      scope.note(`${name} ${direction}`);
      const field = view.fields.get(name);
      if (!field?.orderable) refuse(scope, view, field, name);
      const expr = field?.orderable ? seenIn(scope, view, field, alias, 'order', (one) => one.orderable) : never;
      return { expr, type: field?.field.type ?? 'String', direction: direction === 'DESC' ? 'desc' : 'asc' };
    });
  return [...terms, lastTerm(scope, view, alias)];
}

function refuse(scope: Scope, view: EntityView, field: FieldView | undefined, name: string): void {
  const coordinate = `${view.entity.name}.${name}`;
  const code = field && field.cases.length > 0 ? 'USE_DENIED' : 'FIELD_DENIED';
  scope.sayings.refuse(code, coordinate, (v) => v.entity(view.entity.name).fields.get(name)?.orderable ?? false);
}

function lastTerm(scope: Scope, view: EntityView, alias: string): OrderTerm {
  const key = keyColumn(view.entity, alias);
  if (view.order.by === 'raw') return { expr: key, type: key.type, direction: 'asc' };
  return { expr: { k: 'hash', salt: scope.slot(view.order.salt), of: key }, type: 'hash', direction: 'asc' };
}

/** The same order from its end. */
export const reversed = (terms: readonly OrderTerm[]): readonly OrderTerm[] =>
  terms.map((term) => ({ ...term, direction: term.direction === 'asc' ? 'desc' : 'asc' }));

/** Rows that come behind a place in the order. Nulls stand last ascending and first descending. */
export function behind(scope: Scope, terms: readonly OrderTerm[], place: readonly Cell[]): Expr {
  const tied: Expr[] = [];
  const ways: Expr[] = [];
  terms.forEach((term, at) => {
    const cell = place[at] ?? null;
    scope.note(cell === null ? 'null' : 'cell');
    ways.push(and(...tied, further(scope, term, cell)));
    tied.push(same(scope, term, cell));
  });
  return or(...ways);
}

function further(scope: Scope, term: OrderTerm, cell: Cell): Expr {
  const isNull: Expr = { k: 'is-null', of: term.expr };
  if (cell === null) return term.direction === 'asc' ? never : { k: 'not', of: isNull };
  const right: Expr = { k: 'param', slot: scope.slot(cell), type: term.type };
  const op = term.direction === 'asc' ? '>' : '<';
  const beyond: Expr = { k: 'compare', op, left: term.expr, right, type: term.type };
  return term.direction === 'asc' && mayBeNull(term.type) ? or(beyond, isNull) : beyond;
}

function same(scope: Scope, term: OrderTerm, cell: Cell): Expr {
  if (cell === null) return { k: 'is-null', of: term.expr };
  const right: Expr = { k: 'param', slot: scope.slot(cell), type: term.type };
  return { k: 'compare', op: '=', left: term.expr, right, type: term.type };
}

const mayBeNull = (type: SqlType | 'hash'): boolean => type !== 'hash' && !type.startsWith('key:');
