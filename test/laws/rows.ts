import fc from 'fast-check';
import {
  all,
  anyOf,
  none,
  type Restriction,
  type FieldTest,
  type TestOperator,
} from '../../schema/terms/restriction.ts';

/** A row of a small world: values or nulls of two fields, one of a record that may be missing. */
export interface SmallRow {
  readonly a: number | null;
  readonly b: number | null;
  readonly to: { readonly a: number | null } | null;
}

const value = fc.option(fc.nat(2), { nil: null });

export const smallRow: fc.Arbitrary<SmallRow> = fc.record({
  a: value,
  b: value,
  to: fc.option(fc.record({ a: value }), { nil: null }),
});

const test: fc.Arbitrary<FieldTest> = fc
  .record({
    place: fc.constantFrom({ path: [], field: 'a' }, { path: [], field: 'b' }, { path: ['to'], field: 'a' }),
    ask: fc.oneof(
      fc.record({ op: fc.constantFrom<TestOperator>('eq', 'lt', 'gte'), operands: fc.tuple(fc.nat(2)) }),
      fc.record({ op: fc.constant<TestOperator>('in'), operands: fc.uniqueArray(fc.nat(2), { minLength: 1 }) }),
      fc.constant({ op: 'isNull' as const, operands: [true] }),
    ),
    negated: fc.boolean(),
  })
  .map(({ place, ask, negated }) => ({ ...place, ...ask, ...(negated && { negated }) }));

export const alternatives = fc.array(fc.array(test, { maxLength: 3 }), { maxLength: 4 });

export const restriction: fc.Arbitrary<Restriction> = fc.oneof(
  { arbitrary: fc.constantFrom(all, none), weight: 1 },
  { arbitrary: alternatives.map(anyOf), weight: 6 },
);

const answers: Readonly<Record<TestOperator, (left: number, operands: readonly number[]) => boolean>> = {
  eq: (left, [right]) => left === right,
  in: (left, list) => list.includes(left),
  lt: (left, [right = 0]) => left < right,
  lte: (left, [right = 0]) => left <= right,
  gt: (left, [right = 0]) => left > right,
  gte: (left, [right = 0]) => left >= right,
  isNull: () => false,
};

/** A test without an answer fails, negated or not. */
export function passes(row: SmallRow, { path, field, op, operands, negated = false }: FieldTest): boolean {
  const record = path.length > 0 ? row.to : row;
  if (!record) return false;
  const left = field === 'b' ? row.b : record.a;
  if (op === 'isNull') return (left === null) !== negated;
  return left !== null && answers[op](left, operands as readonly number[]) !== negated;
}

/** Whether the restriction lets the row through. */
export const lets = (given: Restriction, row: SmallRow): boolean =>
  given.kind === 'any'
    ? given.of.some((tests) => tests.every((one) => passes(row, one as FieldTest)))
    : given.kind === 'all';
