import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedWorlds, type Filling } from '../fixtures/worlds/filling.ts';
import { comparedWorlds, type Met } from './worlds-law.ts';

const worlds = 500;

const open: { filling?: Filling; met?: Met } = {};

beforeAll(async () => {
  open.filling = await embeddedWorlds();
}, 180_000);
afterAll(() => open.filling?.close());

test(`in ${worlds} random worlds the gateway answers like its slow twin, and alike in another world that its caller cannot tell from it`, async () => {
  if (!open.filling) throw new Error('there are no stores');
  open.met = await comparedWorlds(open.filling, worlds, 150_000);
}, 200_000);

test('the random worlds were worth asking', () => {
  const { met } = open;
  expect(met?.answered).toBeGreaterThan(500);
  expect(met?.refused).toBeGreaterThan(300);
  expect(met?.followed).toBeGreaterThan(50);
  expect(met?.changed).toBeGreaterThan(400);
  expect(met?.partners).toBeGreaterThan(90);
  expect(met?.consented).toBeGreaterThan(100);
  expect(met?.missing).toBeGreaterThan(100);
  expect(met?.lacking).toBeGreaterThan(20);
  expect(met?.having).toBeGreaterThan(20);
  expect(met?.home).toBeGreaterThan(50);
  expect(met?.abroad).toBeGreaterThan(50);
  expect(met?.over).toBeGreaterThan(10);
  expect(met?.grouped).toBeGreaterThan(150);
  expect(met?.bound).toBeGreaterThan(60);
});
