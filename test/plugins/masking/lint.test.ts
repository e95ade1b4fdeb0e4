import { describe, expect, test } from 'vitest';
import { lintLadders } from '../../../plugins/masking/lint.ts';
import type { Ladders } from '../../../plugins/masking/policy.ts';

const told = (ladders: Ladders) =>
  lintLadders({ ladders }).map(
    ({ severity, path, message, advice }) => `${severity} ${path.join('.')}: ${message} (${advice})`,
  );

describe('checking ladders', () => {
  test('a good one passes', () => {
    expect(
      told({
        id: { replaced: ['seal'] },
        phone: { reduced: ['keep-last(4)', 'keep-last(2)', 'withhold'], replaced: ['fpe'] },
        plain: {},
      }),
    ).toEqual([]);
    expect(told({ ip: { reduced: ['ip-prefix(24)', 'ip-prefix(16)'] }, at: { reduced: ['month', 'year'] } })).toEqual(
      [],
    );
  });

  test('a technique that does not exist comes with the one that was probably meant', () => {
    expect(told({ phone: { reduced: ['keep-lst(4)'] } })).toEqual([
      'error ladders.phone.reduced.0: there is no technique `keep-lst` (did you mean `keep-last`?)',
    ]);
  });

  test('a technique that tells more than its rung is refused', () => {
    expect(told({ phone: { replaced: ['keep-last(4)'], withheld: ['fpe'] } })).toEqual([
      'error ladders.phone.replaced.0: `keep-last` is reduced, which tells more than replaced (move it to `reduced`)',
      'error ladders.phone.withheld.0: `fpe` is replaced, which tells more than withheld (move it to `replaced`)',
    ]);
  });

  test.each([
    'keep-last',
    'keep-last(0)',
    'keep-last(a)',
    'keep-last(1, 2)',
    'round(0.5)',
    'round(1)',
    'ip-prefix(20)',
    'year(2)',
    'prefix(-1)',
  ])('`%s` has wrong parameters', (call) => {
    expect(told({ some: { reduced: [call] } })).toEqual([expect.stringContaining('has wrong parameters')]);
  });

  test('an order that tells more further down is unwise, a doubled technique wrong', () => {
    expect(told({ phone: { reduced: ['keep-last(2)', 'keep-last(4)'] } })).toEqual([
      'warning ladders.phone.reduced.1: `keep-last(4)` tells more than `keep-last(2)` before it (list the most telling first)',
    ]);
    expect(told({ at: { reduced: ['year', 'month', 'year()'] } })).toEqual([
      expect.stringContaining('warning ladders.at.reduced.1: `month` tells more than `year`'),
      expect.stringContaining('error ladders.at.reduced.2: `year` is listed twice'),
    ]);
  });

  test('an id is clear or sealed', () => {
    expect(told({ id: { replaced: ['pseudonym'] } })).toEqual([
      expect.stringContaining('error ladders.id: an id is clear or sealed'),
    ]);
  });
});
