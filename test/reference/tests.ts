import type { Entity, Field, KeyType } from '../../schema/catalogue/catalogue.ts';
import { canonicalBigInt, canonicalDate, canonicalDateTime, canonicalDecimal } from '../../schema/graphql/canonical.ts';
import type { Cell, FieldType, Value } from '../../schema/terms/field.ts';
import type { FieldTest, RelatedTest, Restriction, Test, TestOperator } from '../../schema/terms/restriction.ts';
import { compare } from './compare.ts';
import { type Asker, rawCell, related, targetOf, type TwinRow, type TwinWorld } from './world.ts';

/** Whether a test of a row holds: on a row that is there, or in an imagined case. */
export type Truth = (test: Test) => boolean;

export function holds(restriction: Restriction, truth: Truth): boolean {
  if (restriction.kind === 'all') return true;
  if (restriction.kind === 'none') return false;
  return restriction.of.some((tests) => tests.every(truth));
}

/** The answers of one row to whatever is asked of it. */
export const truthOf =
  (world: TwinWorld, asker: Asker, entity: Entity, row: TwinRow): Truth =>
  (test) =>
    passes(world, asker, entity, row, test, test.path);

function passes(
  world: TwinWorld,
  asker: Asker,
  entity: Entity,
  row: TwinRow,
  test: Test,
  path: readonly string[],
): boolean {
  const [hop, ...rest] = path;
  if (hop !== undefined) {
    const relation = entity.relations.get(hop);
    if (!relation) throw new Error(`\`${entity.name}\` has no relation \`${hop}\``);
    const [next] = related(world, row, relation);
    return next !== undefined && passes(world, asker, targetOf(world, relation), next, test, rest);
  }
  return 'some' in test ? hasSome(world, asker, entity, row, test) : asked(asker, entity, row, test);
}

/** Some record that hangs on the row answers all of it. */
function hasSome(
  world: TwinWorld,
  asker: Asker,
  entity: Entity,
  row: TwinRow,
  { some, where, negated = false }: RelatedTest,
): boolean {
  const relation = entity.relations.get(some);
  if (!relation) throw new Error(`\`${entity.name}\` has no relation \`${some}\``);
  const target = targetOf(world, relation);
  return (
    related(world, row, relation).some((one) => where.every((test) => asked(asker, target, one, test))) !== negated
  );
}

function asked(asker: Asker, entity: Entity, row: TwinRow, test: FieldTest): boolean {
  const field = entity.fields.get(test.field);
  if (!field) throw new Error(`\`${entity.name}\` has no field \`${test.field}\``);
  return answer(entity, field, rawCell(row, field), test, asker);
}

/** A test without an answer fails, negated or not: a null, a binding that is not there or not of the field's type. */
function answer(entity: Entity, field: Field, cell: Cell, test: FieldTest, asker: Asker): boolean {
  const negated = test.negated ?? false;
  if (test.op === 'isNull') return (cell === null) === ((test.operands[0] === true) !== negated);
  const operands = test.operands.map((one) => (typeof one === 'object' ? asker.bindings[one.bind] : one));
  if (cell === null || !operands.every((one) => one !== undefined && fits(entity, field, one))) return false;
  const type = field.name === 'id' ? (`key:${entity.key.type}` as const) : field.type;
  const order = (operand: Value | undefined): number => compare(type, cell, operand ?? '');
  return answers[test.op](operands.map(order)) !== negated;
}

const answers: Readonly<Record<Exclude<TestOperator, 'isNull'>, (orders: readonly number[]) => boolean>> = {
  eq: ([order]) => order === 0,
  in: (orders) => orders.includes(0),
  lt: ([order = 0]) => order < 0,
  lte: ([order = 1]) => order <= 0,
  gt: ([order = 0]) => order > 0,
  gte: ([order = -1]) => order >= 0,
};

const fits = (entity: Entity, field: Field, value: Value): boolean =>
  field.name === 'id' ? isKey(entity.key.type, String(value)) : isOfType[field.type](value);

const text = (canonical: (text: string) => string | undefined) => (value: Value) =>
  canonical(String(value)) !== undefined;
const plain = (value: Value): boolean => typeof value === 'string' && !value.includes('\0');

const isOfType: Readonly<Record<FieldType, (value: Value) => boolean>> = {
  ID: plain,
  String: plain,
  Enum: plain,
  JSON: () => false,
  Int: (value) => Number.isSafeInteger(value),
  Float: (value) => Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  BigInt: text(canonicalBigInt),
  Decimal: text(canonicalDecimal),
  Date: text(canonicalDate),
  DateTime: text(canonicalDateTime),
};

const keys: Readonly<Record<KeyType, (key: string) => boolean>> = {
  integer: (key) => canonicalBigInt(key) === key && BigInt(key) >= -(2n ** 31n) + 1n && BigInt(key) < 2n ** 31n,
  bigint: (key) => canonicalBigInt(key) === key && key !== '-0',
  uuid: (key) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(key),
  text: (key) => key !== '' && key.length <= 1024 && !key.includes('\0'),
};

/** Whether a record could have this key at all. */
export const isKey = (type: KeyType, key: string): boolean => keys[type](key);
