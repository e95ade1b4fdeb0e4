import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedWorlds, type Filling } from '../fixtures/worlds/filling.ts';
import { answering, hiddenGroupsLaw, orderOf, rowsOf } from './hidden-groups-law.ts';

const open: { filling?: Filling } = {};
const filled = (): Filling => {
  if (!open.filling) throw new Error('there are no stores');
  return open.filling;
};

beforeAll(async () => {
  open.filling = await embeddedWorlds();
}, 60_000);
afterAll(() => open.filling?.close());

test('whoever comes to an untold group, or leaves it, while it stays untold, changes no answer', async () => {
  const met = await hiddenGroupsLaw(filled(), 50, 60_000);
  expect(met.hidden).toBeGreaterThan(20);
  expect(met.values).toBeGreaterThan(1);
  expect(met.told).toBeGreaterThan(3);
}, 90_000);

test('and a group that is told changes its answer, so that the law is no silence', async () => {
  const answersOn = answering(filled());
  const three = [orderOf('1', '1'), orderOf('2', '2'), orderOf('3', '3')];
  const before = await answersOn(rowsOf(three));
  expect(before[0]).toContain('"count":3');
  expect(await answersOn(rowsOf([...three, orderOf('4', '4')]))).not.toEqual(before);
});
