// Every channel of the leak tests once more, with both worlds in a MariaDB.
import { afterAll, describe, expect, test } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { leakGateway, lieIn } from './gateway.ts';
import { mariadbPlaces } from './on-mariadb.ts';

const missing = await needs('mariadb');

const { place, drop } = mariadbPlaces();
lieIn(place);
// After that: its gateways open where they are told to.
if (!missing) await import('./every-channel.ts');

describe.skipIf(missing)('every channel over a MariaDB', () => {
  test('the worlds lie in a MariaDB and nowhere else, and everything was asked of them', async () => {
    for (const variant of ['a', 'b'] as const) {
      const { running, replies } = await leakGateway(variant);
      expect([...running.gateway.stores.values()].map(({ nests }) => nests)).toEqual([false, false]);
      expect(replies.length).toBeGreaterThan(500);
    }
  });

  afterAll(async () => {
    for (const variant of ['a', 'b'] as const) await (await leakGateway(variant)).running.close(1000);
    await drop();
  });
});
