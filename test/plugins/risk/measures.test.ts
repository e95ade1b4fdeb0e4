import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classCounter } from '../../../plugins/risk/classes.ts';
import { expectedRisk } from '../../../plugins/risk/journalist.ts';
import { joined, markSpace, marksOf, noMark, numberOf } from '../../../plugins/risk/marks.ts';
import { measuresOf } from '../../../plugins/risk/measures.ts';

const mark = marksOf(new Uint8Array(32).fill(7));

/** Values as a view would show them: one list of cells for each row. */
function counted(rows: readonly (readonly string[])[], most = 1_000_000, people?: readonly number[]) {
  const counter = classCounter(most);
  for (const [at, row] of rows.entries()) {
    const whole = row.map((cell, field) => mark(`f${field}`, cell)).reduce(joined, noMark);
    counter.add(numberOf(whole), people?.[at]);
  }
  return counter.classes();
}

test('five people in a worked example', () => {
  const rows = [
    ['F', '1980'],
    ['F', '1980'],
    ['M', '1980'],
    ['M', '1990'],
    ['M', '1990'],
  ];
  const measures = measuresOf(counted(rows));
  expect(measures.alone).toEqual({ share: 0.2, error: 0 });
  // Three groups among five people: somebody who knows everybody names three of five.
  expect(measures.marketer).toEqual({ share: 0.6, error: 0 });
  expect(measures.prosecutor).toBe(1);
  expect(measures.belowFive.share).toBe(1);
  expect(measures.buckets[1]).toEqual({ from: 2, to: 2, share: 0.8, error: 0 });
});

test('rows of one person do not hide them: people are counted and not rows', () => {
  const rows = [['red'], ['red'], ['red'], ['blue'], ['blue']];
  const measures = measuresOf(counted(rows, 100, [1, 1, 1, 2, 3]));
  expect(measures.alone.share).toBe(0.6);
  expect(measures.marketer.share).toBeCloseTo((3 + 1) / 5);
});

test('counting agrees with grouping the rows by what they show', () => {
  const rows = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(rows, (list) => {
      const groups = Map.groupBy(list, (row) => JSON.stringify(row));
      const measures = measuresOf(counted(list));
      const alone = [...groups.values()].filter((group) => group.length === 1).length;
      expect(measures.alone.share).toBeCloseTo(alone / list.length);
      expect(measures.marketer.share).toBeCloseTo(groups.size / list.length);
      expect(measures.buckets.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1);
    }),
  );
});

test('a field that is joined twice is taken out', () => {
  const a = mark('a', 'x');
  const b = mark('b', 'y');
  expect(joined(joined(a, b), b)).toEqual(a);
  expect(mark('a', null)).not.toEqual(mark('a', 'null'));
  expect(mark('a', 1)).not.toEqual(mark('a', '1'));
  expect(numberOf({ high: 2 ** 26 - 1, low: 2 ** 26 - 1 })).toBe(markSpace - 1);
});

test('where classes are let go what is told lies within its error', () => {
  // Some 20,000 rows in classes of very different sizes, and room for 500 classes.
  const rows = Array.from({ length: 20_000 }, (_, at) => [String(Math.floor((at * at) / 15_000)), String(at % 3)]);
  const exact = measuresOf(counted(rows));
  const few = counted(rows, 500);
  expect(few.kept.length).toBeLessThanOrEqual(500);
  expect(few.rows).toBe(20_000);
  const told = measuresOf(few);
  for (const name of ['alone', 'belowFive', 'marketer'] as const) {
    expect(told[name].error).toBeGreaterThan(0);
    // Three errors of 1.96 standard deviations each: with this seed and with nearly every other.
    expect(Math.abs(told[name].share - exact[name].share)).toBeLessThan(3 * told[name].error);
  }
});

test('the estimate for somebody who does not know who is in the data meets its definition', () => {
  // E[1/F] where F - f is negative binomial: the sum itself, term by term.
  const direct = (f: number, p: number): number => {
    let [chance, sum] = [p ** f, 0];
    for (let more = 0; more < 200_000; more += 1) {
      sum += chance / (f + more);
      chance *= ((f + more) / (more + 1)) * (1 - p);
    }
    return sum;
  };
  for (const p of [0.01, 0.1, 0.5, 0.9]) {
    for (const f of [1, 2, 3, 5, 20]) expect(expectedRisk(f, p)).toBeCloseTo(direct(f, p), 9);
  }
  expect(expectedRisk(4, 1)).toBe(0.25);
});

test('the fewer of all people are shown, the less a journalist risks, and never more than a prosecutor', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (f, shown) => {
      expect(expectedRisk(f, shown)).toBeLessThanOrEqual(1 / f + 1e-12);
      expect(expectedRisk(f, shown / 2)).toBeLessThanOrEqual(expectedRisk(f, shown) + 1e-12);
    }),
  );
  const classes = counted([['a'], ['b'], ['b']]);
  expect(measuresOf(classes, { population: 300 }).journalist).toBeCloseTo(expectedRisk(1, 0.01));
});

test('of nothing nobody is unique', () => {
  const measures = measuresOf(classCounter(10).classes(), { population: 10 });
  expect([measures.alone.share, measures.marketer.share, measures.prosecutor, measures.journalist]).toEqual([
    0, 0, 0, 0,
  ]);
});
