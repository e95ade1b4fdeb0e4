import { describe, expect, test } from 'vitest';
import { anonymization } from '../../../plugins/anonymization/index.ts';
import { costOf, numbersOf, shownFrom, thresholdDelta } from '../../../plugins/anonymization/noisy/numbers.ts';
import { ruleOf } from '../../../plugins/anonymization/noisy/policy.ts';
import { anonymizationSection } from '../../../plugins/anonymization/policy.ts';
import { costUnits } from '../../../plugins/anonymization/budget/units.ts';
import { gaussianCost, laplaceCost } from '../../../plugins/anonymization/budget/zcdp.ts';
import { isLess, plus, zero } from '../../../plugins/anonymization/noise/fraction.ts';
import { demoCatalogue, demoPolicyValue, put } from '../../fixtures/demo-config.ts';

const catalogue = demoCatalogue();
type Changes = Readonly<Record<string, unknown>>;

function sectionWith(changes: Changes) {
  const value = demoPolicyValue();
  for (const [place, to] of Object.entries(changes)) put(value, place, to);
  const { purposes, roles, partners, minimumGroups, noise } = value;
  return anonymizationSection.safeParse({ purposes, roles, partners, minimumGroups, noise });
}

/** What the check says of the demo's rules after some changes. */
function lint(changes: Changes) {
  const { data } = sectionWith(changes);
  if (!data) throw new Error('the section has another shape');
  const remarks = anonymization.lint?.(data, { catalogue, policy: { version: 'v', sections: {} } }) ?? [];
  return remarks.map(({ severity, path, message }) => `${severity} ${path.join('.')}: ${message}`);
}

const rule = 'noise.borealis-figures';
const ratings = `${rule}.aggregates.ratings-by-kind`;
const another = {
  population: 'Customer',
  period: 'month',
  rho: 1,
  aggregates: { all: { entity: 'Customer', subjects: true, person: { rows: 1 }, rho: 0.1 } },
};

describe('the check of noise', () => {
  test('finds nothing in the demo', () => {
    expect(lint({})).toEqual([]);
  });

  test.each([
    [
      'a sum without a range',
      { [`${ratings}.ranges`]: undefined },
      `error ${ratings}.avg.0: \`Feedback.rating\` has no range`,
    ],
    [
      'an answer that is dearer than the budget',
      { [`${rule}.rho`]: 0.06 },
      `error ${rule}.aggregates.orders-by-quarter.rho: the answer costs 0.1, and the whole budget is 0.06`,
    ],
    [
      'people that are none',
      { [`${rule}.population`]: 'Order' },
      `error ${rule}.population: the rows of \`Order\` are no people`,
    ],
    [
      'an entity that is not there',
      { [`${ratings}.entity`]: 'Orders' },
      `error ${ratings}.entity: there is no entity \`Orders\``,
    ],
    [
      'a range that ends before it begins',
      { [`${ratings}.ranges.rating`]: { from: 5, to: 1 } },
      `error ${ratings}.ranges.rating: the range ends before it begins`,
    ],
    [
      'a range of nothing',
      { [`${ratings}.ranges.rating`]: { from: 0, to: 0 } },
      `error ${ratings}.ranges.rating: the range is nothing but 0`,
    ],
    [
      'a range finer than its places',
      { [`${ratings}.ranges.rating`]: { from: 0.5, to: 5 } },
      `error ${ratings}.ranges.rating: the ends of the range have more than 0 places`,
    ],
    [
      'a sum of what is no number',
      { [`${ratings}.avg`]: ['kind'] },
      `error ${ratings}.avg.0: \`Feedback.kind\` is a Enum`,
    ],
    ['no figure', { [`${ratings}.avg`]: [] }, `error ${ratings}: no figure is asked for`],
    [
      'a key that no group has',
      { [`${rule}.aggregates.orders-by-quarter.groupBy.placedAt.keys`]: ['2026-02-01'] },
      `error ${rule}.aggregates.orders-by-quarter.groupBy.placedAt.keys.0: no group of \`placedAt\` has such a key`,
    ],
    [
      'a value that is not in the catalogue',
      { [`${ratings}.groupBy.kind.keys`]: ['PRAISE'] },
      `error ${ratings}.groupBy.kind.keys.0: there is no value of \`kind\` \`PRAISE\``,
    ],
    [
      'a key twice',
      { [`${ratings}.groupBy.kind.keys`]: ['REVIEW', 'REVIEW'] },
      `error ${ratings}.groupBy.kind.keys.1: this key stands here twice`,
    ],
    [
      'a partner that is not there',
      { [`${rule}.partners`]: ['boreali'] },
      `error ${rule}.partners.0: there is no partner \`boreali\``,
    ],
    [
      'two rules for one holder',
      { 'noise.second': { partners: ['borealis'], ...another } },
      'error noise.second: somebody gets figures by `borealis-figures` and by `second`',
    ],
    [
      'two rules that may meet',
      { 'noise.second': { roles: ['analyst'], ...another } },
      'warning noise.second: whoever has the roles of both gets figures',
    ],
  ])('tells %s', (_, changes, said) => {
    expect(lint(changes).some((one) => one.startsWith(said))).toBe(true);
  });

  test('rules of other partners or purposes never meet', () => {
    expect(lint({ 'noise.second': { partners: ['acme'], ...another } })).toEqual([]);
    expect(lint({ 'noise.second': { roles: ['analyst'], purposes: ['analytics'], ...another } })).toEqual([]);
  });

  test.each([
    [`${rule}.rho`, 0],
    [`${rule}.delta`, 0.5],
    [`${ratings}.rho`, -1],
    [`${ratings}.person.rows`, 0],
    [`${rule}.period`, 'week'],
  ])('refuses %s: %s by its shape', (place, to) => {
    expect(sectionWith({ [place]: to }).success).toBe(false);
  });
});

