import { expect, test } from 'vitest';
import { rowRule } from '../../../plugins/grants/rules.ts';
import { restrictionOf } from '../../../plugins/grants/rows.ts';
import type { FieldTest } from '../../../schema/terms/restriction.ts';

const rows = (value: unknown) => restrictionOf(rowRule.parse(value));
const tests = (value: unknown): readonly (readonly FieldTest[])[] => {
  const restriction = rows(value);
  return restriction.kind === 'any' ? (restriction.of as readonly (readonly FieldTest[])[]) : [];
};
const ask = (field: string, op: FieldTest['op'], operands: FieldTest['operands'], path: readonly string[] = []) => ({
  path,
  field,
  op,
  operands,
});

test('a map wants every one of its tests', () => {
  expect(tests({ status: 'SHIPPED', carrier: 'acme' })).toEqual([
    [ask('carrier', 'eq', ['acme']), ask('status', 'eq', ['SHIPPED'])],
  ]);
});

test('a list of maps wants any of them', () => {
  expect(tests([{ status: 'SHIPPED' }, { carrier: 'acme' }])).toEqual([
    [ask('carrier', 'eq', ['acme'])],
    [ask('status', 'eq', ['SHIPPED'])],
  ]);
});

test('a list of values wants one of them', () => {
  expect(tests({ status: ['PAID', 'SHIPPED'] })).toEqual([[ask('status', 'in', ['PAID', 'SHIPPED'])]]);
});

test('several operators of a field are all wanted', () => {
  expect(tests({ rating: { gte: 2, lt: 5 } })).toEqual([[ask('rating', 'gte', [2]), ask('rating', 'lt', [5])]]);
});

test('a dotted name walks to what the row belongs to', () => {
  expect(tests({ 'order.customer.city': 'Berlin' })).toEqual([[ask('city', 'eq', ['Berlin'], ['order', 'customer'])]]);
});

test('`not` takes a value, a list or one operator', () => {
  expect(tests({ status: { not: 'PAID' } })).toEqual([[{ ...ask('status', 'eq', ['PAID']), negated: true }]]);
  expect(tests({ status: { not: ['PAID'] } })).toEqual([[{ ...ask('status', 'in', ['PAID']), negated: true }]]);
  expect(tests({ rating: { not: { lt: 3 } } })).toEqual([[{ ...ask('rating', 'lt', [3]), negated: true }]]);
});

test('`isNull: false` is the negation of `isNull: true`, and so is its `not`', () => {
  const absent = ask('rating', 'isNull', [true]);
  expect(tests({ rating: { isNull: true } })).toEqual([[absent]]);
  expect(tests({ rating: { isNull: false } })).toEqual([[{ ...absent, negated: true }]]);
  expect(tests({ rating: { not: { isNull: true } } })).toEqual([[{ ...absent, negated: true }]]);
  expect(tests({ rating: { not: { isNull: false } } })).toEqual([[absent]]);
});

test('what only the request knows stays a binding, wherever a value may stand', () => {
  const [id, claim] = [{ bind: 'principal.id' }, { bind: 'claim.team' }] as const;
  expect(tests({ agent: id })).toEqual([[ask('agent', 'eq', [id])]]);
  expect(tests({ team: ['none', claim] })).toEqual([[ask('team', 'in', ['none', claim])]]);
  expect(tests({ team: { not: claim } })).toEqual([[{ ...ask('team', 'eq', [claim]), negated: true }]]);
});

test.each([
  ['an empty map, which would be every row', {}],
  ['an empty list', []],
  ['an empty alternative beside another', [{ a: 1 }, {}]],
  ['an empty list of values', { a: [] }],
  ['no operator', { a: {} }],
  ['a null', { a: null }],
  ['an operator that does not exist', { a: { like: 'x%' } }],
  ['a `not` of several operators', { a: { not: { gt: 1, lt: 3 } } }],
  ['a binding of something else', { a: { bind: 'principal.roles' } }],
  ['a binding of a claim without a name', { a: { bind: 'claim.' } }],
  ['a binding beside an operator', { a: { bind: 'principal.id', eq: 1 } }],
  ['a name that is no field', { 'a b': 1 }],
  ['a name with SQL in it', { 'a"; drop table x; --': 1 }],
  ['a plain value', 'SHIPPED'],
])('a rule is refused that holds %s', (_, value) => {
  expect(rowRule.safeParse(value).success).toBe(false);
});
