import type { FieldTest, Operand, RelatedTest, Restriction, Test } from '../../schema/terms/restriction.ts';
import { between, type Direction } from './direction.ts';

/**
 * Whether every row of `inner` is one of `outer`, as far as it can be proven from the rules alone: each alternative there is
 * implied by one here. INVARIANT: it never says so wrongly; where it cannot tell it says no.
 */
export function within(inner: Restriction, outer: Restriction): boolean {
  if (inner.kind === 'none' || outer.kind === 'all') return true;
  if (inner.kind === 'all' || outer.kind === 'none') return false;
  return inner.of.every((tests) => outer.of.some((others) => impliesAll(tests, others)));
}

/** What became of the rows. */
export const rowsDirection = (from: Restriction, to: Restriction): Direction =>
  between(within(from, to), within(to, from));

const impliesAll = (tests: readonly Test[], others: readonly Test[]): boolean =>
  others.every((other) => tests.some((test) => implies(test, other)));

/** Whether the second test holds wherever the first one does. */
function implies(test: Test, other: Test): boolean {
  if (test.path.join('.') !== other.path.join('.')) return false;
  if ('some' in test) return 'some' in other && relatedImplies(test, other);
  return !('some' in other) && test.field === other.field && fieldImplies(test, other);
}

/** Some record fits: it fits less as well. None fits: none fits more either. */
function relatedImplies(test: RelatedTest, other: RelatedTest): boolean {
  if (test.some !== other.some || (test.negated ?? false) !== (other.negated ?? false)) return false;
  return test.negated ? impliesAll(other.where, test.where) : impliesAll(test.where, other.where);
}

function fieldImplies(test: FieldTest, other: FieldTest): boolean {
  const negated = test.negated ?? false;
  // A test without an answer fails: whatever holds on a value says that there is one.
  if (other.op === 'isNull' && other.negated) return test.op !== 'isNull' || negated;
  if (negated !== (other.negated ?? false)) return false;
  if (test.op === other.op && JSON.stringify(test.operands) === JSON.stringify(other.operands)) return true;
  const lists = ['eq', 'in'];
  if (lists.includes(test.op) && lists.includes(other.op)) return listImplies(test.operands, other.operands, negated);
  return !negated && boundImplies(test, other);
}

/** What a request binds may be absent, and then the whole test fails: the other one may need no more of that. */
function listImplies(left: readonly Operand[], right: readonly Operand[], negated: boolean): boolean {
  const [smaller, larger] = negated ? [right, left] : [left, right];
  return (
    smaller.every((one) => holds(larger, one)) && right.every((one) => typeof one !== 'object' || holds(left, one))
  );
}

const holds = (list: readonly Operand[], wanted: Operand): boolean =>
  list.some((one) => JSON.stringify(one) === JSON.stringify(wanted));

const upper = ['lt', 'lte'];
const lower = ['gt', 'gte'];

/** A closer bound of the same side; only numbers are ordered without knowing the type. */
function boundImplies(test: FieldTest, other: FieldTest): boolean {
  const [left] = test.operands;
  const [right] = other.operands;
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  const loose = left === right && other.op.endsWith('te');
  if (upper.includes(test.op) && upper.includes(other.op)) return left < right || loose;
  return lower.includes(test.op) && lower.includes(other.op) && (left > right || loose);
}
