import { expect, test } from 'vitest';
import { embeddedWorlds } from '../fixtures/worlds/filling.ts';
import { hiddenGroupsLaw } from './hidden-groups-law.ts';

test('however often it is tried, nobody in an untold group changes an answer', async () => {
  const filling = await embeddedWorlds();
  try {
    const met = await hiddenGroupsLaw(filling, 1500, 400_000);
    expect(met.hidden).toBeGreaterThan(700);
    expect(met.values).toBeGreaterThan(100);
    expect(met.told).toBeGreaterThan(300);
  } finally {
    await filling.close();
  }
}, 450_000);
