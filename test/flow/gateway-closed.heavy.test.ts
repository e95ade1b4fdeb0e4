import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { seedStatements } from '../../gateway/demo/seed/seed.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { readEntries, readRows } from '../../gateway/ledger/read.ts';
import type { LedgerEntry } from '../../plugins/audit/port.ts';
import {
  type Caller,
  demoConfig,
  demoData,
  demoToken,
  type GatewayProcess,
  post,
  type Reply,
  startProcess,
} from '../fixtures/process.ts';
import { collect } from './ledger-fixtures.ts';
import { privateServer } from './ledger-server.ts';

const callerOf = async (data: string): Promise<Caller> => ({
  token: await demoToken(data, 'fraud'),
  purpose: 'fraud-investigation',
});

const people = { query: '{ customers(first: 2) { nodes { id name } } }' };
const orders = { query: '{ orders(first: 2) { nodes { id } } }' };
const both = {
  query:
    '{ customers(first: 2) { nodes { name orders(first: 1) { nodes { id } } } } orders(first: 1) { nodes { id } } }',
};

const codesOf = ({ body }: Reply): readonly string[] => (body.errors ?? []).map((error) => error.extensions.code);
const receiptOf = ({ body }: Reply): string => body.extensions?.privacy?.receipt ?? '';

interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

async function readiness(gateway: GatewayProcess): Promise<Readiness & { readonly status: number }> {
  const response = await fetch(`${gateway.origin}/ready`);
  return { status: response.status, ...((await response.json()) as Readiness) };
}

/** It gets there by itself, in its own time. */
async function readyAgain(gateway: GatewayProcess): Promise<void> {
  const until = Date.now() + 15_000;
  while ((await readiness(gateway)).status !== 200) {
    if (Date.now() > until) throw new Error(`not ready again: ${JSON.stringify(await readiness(gateway))}`);
    await sleep(100);
  }
}

/** No record, no data: the code, its status, and not a byte of what was read. */
async function expectNothingLeaves(gateway: GatewayProcess, caller: Caller): Promise<void> {
  for (const [accept, status] of [
    ['application/graphql-response+json', 503],
    ['application/json', 200],
  ] as const) {
    const reply = await post(gateway.url, { ...caller, accept }, people);
    expect([reply.status, codesOf(reply)]).toEqual([status, ['LEDGER_UNAVAILABLE']]);
    expect(Object.keys(reply.body)).toEqual(['errors']);
    expect(reply.text.length).toBeLessThan(300);
  }
  // What is refused has to be on record as well.
  const refused = await post(gateway.url, caller, { query: '{ nothing }' });
  expect([refused.status, codesOf(refused)]).toEqual([503, ['LEDGER_UNAVAILABLE']]);
  const { status, ready, checks } = await readiness(gateway);
  // Budgets may lie elsewhere than the record, or go with it.
  const { budgets, ...others } = checks;
  expect(['ok', 'failed']).toContain(budgets);
  expect([status, ready, others]).toEqual([503, false, { crm: 'ok', shop: 'ok', ledger: 'failed' }]);
  expect((await fetch(`${gateway.origin}/health`)).status).toBe(200);
}

