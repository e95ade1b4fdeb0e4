import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEntries } from '../../gateway/ledger/read.ts';
import { needs } from '../fixtures/servers.ts';
import { collect } from './ledger-fixtures.ts';
import { crmWorld, examples } from './rest-crm-world.ts';

const missing = await needs('postgres');

describe.skipIf(missing)('a gateway whose API hangs', () => {
  test('ends when it is asked to, with every request answered', async () => {
    const [example] = Object.values(examples);
    if (!example) throw new Error('there is no example');
    const world = await crmWorld(example, { callTimeoutMs: 2_000, timeoutMs: 4_000, attempts: 1 });
    try {
      const asked = new Promise<void>((resolve) => {
        world.vendor.mischief = () => {
          resolve();
          return true;
        };
      });
      const query = '{ orders(first: 1) { nodes { id } } customers(first: 1) { nodes { id } } }';
      const asking = Promise.all(Array.from({ length: 6 }, () => world.ask('support', query)));
      await asked;
      world.gateway.signal('SIGTERM');
      for (const { status, body } of await asking) {
        expect([status, body.errors?.map(({ extensions }) => extensions.code)]).toEqual([
          200,
          [expect.stringMatching(/^STORE_(TIMEOUT|UNAVAILABLE)$/)],
        ]);
        expect(body.data).toEqual({ orders: { nodes: [{ id: 'Order:1' }] }, customers: null });
      }
      expect(await world.gateway.ended).toMatchObject({ code: 0, signal: null });
      const ledger = await collect(readEntries(join(world.data, 'ledger')));
      expect(ledger.map(({ entry }) => entry.outcome)).toEqual(Array(6).fill('partial'));
    } finally {
      await world.close();
    }
  }, 60_000);
});
