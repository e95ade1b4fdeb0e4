import {
  type Operand,
  type Restriction,
  type FieldTest,
  type TestOperator,
  anyOf,
  testOperators,
} from '../../schema/terms/restriction.ts';
import type { Condition, RowRule } from './rules.ts';

/** A test, and where it stands below its rule. */
export interface PlacedTest {
  readonly test: FieldTest;
  readonly path: readonly (string | number)[];
}

/** The rows that a rule names, as a restriction. */
export const restrictionOf = (rule: RowRule): Restriction =>
  anyOf(alternativesOf(rule).map((tests) => tests.map(({ test }) => test)));

/** Any of (every one of some tests), each test with its place. */
export function alternativesOf(rule: RowRule): readonly (readonly PlacedTest[])[] {
  const several = Array.isArray(rule);
  return (several ? rule : [rule]).map((alternative, i) =>
    Object.entries(alternative).flatMap(([name, condition]) => {
      const steps = name.split('.');
      const at = { path: steps.slice(0, -1), field: steps.at(-1) ?? '' };
      const place = several ? [i, name] : [name];
      return questionsOf(condition).map((question) => ({ test: Object.freeze({ ...at, ...question }), path: place }));
    }),
  );
}

type Question = Pick<FieldTest, 'op' | 'operands' | 'negated'>;

function questionsOf(condition: Condition): readonly Question[] {
  if (Array.isArray(condition)) return [{ op: 'in', operands: condition as readonly Operand[] }];
  if (isOperand(condition)) return [{ op: 'eq', operands: [condition] }];
  const { not, ...plain } = condition;
  const asked = testOperators.flatMap((op) => (plain[op] === undefined ? [] : [question(op, plain[op])]));
  if (not === undefined) return asked;
  return [...asked, ...questionsOf(not as Condition).map(negate)];
}

/** `isNull: false` is the negation of `isNull: true`. */
function question(op: TestOperator, given: Operand | readonly Operand[]): Question {
  if (op === 'isNull') return given === true ? { op, operands: [true] } : { op, operands: [true], negated: true };
  return { op, operands: Array.isArray(given) ? given : [given as Operand] };
}

const negate = ({ op, operands, negated }: Question): Question =>
  negated ? { op, operands } : { op, operands, negated: true };

const isOperand = (condition: Condition): condition is Operand & Condition =>
  typeof condition !== 'object' || 'bind' in condition;
