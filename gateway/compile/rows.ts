import { type Entity, entityOf, type Field } from '../../schema/catalogue/catalogue.ts';
import type { Value } from '../../schema/terms/field.ts';
import type { FieldTest, Operand, RelatedTest, Restriction, Test } from '../../schema/terms/restriction.ts';
import { always, type ColumnExpr, type Expr, never, type Source, type SqlType } from '../statement.ts';
import { and, not, nothing, or } from './expressions.ts';
import { operandFits } from './operands.ts';
import type { Scope } from './scope.ts';

export const sourceOf = (entity: Entity, alias: string): Source => ({
  alias,
  ...(entity.table.schema !== undefined && { schema: entity.table.schema }),
  table: entity.table.name,
});

export const keyColumn = (entity: Entity, alias: string): ColumnExpr => ({
  k: 'column',
  alias,
  column: entity.key.column,
  type: `key:${entity.key.type}`,
});

/** The raw column of a field. Only what is compared to raw values on purpose uses it: row rules, lookups, clear fields. */
export const rawColumn = (entity: Entity, field: Field, alias: string): ColumnExpr =>
  field.name === 'id' ? keyColumn(entity, alias) : { k: 'column', alias, column: field.column, type: field.type };

/** Which rows, as an expression over the entity's raw columns. */
export function lowerRestriction(scope: Scope, entity: Entity, alias: string, restriction: Restriction): Expr {
  if (restriction.kind === 'all') return always;
  if (restriction.kind === 'none') return never;
  return or(
    ...restriction.of.map((tests) => and(...tests.map((test) => lowerTest(scope, entity, alias, test, test.path)))),
  );
}

function lowerTest(scope: Scope, entity: Entity, alias: string, test: Test, path: readonly string[]): Expr {
  const [hop, ...rest] = path;
  if (hop === undefined) {
    return 'some' in test ? lowerRelated(scope, entity, alias, test) : lowerQuestion(scope, entity, alias, test);
  }
  const relation = entity.relations.get(hop);
  if (!relation || relation.many) throw new Error(`\`${entity.name}.${hop}\` is not a to-one relation`);
  const target = entityOf(scope.catalogue, relation.to);
  const type: SqlType = `key:${target.key.type}`;
  const reference: ColumnExpr = { k: 'column', alias, column: relation.via, type };
  if (target.store !== entity.store) {
    const lower = (inside: Scope, at: string): Expr => lowerTest(inside, target, at, test, rest);
    return gathered(scope, target.store, sourceOf(target, 't'), keyColumn(target, 't'), reference, lower);
  }
  return existing(scope, target, (inner) =>
    and(sameKey(keyColumn(target, inner), reference), lowerTest(scope, target, inner, test, rest)),
  );
}

/** Whether some record of a to-many relation fits. */
function lowerRelated(scope: Scope, entity: Entity, alias: string, test: RelatedTest): Expr {
  const relation = entity.relations.get(test.some);
  if (!relation?.many) throw new Error(`\`${entity.name}.${test.some}\` is not a to-many relation`);
  const target = entityOf(scope.catalogue, relation.to);
  const key = keyColumn(entity, alias);
  const via = (at: string): ColumnExpr => ({ k: 'column', alias: at, column: relation.via, type: key.type });
  const fits = (inside: Scope, at: string): Expr =>
    and(...test.where.map((one) => lowerQuestion(inside, target, at, one)));
  const found =
    target.store === entity.store
      ? existing(scope, target, (inner) => and(sameKey(via(inner), key), fits(scope, inner)))
      : gathered(scope, target.store, sourceOf(target, 't'), via('t'), key, fits);
  return test.negated ? not(found) : found;
}

const sameKey = (left: ColumnExpr, right: ColumnExpr): Expr => ({
  k: 'compare',
  op: '=',
  left,
  right,
  type: left.type,
});

function existing(scope: Scope, target: Entity, lower: (inner: string) => Expr): Expr {
  const inner = scope.alias();
  const where = lower(inner);
  return nothing(where) ? never : { k: 'exists', from: sourceOf(target, inner), joins: [], where };
}

/** The most keys that one store may hand to another; beyond it the test belongs beside the data. */
export const gatherBound = 10_000;

/**
 * A test whose data lies in another store: that one is asked first for the keys that pass, and they are bound as one array.
 * So paging and counts stay exact.
 */
export function gathered(
  scope: Scope,
  store: string,
  from: Source,
  key: ColumnExpr,
  reference: Expr,
  lower: (inside: Scope, alias: string) => Expr,
): Expr {
  const { type } = key;
  const slot = scope.gather(store, (inside) => ({
    from,
    joins: [],
    columns: [{ expr: key, type }],
    where: lower(inside, from.alias),
    orderBy: [],
    limit: inside.slot(gatherBound + 1),
  }));
  return { k: 'in', left: reference, list: { k: 'param', slot, type, array: true }, type };
}

const comparisons = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** A question to one row. Without an answer (a null, a binding that is not there) it fails, negated or not. */
function lowerQuestion(scope: Scope, entity: Entity, alias: string, test: FieldTest): Expr {
  const field = entity.fields.get(test.field);
  if (!field) throw new Error(`the row rule on \`${entity.name}.${test.field}\` names no field`);
  const left = rawColumn(entity, field, alias);
  const { type } = left;
  if (test.op === 'isNull') {
    const asked = (test.operands[0] === true) !== (test.negated ?? false);
    return asked ? { k: 'is-null', of: left } : { k: 'not', of: { k: 'is-null', of: left } };
  }
  const values = test.operands.map((operand) => operandValue(scope, operand));
  const usable = values.filter((value): value is Value => value !== undefined && operandFits(entity, field, value));
  const answered = usable.length === values.length;
  scope.note(String(answered));
  // What is bound is text and could be anything: where it is not of the field's type there is no answer, negated or not.
  if (!answered) return never;
  const holds: Expr =
    test.op === 'in'
      ? { k: 'in', left, list: { k: 'param', slot: scope.slot(usable), type, array: true }, type }
      : {
          k: 'compare',
          op: comparisons[test.op],
          left,
          right: { k: 'param', slot: scope.slot(usable[0] as Value), type },
          type,
        };
  return test.negated ? and({ k: 'not', of: { k: 'is-null', of: left } }, { k: 'not', of: holds }) : holds;
}

const operandValue = (scope: Scope, operand: Operand): Value | undefined =>
  typeof operand === 'object' ? scope.bindings[operand.bind] : operand;
