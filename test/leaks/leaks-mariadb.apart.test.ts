// Every channel of the leak tests once more, with both worlds in a MariaDB.
import { afterAll, describe, expect, test } from 'vitest';
import { needs } from '../fixtures/servers.ts';

const missing = await needs('mariadb');

const { mariadbPlaces } = await import('./on-mariadb.ts');
const { leakGateway, lieIn } = await import('./gateway.ts');
const { place, drop } = mariadbPlaces();
lieIn(place);
if (!missing) await import('./every-channel.ts');

describe.skipIf(missing)('every channel over a MariaDB', () => {
  test('the worlds lie in a MariaDB, and nowhere else', async () => {
    for (const variant of ['a', 'b'] as const) {
      const { running } = await leakGateway(variant);
      expect([...running.gateway.stores.values()].map(({ nests }) => nests)).toEqual([false, false]);
    }
  });

  afterAll(async () => {
    for (const variant of ['a', 'b'] as const) await (await leakGateway(variant)).running.close(1000);
    await drop();
  });
});
