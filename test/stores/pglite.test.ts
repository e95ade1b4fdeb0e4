import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Query } from '../../gateway/stores/contract.ts';
import type { StoreFault } from '../../gateway/stores/faults.ts';
import { lockFolder } from '../../gateway/stores/lock.ts';
import { type Embedded, openEmbedded } from '../../gateway/stores/pglite.ts';
import { storeContract } from './contract.ts';
import { read } from './listed.ts';

const since = '2026-11-01T10:00:00.000Z';
const select = (text: string): Query => ({
  name: createHash('sha256').update(text).digest('hex').slice(0, 40),
  text,
  decode: [(cell) => String(cell)],
});
const stuck = 'select count(*) from generate_series(1, 3000000) a, generate_series(1, 3000000) b';
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (rows) => rows,
    (error: unknown) => (error as { readonly code: string }).code,
  );

// One database for the whole file: a start takes seconds.
const folder = mkdtempSync(join(tmpdir(), 'scrim-data-'));
const lock = lockFolder(folder, { pid: process.pid, since });
const faults: StoreFault[] = [];
const open = (): Promise<Embedded> =>
  openEmbedded({ folder: join(folder, 'demo'), lock, timeoutMs: 1000, onFault: (fault) => void faults.push(fault) });
let embedded: Embedded;
beforeAll(async () => {
  embedded = await open();
}, 60_000);
afterAll(async () => {
  await embedded.close();
  lock.release();
  rmSync(folder, { recursive: true, force: true });
});

storeContract('the embedded PostgreSQL', 'contract', async () => ({
  store: embedded.store('crm'),
  exec: embedded.exec,
  faults,
  close: async () => undefined,
}));

describe('an embedded database in a data folder', () => {
  beforeAll(() =>
    embedded.exec(`create schema crm; create table crm.people (name text); insert into crm.people values ('Ann')`),
  );

  test('is opened only under the lock of its folder', async () => {
    await expect(openEmbedded({ folder: tmpdir(), lock })).rejects.toThrow('under the lock of its own data folder');
  });

  test('serves two stores', async () => {
    const [crm, shop] = [embedded.store('crm'), embedded.store('shop')];
    await crm.close();
    expect(
      await Promise.all([crm, shop].map((store) => read(store, select('select name from crm.people'), []))),
    ).toEqual([[['Ann']], [['Ann']]]);
    expect(shop.name).toBe('shop');
  });

  test('that is stuck is replaced: who waited behind is served or told, and the loop stays free', async () => {
    const store = embedded.store('crm');
    const ticks: number[] = [];
    const clock = setInterval(() => ticks.push(performance.now()), 20);
    const first = outcome(read(store, select(stuck), []));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const behind = outcome(read(store, select('select name from crm.people'), []));
    expect(await first).toBe('STORE_TIMEOUT');
    expect([[['Ann']], 'STORE_TIMEOUT']).toContainEqual(await behind);
    const before = performance.now();
    expect(await outcome(read(store, select('select name from crm.people'), []))).toEqual([['Ann']]);
    expect(performance.now() - before).toBeLessThan(8000);
    clearInterval(clock);
    const pauses = ticks.slice(1).map((at, i) => at - (ticks[i] as number));
    expect(Math.max(...pauses)).toBeLessThan(1000);
  }, 20_000);

  test('writes only where it is asked to, and reads in a clean session whatever a write left behind', async () => {
    const store = embedded.store('crm');
    await embedded.exec(`set search_path to crm; set timezone to 'Asia/Shanghai'; insert into people values ('Bo')`);
    await expect(embedded.exec(`begin; insert into crm.people values ('lost')`)).rejects.toThrow(
      'a transaction was left open',
    );
    expect(await outcome(read(store, select(`insert into crm.people values ('Eve') returning name`), []))).toBe(
      'STORE_UNAVAILABLE',
    );
    expect(await outcome(read(store, select('select name from people'), []))).toBe('STORE_UNAVAILABLE');
    expect(await read(store, select('select string_agg(name, $1) from crm.people'), [','])).toEqual([['Ann,Bo']]);
    expect(await read(store, select(`select current_setting('TimeZone')`), [])).toEqual([['UTC']]);
  });

  test('tells what is wrong with a statement that writes, but no value in it', async () => {
    await expect(embedded.exec('insert into crm.peoples values (1)')).rejects.toThrow(
      'a statement failed (SQLSTATE 42P01): relation "crm.peoples" does not exist',
    );
    await expect(embedded.exec(`select '1380013x'::int`)).rejects.toThrow(/^a statement failed \(SQLSTATE 22P02\)$/);
    expect(await read(embedded.store('crm'), select('select name from crm.people limit 1'), [])).toEqual([['Ann']]);
  });

  test('reads on after its tables changed', async () => {
    const store = embedded.store('crm');
    await embedded.exec('create table crm.moods (name text)');
    expect(await read(store, select('select name from crm.moods'), [])).toEqual([]);
    await embedded.exec('drop table crm.moods; create table crm.moods (name int); insert into crm.moods values (7)');
    expect(await read(store, select('select name from crm.moods'), [])).toEqual([['7']]);
  });

  test('carries large answers and large lists whole', async () => {
    const store = embedded.store('crm');
    const keys = Array.from({ length: 10_000 }, (_, i) => String(i));
    const rows = await read(store, select(`select k || repeat('名', 200) from unnest($1::text[]) k`), [keys]);
    expect(rows).toHaveLength(10_000);
    expect(rows.at(-1)).toEqual([`9999${'名'.repeat(200)}`]);
  });

  test('keeps no more prepared statements than it should', async () => {
    const store = embedded.store('crm');
    for (let i = 0; i < 1100; i++) await read(store, select(`select ${i}`), []);
    const [[count] = []] = await read(store, select('select count(*) from pg_prepared_statements'), []);
    expect(Number(count)).toBeLessThan(600);
    expect(await read(store, select('select 7'), [])).toEqual([['7']]);
  });

  test('is there again after it was closed, in a moment', async () => {
    const store = embedded.store('crm');
    await embedded.close();
    await embedded.close();
    expect(await outcome(read(store, select('select 1'), []))).toBe('STORE_UNAVAILABLE');
    expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
    embedded = await open();
    expect(await read(embedded.store('crm'), select('select name from crm.people'), [])).toEqual([['Ann'], ['Bo']]);
  }, 20_000);

  test('that cannot be opened says so', async () => {
    writeFileSync(join(folder, 'file'), 'not a database');
    await expect(openEmbedded({ folder: join(folder, 'file'), lock })).rejects.toThrow('cannot be opened');
  }, 20_000);
});
