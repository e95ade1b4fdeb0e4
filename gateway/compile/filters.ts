import type { Entity, Relation } from '../../schema/catalogue/catalogue.ts';
import { type FilterOperator, filterOperators } from '../../schema/terms/operators.ts';
import type { Case, EntityView, FieldView } from '../views.ts';
import { always, type ColumnExpr, type Expr, never, type SqlType } from '../statement.ts';
import { comparison, filterBounds, tooLarge, tooLong } from './comparisons.ts';
import { type Echo, echoIn } from './echoes.ts';
import { and, not, or } from './expressions.ts';
import { gathered, keyColumn, lowerRestriction, sourceOf } from './rows.ts';
import type { Scope } from './scope.ts';
import { crossStoreFilter } from './visible.ts';

export type FilterValue = Readonly<Record<string, unknown>>;

interface Reach {
  readonly scope: Scope;
  readonly hops: number;
  /** Counts the terms of the whole filter. */
  readonly count: { terms: number };
}

/** A filter, judged and lowered over the readable relation of its entity: masked fields are compared as they are seen. */
export function lowerFilter(scope: Scope, view: EntityView, alias: string, filter: FilterValue): Expr {
  return lowerObject({ scope, hops: 0, count: { terms: 0 } }, view, alias, filter);
}

function lowerObject(reach: Reach, view: EntityView, alias: string, filter: FilterValue): Expr {
  const { entity } = view;
  const terms = Object.entries(filter).filter(([, value]) => value !== undefined && value !== null);
  return and(
    ...terms.map(([name, value]) => {
      reach.count.terms += 1;
      if (reach.count.terms > filterBounds.terms) throw tooLarge(`a filter has at most ${filterBounds.terms} terms`);
      reach.scope.note(`${name}(`);
      const field = view.fields.get(name);
      const relation = entity.relations.get(name);
      const expr =
        field && !isLogic(name)
          ? lowerField(reach, view, field, alias, value as FilterValue)
          : relation && !isLogic(name)
            ? lowerRelation(reach, view, relation, alias, value as FilterValue)
            : lowerLogic(reach, view, alias, name, value);
      reach.scope.note(')');
      return expr;
    }),
  );
}

const isLogic = (name: string): boolean => name === 'and' || name === 'or' || name === 'not';

function lowerLogic(reach: Reach, view: EntityView, alias: string, name: string, value: unknown): Expr {
  const list = (Array.isArray(value) ? value : [value]) as readonly FilterValue[];
  const lowered = list.map((one) => {
    reach.scope.note('|');
    return lowerObject(reach, view, alias, one);
  });
  return name === 'not' ? not(and(...lowered)) : name === 'or' ? or(...lowered) : and(...lowered);
}

function lowerField(reach: Reach, view: EntityView, field: FieldView, alias: string, asked: FilterValue): Expr {
  const terms = Object.entries(asked).filter(([, value]) => value !== undefined);
  return and(
    ...terms.map(([name, operand]) => {
      const operator = name as FilterOperator;
      reach.scope.note(operator);
      if (!permitted(reach, view.entity, field, operator)) return never;
      // A null where a value is asked for: only `isNull` asks for nulls.
      if (operand === null) return absent(reach.scope);
      const echo = tooLong(operand) ? undefined : echoIn(field, operator, operand);
      if (echo) return echoed(reach.scope, field, echo);
      const unseen =
        operator === 'ne' || operator === 'notIn' || (operator === 'isNull' && operand === true) ? always : never;
      return overCases(reach.scope, view.entity, field, operator, alias, unseen, (one) =>
        comparison(reach.scope, view.entity, field, one, operator, operand, alias),
      );
    }),
  );
}

/** It matches nothing, and has a form of its own: a statement kept for it must not serve one that asks for a value. */
function absent(scope: Scope): Expr {
  scope.note('absent');
  return never;
}

/** What came out of an answer is no value to compare with: the operation is refused. */
function echoed(scope: Scope, { field }: FieldView, echo: Echo): Expr {
  scope.sayings.echo(echo, field.coordinate);
  return absent(scope);
}

/** A use that is closed under the declared purpose refuses the operation. */
function permitted(reach: Reach, entity: Entity, field: FieldView, operator: FilterOperator): boolean {
  if (field.operators.has(operator)) return true;
  const { coordinate, name } = field.field;
  const code = field.cases.length > 0 ? 'USE_DENIED' : 'FIELD_DENIED';
  reach.scope.sayings.refuse(
    code,
    coordinate,
    (v) => v.entity(entity.name).fields.get(name)?.operators.has(operator) ?? false,
  );
  return false;
}

