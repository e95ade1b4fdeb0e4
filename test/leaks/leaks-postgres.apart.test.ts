// Every channel of the leak tests once more, with both worlds in a PostgreSQL on a server.
import { afterAll, describe, expect, test } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { leakGateway, lieIn } from './gateway.ts';
import { postgresPlaces } from './on-postgres.ts';

const missing = await needs('postgres');

const { place, reached, drop } = postgresPlaces();
lieIn(place);
// After that: its gateways open where they are told to.
if (!missing) await import('./every-channel.ts');

describe.skipIf(missing)('every channel over a PostgreSQL on a server', () => {
  test('the worlds lie there, and everything was asked of them', async () => {
    for (const variant of ['a', 'b'] as const) {
      const { running, replies } = await leakGateway(variant);
      for (const store of running.gateway.stores.values()) await store.ready();
      expect(replies.length).toBeGreaterThan(500);
    }
    expect(await reached()).toBe(2);
  });

  afterAll(async () => {
    for (const variant of ['a', 'b'] as const) await (await leakGateway(variant)).running.close(1000);
    await drop();
  });
});
