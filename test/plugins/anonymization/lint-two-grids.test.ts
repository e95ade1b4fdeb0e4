import { expect, test } from 'vitest';
import { lintTwoGrids } from '../../../plugins/anonymization/lint-two-grids.ts';
import { anonymizationSection } from '../../../plugins/anonymization/policy.ts';

const statistics = ['Order.total'];
const remarks = (minimumGroups: readonly unknown[], roles: unknown, partners: unknown = {}) =>
  lintTwoGrids(anonymizationSection.parse({ minimumGroups, roles, partners }));
const grid = (placedAt: string) => ({ Order: { placedAt } });
const planning = { purposes: ['planning'], size: 10, grid: grid('month') };
const reporting = { purposes: ['reporting'], size: 10, grid: grid('quarter') };
const both = { grants: [{ purposes: ['reporting', 'planning'], statistics }] };

test('one holder who groups an entity by two grids under two purposes is warned of, for what lies between them', () => {
  const [remark, ...more] = remarks([planning, reporting], { analyst: both });
  expect(more).toEqual([]);
  expect(remark).toMatchObject({ severity: 'warning', path: ['roles', 'analyst'] });
  expect(remark?.message).toContain('role `analyst` groups `Order` by one grid for `reporting` and by another for');
  const agreements = { research: both };
  expect(remarks([planning, reporting], {}, { acme: { agreements } })).toMatchObject([
    { path: ['partners', 'acme', 'agreements', 'research'] },
  ]);
  // A grid that is not there is one group of everybody.
  expect(remarks([{ purposes: ['planning'], size: 10 }, reporting], { analyst: both })).toHaveLength(1);
});

test('one grid is no difference, however it is written, whatever the sizes, and whoever else has another', () => {
  const same = [{ ...planning, grid: grid('quarter'), size: 20, dominance: 30 }, reporting];
  expect(remarks(same, { analyst: both })).toEqual([]);
  const one = (purpose: string) => ({ grants: [{ purposes: [purpose], statistics }] });
  expect(remarks([planning, reporting], { analyst: one('reporting'), planner: one('planning') })).toEqual([]);
  const without = { grants: [{ purposes: ['reporting', 'planning'], clear: ['Order.total'] }] };
  expect(remarks([planning, reporting], { analyst: without })).toEqual([]);
  const other = (...fields: readonly string[]) => [
    { purposes: ['reporting'], statistics: fields },
    { purposes: ['planning'], statistics: ['Feedback.rating'] },
  ];
  expect(remarks([planning, reporting], { analyst: { grants: other('Order.total') } })).toEqual([]);
  const wide = [{ purposes: ['planning'], statistics: ['category:transaction'] }, ...both.grants];
  expect(remarks([planning, reporting], { analyst: { grants: wide } })).toHaveLength(1);
  const everywhere = { roles: ['analyst'], size: 10, grid: grid('quarter') };
  expect(remarks([planning, reporting, everywhere], { analyst: both })).toEqual([]);
});