/** First case that holds decides. Where that one does not open the use, and where no case holds, the value is null to it. */
function overCases(
  scope: Scope,
  entity: Entity,
  field: FieldView,
  operator: FilterOperator,
  alias: string,
  unseen: Expr,
  lower: (one: Case) => Expr,
): Expr {
  const cases = field.casesFor.get(filterOperators[operator]) ?? [];
  const branches = cases.map((one) => [one.when, one.operators.has(operator) ? lower(one) : unseen] as const);
  const [first] = branches;
  if (first && first[0].kind === 'all') return first[1];
  return {
    k: 'case',
    type: 'Boolean',
    branches: [
      ...branches.map(([when, then]) => [lowerRestriction(scope, entity, alias, when), then] as const),
      [always, unseen] as const,
    ],
  };
}

/** One record by its id as this profile sees it: the same comparison as a filter on the id makes. */
export function lowerId(scope: Scope, view: EntityView, alias: string, id: string): Expr {
  const field = view.fields.get('id');
  if (!field?.operators.has('eq')) return never;
  return lowerField({ scope, hops: 0, count: { terms: 0 } }, view, field, alias, { eq: id });
}

function lowerRelation(reach: Reach, view: EntityView, relation: Relation, alias: string, asked: FilterValue): Expr {
  const { scope } = reach;
  const target = scope.view.entity(relation.to);
  const coordinate = `${view.entity.name}.${relation.name}`;
  if (!target.open) {
    scope.sayings.refuse(
      'FIELD_DENIED',
      coordinate,
      (v) => v.entity(view.entity.name).open && v.entity(relation.to).open,
    );
    return never;
  }
  if (reach.hops >= filterBounds.hops) throw tooLarge(`a filter reaches over at most ${filterBounds.hops} relations`);
  const further: Reach = { ...reach, hops: reach.hops + 1 };
  if (target.entity.store !== view.entity.store) return lowerForeignId(further, view, target, relation, alias, asked);
  if (!relation.many) return exists(further, view, target, relation, alias, asked);
  const { some, none } = asked as { readonly some?: FilterValue; readonly none?: FilterValue };
  const noted = (name: string, filter: FilterValue): Expr => {
    scope.note(`${name}(`);
    const found = exists(further, view, target, relation, alias, filter);
    scope.note(')');
    return found;
  };
  return and(...(some ? [noted('some', some)] : []), ...(none ? [not(noted('none', none))] : []));
}

/** Some readable record of the target fits: unreadable ones answer like absent ones. */
function exists(
  reach: Reach,
  view: EntityView,
  target: EntityView,
  relation: Relation,
  alias: string,
  filter: FilterValue,
): Expr {
  const inner = reach.scope.alias();
  const one = relation.many ? view.entity : target.entity;
  const type: SqlType = `key:${one.key.type}`;
  const via = (at: string): ColumnExpr => ({ k: 'column', alias: at, column: relation.via, type });
  const joined: Expr = relation.many
    ? { k: 'compare', op: '=', left: via(inner), right: keyColumn(view.entity, alias), type }
    : { k: 'compare', op: '=', left: keyColumn(target.entity, inner), right: via(alias), type };
  const readable = lowerRestriction(reach.scope, target.entity, inner, target.rows);
  const where = and(joined, readable, lowerObject(reach, target, inner, filter));
  return where.k === 'or' && where.of.length === 0
    ? never
    : { k: 'exists', from: sourceOf(target.entity, inner), joins: [], where };
}

/** The target lies in another store: only its id may be asked for, and which readable records have it is asked there first. */
function lowerForeignId(
  { scope }: Reach,
  view: EntityView,
  target: EntityView,
  relation: Relation,
  alias: string,
  asked: FilterValue,
): Expr {
  const { entity } = target;
  const id = target.fields.get('id');
  if (!id || !crossStoreFilter(target) || relation.many) {
    scope.sayings.refuse('USE_DENIED', `${view.entity.name}.${relation.name}`, (v) =>
      crossStoreFilter(v.entity(relation.to)),
    );
    return never;
  }
  const key = keyColumn(entity, 't');
  const reference: Expr = { k: 'column', alias, column: relation.via, type: key.type };
  return gathered(scope, entity.store, sourceOf(entity, 't'), key, reference, (inside, at) =>
    and(
      lowerRestriction(inside, entity, at, target.rows),
      lowerField({ scope: inside, hops: 0, count: { terms: 0 } }, target, id, at, (asked.id ?? {}) as FilterValue),
    ),
  );
}
