// What bounds one operation: its bytes, its time, and whether anybody still waits for it.
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type CallLimits, calling } from '../../gateway/execute/call.ts';
import type { Gone } from '../../gateway/http/exchange.ts';
import { demoGateway } from '../fixtures/gateway.ts';

const limits: CallLimits = { bytes: 100, timeMs: 60_000 };
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** A caller who may hang up. */
function caller(): { readonly gone: Gone; readonly leave: () => void; readonly heard: () => number } {
  const events = new EventEmitter();
  const state = { ended: false };
  return {
    gone: {
      ended: () => state.ended,
      onEnd: (act) => {
        events.once('close', act);
        return () => events.off('close', act);
      },
    },
    leave: () => {
      state.ended = true;
      events.emit('close');
    },
    heard: () => events.listenerCount('close'),
  };
}

test('an operation whose time is up is answered, though its store never does', async () => {
  const { call, race } = calling({ ...limits, timeMs: 5 }, undefined);
  await expect(race(never())).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
  expect(call.ended()).toBe(true);
});

test('an operation whose caller hangs up ends, and one whose caller was gone before it began', async () => {
  for (const early of [true, false]) {
    const { gone, leave } = caller();
    if (early) leave();
    const { call, race } = calling(limits, gone);
    const done = race(never());
    if (!early) leave();
    await expect(done).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
    expect(call.ended()).toBe(true);
  }
});

test('an operation beyond its bytes ends all that runs for it, and what ends later is told at once', async () => {
  const { call, race } = calling(limits, undefined);
  const told: string[] = [];
  call.onEnd(() => told.push('runs'));
  const forget = call.onEnd(() => told.push('forgotten'));
  forget();
  call.spend(100);
  const done = race(never());
  expect(() => call.spend(1)).toThrow(expect.objectContaining({ code: 'COST_EXCEEDED' }));
  await expect(done).rejects.toMatchObject({ code: 'COST_EXCEEDED' });
  call.onEnd(() => told.push('late'));
  expect(told).toEqual(['runs', 'late']);
  expect(() => call.spend(0)).toThrow(expect.objectContaining({ code: 'COST_EXCEEDED' }));
});

test('an operation that is answered forgets its caller and its clock', async () => {
  const { gone, heard } = caller();
  const { call, race } = calling({ ...limits, timeMs: 5 }, gone);
  expect(await race(Promise.resolve('done'))).toBe('done');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([heard(), call.ended()]).toEqual([0, false]);
});

test('a gateway whose edition allows few bytes refuses what reads more, and records it', async () => {
  const demo = await demoGateway();
  const edition = demo.running.gateway.edition();
  const before = { ...edition.limits };
  try {
    Object.assign(edition.limits, { bytes: 500 });
    const { body } = await demo.ask(
      'fraud',
      'fraud-investigation',
      '{ customers(first: 100) { nodes { id name email } } }',
    );
    expect(body.errors?.map((error) => error.extensions?.code)).toEqual(['COST_EXCEEDED']);
    expect(body.data ?? null).toBeNull();
  } finally {
    Object.assign(edition.limits, before);
  }
});
