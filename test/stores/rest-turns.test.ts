import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turns } from '../../gateway/stores/rest/turns.ts';

/** A clock that stands still but for those who wait on it. */
function clockwork() {
  const state = { at: 0 };
  const waiting: { readonly until: number; readonly wake: () => void }[] = [];
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => void waiting.push({ until: state.at + ms, wake: resolve }));
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const run = async (until: number): Promise<void> => {
    for (await settle(); ; await settle()) {
      waiting.sort((one, other) => one.until - other.until);
      const next = waiting[0];
      if (!next || next.until > until) break;
      waiting.shift();
      state.at = Math.max(state.at, next.until);
      next.wake();
    }
  };
  return { now: () => state.at, wait, run };
}

test('however calls come, no window of time has more of them than allowed, nor are more under way at once', () =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        calls: fc.integer({ min: 1, max: 4 }),
        perMs: fc.integer({ min: 1, max: 50 }),
        concurrent: fc.integer({ min: 1, max: 3 }),
      }),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 15 }),
      async ({ calls, perMs, concurrent }, lasting) => {
        const clock = clockwork();
        const { take } = turns({ concurrent, rate: { calls, perMs }, ...clock });
        const began: number[] = [];
        const seen = { running: 0, most: 0 };
        const done = Promise.all(
          lasting.map((ms) =>
            take(1_000_000, async () => {
              began.push(clock.now());
              seen.most = Math.max(seen.most, (seen.running += 1));
              await clock.wait(ms);
              seen.running -= 1;
            }),
          ),
        );
        await clock.run(100_000);
        await done;
        expect(began).toHaveLength(lasting.length);
        expect(seen.most).toBeLessThanOrEqual(concurrent);
        for (const [at, time] of began.entries()) {
          const before = began[at - calls];
          if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(perMs);
        }
      },
    ),
    { numRuns: 60 },
  ));

test('what could not have its turn in time is told, and takes nobody’s place', async () => {
  const clock = clockwork();
  const { take, rest } = turns({ concurrent: 1, rate: { calls: 1, perMs: 100 }, ...clock });
  const call = async (): Promise<number> => clock.now();
  expect(await take(0, call)).toBe(0);
  await expect(take(50, call)).rejects.toMatchObject({ state: 'THROTTLED' });
  const second = take(1000, call);
  await clock.run(1000);
  expect(await second).toBe(100);
  rest(5000);
  await expect(take(2000, call)).rejects.toMatchObject({ state: 'THROTTLED' });
});

test('one that waits in line behind a call that lasts is told at its deadline', async () => {
  const clock = clockwork();
  const { take } = turns({ concurrent: 1, ...clock });
  const long = take(10_000, () => clock.wait(5000));
  const late = take(100, async () => 'called').catch((error: unknown) => error);
  await clock.run(200);
  expect(await late).toMatchObject({ state: 'NO_TURN' });
  const next = take(10_000, async () => 'called');
  await clock.run(6000);
  await long;
  expect(await next).toBe('called');
});
