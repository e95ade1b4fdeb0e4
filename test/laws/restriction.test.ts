import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, anyOf, intersect, none, restrictionKey, unite } from '../../schema/terms/restriction.ts';
import { alternatives, lets, passes, restriction, smallRow } from './rows.ts';

const same = (a: Parameters<typeof restrictionKey>[0], b: typeof a) =>
  expect(restrictionKey(a)).toBe(restrictionKey(b));

describe.each([
  ['intersect', intersect, all, none],
  ['unite', unite, none, all],
] as const)('%s', (_, meet, unit, zero) => {
  test('is associative, commutative and idempotent, with a unit and an absorbing element', () => {
    fc.assert(
      fc.property(restriction, restriction, restriction, (a, b, c) => {
        same(meet(a, b), meet(b, a));
        same(meet(a, meet(b, c)), meet(meet(a, b), c));
        same(meet(a, a), a);
        same(meet(a, unit), a);
        same(meet(a, zero), zero);
      }),
    );
  });
});

test('the two distribute over and absorb each other', () => {
  fc.assert(
    fc.property(restriction, restriction, restriction, (a, b, c) => {
      same(intersect(a, unite(b, c)), unite(intersect(a, b), intersect(a, c)));
      same(unite(a, intersect(b, c)), intersect(unite(a, b), unite(a, c)));
      same(intersect(a, unite(a, b)), a);
      same(unite(a, intersect(a, b)), a);
    }),
    { numRuns: 60 },
  );
});

test('on every row they mean `and` and `or`', () => {
  fc.assert(
    fc.property(restriction, restriction, smallRow, (a, b, row) => {
      expect(lets(intersect(a, b), row)).toBe(lets(a, row) && lets(b, row));
      expect(lets(unite(a, b), row)).toBe(lets(a, row) || lets(b, row));
    }),
    { numRuns: 500 },
  );
});

test('the normal form means what was written, and does not depend on how it was written', () => {
  fc.assert(
    fc.property(alternatives, smallRow, (written, row) => {
      const normal = anyOf(written);
      expect(lets(normal, row)).toBe(written.some((tests) => tests.every((one) => passes(row, one))));
      same(anyOf(written.map((tests) => [...tests, ...tests].reverse()).reverse()), normal);
      same(anyOf([...written, ...written]), normal);
    }),
    { numRuns: 500 },
  );
});

test('nothing to choose from is no row, and an alternative without tests is every row', () => {
  expect(anyOf([])).toBe(none);
  expect(anyOf([[], [{ path: [], field: 'a', op: 'eq', operands: [1] }]])).toBe(all);
});
