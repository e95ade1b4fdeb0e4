import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { readEntries, readRows } from '../../gateway/ledger/read.ts';
import { demoConfig, demoData, demoToken, post, startProcess } from '../fixtures/process.ts';
import { collect, newSchema, noPostgres, postgresUrl } from './ledger-fixtures.ts';

const missing = await noPostgres();

const documents = [
  '{ customers(first: 3) { nodes { id name orders(first: 2) { nodes { id } } } } }',
  '{ feedbacks(first: 5) { nodes { id text } } }',
  '{ customer(id: "Customer:7") { phone } }',
  // A refusal is an answer too, and as much on record.
  '{ customers(first: 1) { nodes { nationalId gender } } }',
];

/** Lets 16 callers ask without pause and kills the gateway under them. The receipts that clients got in whole answers. */
async function killedUnderLoad(data: string, config: string | undefined, atLeast: number): Promise<readonly string[]> {
  const gateway = await startProcess({ data, ...(config !== undefined && { config }) });
  const caller = { token: await demoToken(data, 'support'), purpose: 'customer-support' };
  const receipts: string[] = [];
  const enough = Promise.withResolvers<void>();
  const ask = async (at: number): Promise<void> => {
    for (let count = at; ; count += 1) {
      const { body } = await post(gateway.url, caller, { query: documents[count % documents.length] });
      receipts.push(body.extensions?.privacy?.receipt ?? 'an answer without a receipt');
      if (receipts.length === atLeast) enough.resolve();
    }
  };
  const callers = Promise.allSettled(Array.from({ length: 16 }, (_, at) => ask(at)));
  await enough.promise;
  // At any moment of what is under way, not only when an answer has just come.
  await sleep(Math.random() * 20);
  gateway.signal('SIGKILL');
  expect((await gateway.ended).signal).toBe('SIGKILL');
  await callers;
  return receipts;
}

describe('a gateway that is killed under load', { timeout: 120_000 }, () => {
  test('has every answer that a client received in the files of its ledger', async () => {
    const data = await demoData();
    const received: string[] = [];
    for (const atLeast of [50, 120]) {
      received.push(...(await killedUnderLoad(data, undefined, atLeast)));
      const recorded = await collect(readEntries(join(data, 'ledger')));
      const receipts = new Set(recorded.map(({ entry }) => entry.receipt));
      expect(received.filter((receipt) => !receipts.has(receipt))).toEqual([]);
    }
    expect(new Set(received).size).toBe(received.length);
  });

  test.skipIf(missing)(
    `has every answer that a client received in its PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`,
    async () => {
      const data = await demoData();
      const schema = newSchema();
      const config = demoConfig({ ledger: { kind: 'postgres', url: postgresUrl, schema } });
      const sql = pgClient({ url: postgresUrl, onFault: () => undefined });
      onTestFinished(() => sql.end());
      const received: string[] = [];
      for (const atLeast of [60, 110]) {
        received.push(...(await killedUnderLoad(data, config, atLeast)));
        const receipts = new Set((await collect(readRows(sql, schema))).map(({ entry }) => entry.receipt));
        expect(received.filter((receipt) => !receipts.has(receipt))).toEqual([]);
      }
      expect(new Set(received).size).toBe(received.length);
    },
  );
});