describe('the numbers of an answer', () => {
  const { data } = sectionWith({});
  const [name, policy] = Object.entries(data?.noise ?? {})[0] ?? [];
  if (!name || !policy) throw new Error('the demo has a rule of noise');

  test.each(['gaussian', 'laplace'] as const)('cost together what is paid, and not more, by %s noise', (mechanism) => {
    for (const one of ruleOf(name, policy).aggregates) {
      const aggregate = { ...one, mechanism };
      const { rows, groups } = aggregate.person;
      const within = Math.min(rows, groups);
      const costs = numbersOf(aggregate).map(({ name: figure, noise }) => {
        const far = figure === 'subjects' ? within : figure.startsWith('sum') ? rows * 5 : rows;
        const by = BigInt(far);
        if (noise.kind === 'laplace') return laplaceCost({ of: by, over: 1n }, noise.scale);
        return gaussianCost({ of: figure === 'subjects' ? by : by * by, over: 1n }, noise.variance);
      });
      const all = costs.reduce(plus, zero);
      expect(costUnits(all)).toBeLessThanOrEqual(costOf(aggregate));
      // Nor is noise thrown that nobody asked for: less than a thousandth of what is paid is left over.
      expect(isLess(all, { of: BigInt(Math.round(aggregate.rho * 999_000)), over: 10n ** 9n })).toBe(false);
    }
  });

  test('thresholds of a whole budget take half of δ together, and no more', () => {
    const whole = ruleOf(name, policy);
    const city = whole.aggregates.find((one) => one.name === 'people-by-city');
    if (!city) throw new Error('the demo has a question of unknown keys');
    const answers = whole.rho / city.rho;
    expect(thresholdDelta(whole, city) * answers).toBeCloseTo(whole.delta / 2, 12);
    expect(Number(shownFrom(whole, city))).toBeGreaterThan(15);
    expect(whole.aggregates.filter((one) => one.name !== 'people-by-city').map((one) => shownFrom(whole, one))).toEqual(
      [undefined, undefined, undefined],
    );
  });
});
