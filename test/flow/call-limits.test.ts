// What bounds one operation: its bytes, its time, and whether anybody still waits for it.
import { EventEmitter } from 'node:events';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { type CallLimits, calling } from '../../gateway/execute/call.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { Gone } from '../../gateway/http/exchange.ts';
import { answer } from '../../gateway/pipeline.ts';
import type { Rows } from '../../gateway/rows.ts';
import type { LedgerEntry } from '../../plugins/audit/port.ts';
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

const demo = await demoGateway();
const { gateway } = demo.running;
const source = '{ customers(first: 100) { nodes { id name email } } }';

/** One question to the demo, with these stores and limits, by this caller. */
async function asked(
  stores: Gateway['stores'],
  bounds: Partial<CallLimits>,
  gone?: Gone,
): Promise<{ readonly codes: readonly string[]; readonly data: unknown; readonly entries: readonly LedgerEntry[] }> {
  const entries: LedgerEntry[] = [];
  const ledger: Gateway['ledger'] = { ...gateway.ledger, append: async (entry) => void entries.push(entry) };
  const edition = gateway.edition();
  const answered = await answer(
    { ...gateway, stores, ledger, recorded: () => undefined },
    {
      asker: {
        principal: {
          id: 'f',
          issuer: 'i',
          roles: ['fraud'],
          purposes: ['fraud-investigation'],
          claims: {},
          expires: Number.MAX_SAFE_INTEGER,
        },
        entitlement: { roles: ['fraud'] },
        edition: { ...edition, limits: { ...edition.limits, ...bounds } },
        refusals: [],
      },
      source,
      document: parse(source),
      variables: {},
      purpose: { header: 'fraud-investigation', body: undefined },
      refusals: [],
      report: true,
      started: 0,
      ...(gone && { gone }),
    },
  );
  return { codes: answered.errors.map(({ code }) => code), data: answered.data, entries };
}

const silent = new Map([...gateway.stores].map(([name, store]) => [name, { ...store, read: () => never<Rows>() }]));

test('an operation that reads more than it may is refused as a whole, and recorded', async () => {
  const { codes, data, entries } = await asked(gateway.stores, { bytes: 500 });
  expect([codes, data]).toEqual([['COST_EXCEEDED'], undefined]);
  expect(entries).toMatchObject([{ outcome: 'refused', codes: ['COST_EXCEEDED'] }]);
});

test('an operation whose stores never answer is answered when its time is up, and recorded', async () => {
  const { codes, data, entries } = await asked(silent, { timeMs: 10 });
  expect([codes, data]).toEqual([['STORE_TIMEOUT'], undefined]);
  expect(entries).toMatchObject([{ outcome: 'failed', codes: ['STORE_TIMEOUT'] }]);
});

test('an operation whose caller hangs up is recorded like any other', async () => {
  const { gone, leave } = caller();
  const done = asked(silent, {}, gone);
  leave();
  expect((await done).entries).toMatchObject([{ outcome: 'failed', codes: ['STORE_TIMEOUT'] }]);
});
