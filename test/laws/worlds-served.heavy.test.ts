import { afterAll, describe, expect, test } from 'vitest';
import { type Filling, fillingOf, mariadbWorlds, postgresWorlds } from '../fixtures/worlds/filling.ts';
import { needs } from '../fixtures/servers.ts';
import { ownMariadb } from '../stores/mariadb-server.ts';
import { comparedWorlds } from './worlds-law.ts';

const worlds = 60;

const server = await ownMariadb();
const missing = server ? await needs('postgres') : await needs('mariadb-programs');

/** Where the two stores of a world lie: both in one server, or one in each, so that keys go from one to the other. */
const fillings: Readonly<Record<string, () => Promise<Filling>>> = {
  PostgreSQL: async () => {
    const postgres = await postgresWorlds();
    return fillingOf({ s1: postgres, s2: postgres });
  },
  MariaDB: async () => {
    if (!server) throw new Error('there is no MariaDB');
    const mariadb = await mariadbWorlds(server);
    return fillingOf({ s1: mariadb, s2: mariadb });
  },
  'PostgreSQL and MariaDB': async () => {
    if (!server) throw new Error('there is no MariaDB');
    return fillingOf({ s1: await postgresWorlds(), s2: await mariadbWorlds(server) });
  },
};

describe.skipIf(missing)('the gateway answers like its slow twin, in worlds that lie', () => {
  afterAll(async () => {
    await server?.stop();
    server?.remove();
  });

  test.each(Object.keys(fillings))(
    'in %s',
    async (where) => {
      if (where !== 'PostgreSQL') await started();
      const filling = await fillings[where]?.();
      if (!filling) throw new Error('there are no stores');
      try {
        const met = await comparedWorlds(filling, worlds, 300_000);
        expect(met.answered).toBeGreaterThan(60);
        expect(met.refused).toBeGreaterThan(30);
        expect(met.changed).toBeGreaterThan(40);
      } finally {
        await filling.close();
      }
    },
    400_000,
  );
});

const state = { started: false };
async function started(): Promise<void> {
  if (!state.started) await server?.start();
  state.started = true;
}
