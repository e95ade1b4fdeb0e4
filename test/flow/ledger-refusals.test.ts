import { describe, expect, onTestFinished, test } from 'vitest';
import { ledgerUnavailable } from '../../gateway/ledger/faults.ts';
import { fileLedger } from '../../gateway/ledger/file.ts';
import { ledgerSettings } from '../../gateway/ledger/open.ts';
import { readEntries } from '../../gateway/ledger/read.ts';
import { refusalCounter, type RefusalCounterOptions } from '../../gateway/ledger/refusals.ts';
import { sourceOf } from '../../gateway/ledger/source.ts';
import type { LedgerEntry } from '../../plugins/audit/port.ts';
import { collect, newFolder, newReceipt } from './ledger-fixtures.ts';

const noon = Date.parse('2026-11-05T12:00:00Z');

function counting(more: Partial<RefusalCounterOptions> = {}) {
  const state = { now: noon, away: false };
  const entries: LedgerEntry[] = [];
  const counter = refusalCounter({
    ledger: { append: async (entry) => (state.away ? Promise.reject(ledgerUnavailable()) : void entries.push(entry)) },
    clock: () => state.now,
    receipt: newReceipt,
    versions: () => ({ policy: 'v3', catalogue: 'v2' }),
    ...more,
  });
  onTestFinished(() => counter.close());
  const told = () => entries.map(({ at, cause, source, count }) => `${at.slice(11, 16)} ${cause} ${source} ${count}`);
  return { state, entries, counter, told };
}

describe('refusals of unauthenticated callers', () => {
  test('are one entry per cause, source and minute, once the minute is over', async () => {
    const { state, entries, counter, told } = counting();
    for (let n = 0; n < 500; n += 1) counter.count('no token', `203.0.113.${n % 200}`);
    counter.count('expired', '203.0.113.9');
    await counter.flush();
    expect(entries).toEqual([]);
    state.now += 60_000;
    counter.count('no token', '2001:db8:aa:1::5');
    await counter.flush();
    expect(told()).toEqual(['12:00 no token 203.0.113.0/24 500', '12:00 expired 203.0.113.0/24 1']);
    await counter.close();
    expect(told()[2]).toBe('12:01 no token 2001:db8:aa::/48 1');
    expect(entries[0]).toEqual({
      receipt: expect.stringMatching(/^[\w-]{22}$/) as string,
      at: '2026-11-05T12:00:00.000Z',
      kind: 'unauthenticated',
      policy: 'v3',
      catalogue: 'v2',
      outcome: 'refused',
      codes: ['UNAUTHENTICATED'],
      cause: 'no token',
      source: '203.0.113.0/24',
      count: 500,
    });
  });

  test('cannot flood the ledger: beyond the bound sources are `other`, and no refusal is lost', async () => {
    const { state, counter, told, entries } = counting({ maxSources: 3 });
    for (let n = 0; n < 10_000; n += 1) counter.count('no token', `10.${n >> 8}.${n & 255}.1`);
    counter.count('no token', '10.0.0.77');
    state.now += 60_000;
    await counter.flush();
    expect(told()).toEqual([
      '12:00 no token 10.0.0.0/24 2',
      '12:00 no token 10.0.1.0/24 1',
      '12:00 no token 10.0.2.0/24 1',
      '12:00 no token other 9997',
    ]);
    counter.count('no token', '10.9.9.1');
    await counter.close();
    expect(entries).toHaveLength(5);
  });

  test('wait, in bounded memory, while the ledger is away', async () => {
    const { state, counter, entries } = counting({ maxSources: 5 });
    state.away = true;
    for (let minute = 0; minute < 100; minute += 1) {
      for (let n = 0; n < 50; n += 1) counter.count('no token', `10.${minute}.${n}.1`);
      state.now += 60_000;
      await counter.flush();
    }
    state.away = false;
    await counter.flush();
    expect(entries.length).toBeLessThan(5 * 10 + 100 + 1);
    expect(entries.reduce((sum, each) => sum + (each.count ?? 0), 0)).toBe(5_000);
  });

  test('are on the record of a real ledger by a timer', async () => {
    const folder = await newFolder();
    const ledger = await fileLedger({ folder, onFault: () => undefined });
    onTestFinished(() => ledger.close());
    const { state, counter } = counting({ ledger, every: 5 });
    counter.count('no token', undefined);
    state.now += 60_000;
    await expect
      .poll(() => collect(readEntries(folder)).then((all) => all.map((each) => each.entry.source)))
      .toEqual(['unknown']);
  });

  test.each([
    ['192.0.2.130', '192.0.2.0/24'],
    ['::ffff:192.0.2.130', '192.0.2.0/24'],
    ['2001:db8:1234:5678::1', '2001:db8:1234::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['::1', '0:0:0::/48'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0::/48'],
    ['not an address', 'unknown'],
    [undefined, 'unknown'],
  ])('say of %s only %s', (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });
});

describe('`ledger` in gateway.yaml', () => {
  test('is a folder or a PostgreSQL, and nothing else', () => {
    for (const good of [
      { kind: 'file' },
      { kind: 'file', folder: 'l' },
      { kind: 'postgres', url: 'postgres://h/d', schema: 'audit' },
    ]) {
      expect(ledgerSettings.parse(good)).toEqual(good);
    }
    const bad = [
      {},
      { kind: 'none' },
      { kind: 'file', url: 'x' },
      { kind: 'postgres' },
      { kind: 'postgres', url: 'mysql://h/d' },
    ];
    const quoted = { kind: 'postgres', url: 'postgres://h/d', schema: 'a"; drop' };
    for (const each of [...bad, quoted]) expect(ledgerSettings.safeParse(each).success).toBe(false);
  });
});
