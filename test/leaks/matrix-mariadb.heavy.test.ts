// Every channel, tried by everybody alone, with the shop in a MariaDB: nobody is told what is not theirs, and everybody is told
// what they are told where the same shop lies in a PostgreSQL.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { type Search, searchFor } from './demo-canaries.ts';
import { type DemoProfile, demoProfiles } from './demo-profiles.ts';
import { knownOf } from './matrix/known.ts';
import { type Placed, placedProbes, round } from './matrix/rounds.ts';
import type { Told } from './matrix/send.ts';
import { type MatrixWorld, matrixWorld } from './matrix/world.ts';

const missing = (await needs('postgres')) ?? (await needs('mariadb'));

interface Heard {
  readonly probes: readonly Placed[];
  readonly told: ReadonlyMap<DemoProfile, readonly Told[]>;
  /** What left the stores. */
  readonly left: ReadonlyMap<DemoProfile, string>;
}

const opened: { world?: MatrixWorld; postgres?: Heard; mariadb?: Heard } = {};

/** What everybody is told alone, one after the other in a process that serves so. */
async function heard(world: MatrixWorld): Promise<Heard> {
  const probes = placedProbes(await knownOf(world));
  const told = new Map<DemoProfile, readonly Told[]>();
  const left = new Map<DemoProfile, string>();
  const process = await world.start(world.configuration, true);
  for (const profile of demoProfiles) {
    const answers: Told[] = [];
    await round(process, profile, probes, ({ at }, one) => void (answers[at] = one));
    told.set(profile, answers);
    left.set(profile, process.left());
  }
  await process.close();
  return { probes, told, left };
}

describe.skipIf(missing)('every channel, with the shop in a MariaDB', () => {
  beforeAll(async () => {
    if (missing) return;
    const world = await matrixWorld();
    opened.world = world;
    opened.postgres = await heard(world);
    opened.mariadb = await heard({ ...world, ...(await world.withMariadb()) });
  }, 300_000);
  afterAll(() => opened.world?.close());

  const parts = (): { readonly world: MatrixWorld; readonly postgres: Heard; readonly mariadb: Heard } => {
    const { world, postgres, mariadb } = opened;
    if (!world || !postgres || !mariadb) throw new Error('nobody was asked');
    return { world, postgres, mariadb };
  };
  const searchOf = (profile: DemoProfile, where?: 'stores'): Promise<Search> =>
    searchFor(parts().world.truth, profile, where);

  test.each(demoProfiles)('tells $name nothing that is not theirs', async (profile) => {
    const told = parts().mariadb.told.get(profile) ?? [];
    expect(told.length).toBeGreaterThan(300);
    const search = await searchOf(profile);
    expect(search([...new Set(told.map(({ raw }) => raw))].join('\n'))).toEqual([]);
    for (const { raw } of told) expect(raw).not.toMatch(/"code":"INTERNAL"/);
  });

  test.each(demoProfiles)(
    'lets no row and no cell leave a store for $name that is not theirs to be read',
    async (profile) => {
      const search = await searchOf(profile, 'stores');
      expect(search(parts().mariadb.left.get(profile) ?? '')).toEqual([]);
    },
  );

  test.each(demoProfiles)('tells $name the same as over a PostgreSQL, to the letter', (profile) => {
    const { postgres, mariadb } = parts();
    expect(mariadb.probes.length).toBe(postgres.probes.length);
    const others = mariadb.probes.flatMap(({ at, channel, probe }) => {
      const [one, other] = [postgres.told.get(profile)?.[at]?.settled, mariadb.told.get(profile)?.[at]?.settled];
      return probe.moves || one === other ? [] : [{ channel, probe, postgres: one, mariadb: other }];
    });
    expect(others.slice(0, 2)).toEqual([]);
  });

  test('and the search would have seen it: what fraud is told is found by the eyes of who may see nothing', async () => {
    const { world, mariadb } = parts();
    const nobody = await searchFor(world.truth, { name: 'nobody', who: 'nobody', purpose: null });
    const fraud = demoProfiles.find(({ who }) => who === 'fraud') as DemoProfile;
    const found = nobody((mariadb.told.get(fraud) ?? []).map(({ raw }) => raw).join('\n')).join('\n');
    for (const cell of ['Customer.name', 'Order.shippingAddress', 'Activity.ip'])
      expect(found).toContain(`${cell} of `);
    expect(nobody(mariadb.left.get(fraud) ?? '').length).toBeGreaterThan(0);
  });
});
