import { expect, test } from 'vitest';
import { embeddedWorlds } from '../fixtures/worlds/filling.ts';
import { comparedWorlds } from './worlds-law.ts';
test('x', async () => {
  const filling = await embeddedWorlds();
  const started = Date.now();
  console.log(JSON.stringify(await comparedWorlds(filling, Number(process.env.N ?? 500), Number(process.env.MS ?? 50_000))), Date.now() - started);
}, 200_000);
