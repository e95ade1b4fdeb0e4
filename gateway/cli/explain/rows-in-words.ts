import type { FieldTest, Operand, Restriction, Test, TestOperator } from '../../../schema/terms/restriction.ts';

/** Which rows, as one would say it: ``rows where `country` is `DE` ``. */
export function rowsInWords(restriction: Restriction): string {
  if (restriction.kind !== 'any') return restriction.kind === 'all' ? 'every row' : 'no row';
  const alternatives = restriction.of.map((tests) => tests.map(testInWords).join(' and '));
  return `rows where ${alternatives.join('; or where ')}`;
}

type Words = readonly [plain: string, negated: string];

const words: Readonly<Record<TestOperator, Words>> = {
  eq: ['is', 'is there and is not'],
  in: ['is one of', 'is there and is none of'],
  lt: ['is less than', 'is there and is not less than'],
  lte: ['is at most', 'is there and is not at most'],
  gt: ['is more than', 'is there and is not more than'],
  gte: ['is at least', 'is there and is not at least'],
  isNull: ['is not there', 'is there'],
};

function testInWords(test: Test): string {
  if (!('some' in test)) return fieldTestInWords(test);
  const what = `\`${[...test.path, test.some].join('.')}\``;
  const where = test.where.map(fieldTestInWords).join(' and ');
  return `${test.negated ? 'none' : 'one'} of ${what} is there where ${where}`;
}

function fieldTestInWords({ path, field, op, operands, negated = false }: FieldTest): string {
  const what = `\`${[...path, field].join('.')}\``;
  if (op === 'isNull') return `${what} ${words.isNull[(operands[0] === true) === negated ? 1 : 0]}`;
  return `${what} ${words[op][negated ? 1 : 0]} ${operands.map(operandInWords).join(', ')}`;
}

const operandInWords = (operand: Operand): string => {
  if (typeof operand !== 'object') return `\`${operand}\``;
  return operand.bind === 'principal.id'
    ? "the caller's own id"
    : `the caller's claim \`${operand.bind.slice('claim.'.length)}\``;
};