describe('without its ledger the gateway gives nothing', { timeout: 120_000 }, () => {
  test('where the folder is taken away under it; it goes on when the folder is back', async () => {
    const data = await demoData();
    const gateway = await startProcess({ data });
    const caller = await callerOf(data);
    const receipts = [await post(gateway.url, caller, people), await post(gateway.url, caller, orders)].map(receiptOf);
    const folder = join(data, 'ledger');
    cpSync(folder, `${folder}.copy`, { recursive: true });
    rmSync(folder, { recursive: true });
    await expectNothingLeaves(gateway, caller);
    cpSync(`${folder}.copy`, folder, { recursive: true });
    await readyAgain(gateway);
    const after = await post(gateway.url, caller, people);
    expect([after.status, codesOf(after)]).toEqual([200, []]);
    const entries = await collect(readEntries(folder));
    expect(entries.map(({ entry }) => entry.receipt)).toEqual(expect.arrayContaining([...receipts, receiptOf(after)]));
    expect(gateway.logged()).toContain('this segment is gone');
  });

  test('where its PostgreSQL stops; it goes on when that is back, with all that it had acknowledged', async ({
    skip,
  }) => {
    const server = await privateServer();
    if (!server) return skip('PostgreSQL is not installed here');
    const data = await demoData();
    const config = demoConfig({ ledger: { kind: 'postgres', url: server.url, schema: 'scrim' } });
    const gateway = await startProcess({ data, config });
    const caller = await callerOf(data);
    const before = await Promise.all(Array.from({ length: 20 }, () => post(gateway.url, caller, people)));
    expect(before.flatMap(codesOf)).toEqual([]);
    server.stop();
    await expectNothingLeaves(gateway, caller);
    server.start();
    await readyAgain(gateway);
    const after = await post(gateway.url, caller, people);
    expect([after.status, codesOf(after)]).toEqual([200, []]);
    const sql = pgClient({ url: server.url, onFault: () => undefined });
    const receipts = (await collect(readRows(sql, 'scrim'))).map(({ entry }) => entry.receipt);
    await sql.end();
    expect(receipts).toEqual(expect.arrayContaining([...before, after].map(receiptOf)));
  });
});

async function filled(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of seedStatements()) await client.query(statement);
  await client.end();
}

describe('without one of its stores the gateway gives what the others have', { timeout: 120_000 }, () => {
  test('names the branches that failed, records them, and goes on when the store is back', async ({ skip }) => {
    const server = await privateServer();
    if (!server) return skip('PostgreSQL is not installed here');
    await filled(server.url);
    const data = await demoData();
    const stores = { crm: { kind: 'pglite', database: 'demo' }, shop: { kind: 'postgres', url: server.url } };
    const gateway = await startProcess({ data, config: demoConfig({ stores }) });
    const caller = await callerOf(data);
    const whole = await post(gateway.url, caller, both);
    expect([whole.status, codesOf(whole)]).toEqual([200, []]);

    server.stop();
    const half = await post(gateway.url, caller, both);
    expect([half.status, codesOf(half)]).toEqual([200, ['STORE_UNAVAILABLE', 'STORE_UNAVAILABLE']]);
    expect(half.body.errors?.map(({ path }) => path)).toEqual([['customers', 'nodes', 0, 'orders'], ['orders']]);
    expect(half.body.data).toMatchObject({ customers: { nodes: [{ orders: null }, { orders: null }] }, orders: null });
    const names = (reply: Reply): unknown => [...reply.text.matchAll(/"name":"[^"]+"/g)].map(String);
    expect(names(half)).toEqual(names(whole));

    const none = await post(gateway.url, caller, orders);
    expect([none.status, codesOf(none), none.body.data]).toEqual([503, ['STORE_UNAVAILABLE'], undefined]);
    expect(none.text).not.toMatch(/127\.0\.0\.1|ECONN|postgres/);
    const { status, checks } = await readiness(gateway);
    expect([status, checks]).toEqual([503, { crm: 'ok', shop: 'failed', ledger: 'ok', budgets: 'ok' }]);

    server.start();
    await readyAgain(gateway);
    const again = await post(gateway.url, caller, both);
    expect([again.status, again.body.data]).toEqual([200, whole.body.data]);

    gateway.signal('SIGTERM');
    expect(await gateway.ended).toMatchObject({ code: 0 });
    const entries = await collect(readEntries(join(data, 'ledger')));
    const recorded = (reply: Reply): LedgerEntry | undefined =>
      entries.find(({ entry }) => entry.receipt === receiptOf(reply))?.entry;
    expect(recorded(half)).toMatchObject({ outcome: 'partial', codes: ['STORE_UNAVAILABLE'], rows: { Customer: 2 } });
    expect(recorded(none)).toMatchObject({ outcome: 'failed', codes: ['STORE_UNAVAILABLE'] });
    expect(recorded(again)).toMatchObject({ outcome: 'answered' });
  });
});
