import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Search, searchFor } from '../demo-canaries.ts';
import { type DemoProfile, demoProfiles } from '../demo-profiles.ts';
import { knownOf } from './known.ts';
import { type Placed, placedProbes, round } from './rounds.ts';
import type { Told } from './send.ts';
import { type MatrixWorld, matrixWorld, type ShopPlace } from './world.ts';

interface Heard {
  readonly probes: readonly Placed[];
  readonly told: ReadonlyMap<DemoProfile, readonly Told[]>;
  /** What left the stores. */
  readonly left: ReadonlyMap<DemoProfile, string>;
}

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

/** What a store cannot do is in no schema over it. */
const tellsSchemas: ReadonlySet<number> = new Set([9, 12]);

const namesIn = (answer: string): Set<string> => new Set(answer.match(/"name":"[^"]+"/g));

/**
 * Every channel, tried by everybody alone, with the shop elsewhere: nobody is told what is not theirs, and everybody is told what
 * they are told where the same shop lies in a PostgreSQL.
 */
export function everyChannelElsewhere(
  name: string,
  shop: ShopPlace,
  missing: string | undefined,
  { schemas = 'the same' }: { readonly schemas?: 'the same' | 'smaller' } = {},
): void {
  describe.skipIf(missing)(`every channel, with the shop ${name}`, () => {
    const opened: { world?: MatrixWorld; postgres?: Heard; there?: Heard } = {};

    beforeAll(async () => {
      if (missing) return;
      const world = await matrixWorld();
      opened.world = world;
      opened.postgres = await heard(world);
      opened.there = await heard({ ...world, ...(await world.withShop(shop)) });
    }, 600_000);
    afterAll(() => opened.world?.close());

    const parts = (): { readonly world: MatrixWorld; readonly postgres: Heard; readonly there: Heard } => {
      const { world, postgres, there } = opened;
      if (!world || !postgres || !there) throw new Error('nobody was asked');
      return { world, postgres, there };
    };
    const searchOf = (profile: DemoProfile, where?: 'stores'): Promise<Search> =>
      searchFor(parts().world.truth, profile, where);

    test.each(demoProfiles)('tells $name nothing that is not theirs', async (profile) => {
      const told = parts().there.told.get(profile) ?? [];
      expect(told.length).toBeGreaterThan(300);
      const search = await searchOf(profile);
      expect(search([...new Set(told.map(({ raw }) => raw))].join('\n'))).toEqual([]);
      for (const { raw } of told) expect(raw).not.toMatch(/"code":"INTERNAL"/);
    });

    test.each(demoProfiles)(
      'lets no row and no cell leave a store for $name that is not theirs to be read',
      async (profile) => {
        const search = await searchOf(profile, 'stores');
        expect(search(parts().there.left.get(profile) ?? '')).toEqual([]);
      },
    );

    test.each(demoProfiles)('tells $name the same as over a PostgreSQL, to the letter', (profile) => {
      const { postgres, there } = parts();
      expect(there.probes.length).toBe(postgres.probes.length);
      const others = there.probes.flatMap(({ at, channel, probe }) => {
        const [one, other] = [postgres.told.get(profile)?.[at]?.settled, there.told.get(profile)?.[at]?.settled];
        return probe.moves || one === other ? [] : [{ channel, probe, postgres: one, there: other }];
      });
      const isSchema = ({ channel, postgres: one = '' }: (typeof others)[number]): boolean =>
        schemas === 'smaller' && tellsSchemas.has(channel) && one.includes('"__schema"');
      expect(others.filter((one) => !isSchema(one)).slice(0, 2)).toEqual([]);
      for (const { postgres: one = '', there: other = '' } of others)
        expect(namesIn(other).difference(namesIn(one))).toEqual(new Set());
    });

    test('and the search would have seen it: what fraud is told is found by the eyes of who may see nothing', async () => {
      const { world, there } = parts();
      const nobody = await searchFor(world.truth, { name: 'nobody', who: 'nobody', purpose: null });
      const fraud = demoProfiles.find(({ who }) => who === 'fraud') as DemoProfile;
      const found = nobody((there.told.get(fraud) ?? []).map(({ raw }) => raw).join('\n')).join('\n');
      for (const cell of ['Customer.name', 'Order.shippingAddress', 'Activity.ip'])
        expect(found).toContain(`${cell} of `);
      expect(nobody(there.left.get(fraud) ?? '').length).toBeGreaterThan(0);
    });
  });
}
