// Every channel, tried by everybody, alone and right after each other one. Everybody sends the same requests, to the letter:
// those that their own schema is for, and those that name what is hidden from them. What they get alone, in a process that
// nobody else has asked, holds no value that the golden cases do not show to them; and whoever asked before, it is the same.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { type Search, searchFor } from './demo-canaries.ts';
import { type DemoProfile, demoProfiles } from './demo-profiles.ts';
import { channels } from './matrix/channels.ts';
import { knownOf } from './matrix/known.ts';
import { crowd, type Moved, type Placed, placedProbes, round, walk } from './matrix/rounds.ts';
import type { Told } from './matrix/send.ts';
import { type MatrixWorld, matrixWorld } from './matrix/world.ts';

const missing = await needs('postgres');

/** What somebody is told of each probe, alone. */
const alone = new Map<DemoProfile, readonly Told[]>();
/** The same without what is drawn anew. */
const moved: Moved[] = [];
/** Receipts, cursors and what moves: all that is drawn for them, whoever asked before. */
const drawn = new Map<DemoProfile, Set<string>>();
const searches = new Map<DemoProfile, Search>();
const met = { pairs: new Set<string>(), together: 0 };
/** What left the stores for somebody who asked alone. */
const fetched = new Map<DemoProfile, string>();
const opened: { world?: MatrixWorld; probes?: readonly Placed[] } = {};

function compare(profile: DemoProfile, after: string, { channel, probe, at }: Placed, told: Told): void {
  const own = alone.get(profile)?.[at];
  const others = drawn.get(profile) ?? new Set();
  drawn.set(profile, others);
  if (probe.moves) return void others.add(told.raw);
  for (const [one] of told.raw.matchAll(/"(?:receipt|cursor|startCursor|endCursor)":"[^"]*"/g)) others.add(one);
  if (told.settled === own?.settled) return;
  moved.push({ channel, profile, after, probe, alone: own?.settled ?? '', told: told.settled });
}

describe.skipIf(missing)('every channel, everybody, after everybody', () => {
  beforeAll(async () => {
    if (missing) return;
    const world = await matrixWorld();
    const probes = placedProbes(await knownOf(world));
    Object.assign(opened, { world, probes });
    for (const profile of demoProfiles) searches.set(profile, await searchFor(world.truth, profile));
    for (const profile of demoProfiles) {
      const process = await world.start(world.configuration, true);
      const told: Told[] = [];
      await round(process, profile, probes, ({ at }, one) => void (told[at] = one));
      alone.set(profile, told);
      fetched.set(profile, process.left());
      await process.close();
    }
    const process = await world.start(world.configuration);
    await crowd(process, probes, (profile, placed, told) => {
      met.together += 1;
      compare(profile, 'everybody at once', placed, told);
    });
    let before: DemoProfile | undefined;
    for (const profile of walk(demoProfiles)) {
      const after = before?.name ?? 'everybody at once';
      if (before) met.pairs.add(`${before.name} → ${profile.name}`);
      await round(process, profile, probes, (placed, told) => compare(profile, after, placed, told));
      before = profile;
    }
    await process.close();
  }, 900_000);
  afterAll(() => opened.world?.close());

  test('it is every channel, every persona and every pair of them in both orders', () => {
    const numbers = Array.from({ length: 67 }, (_, at) => at + 1);
    // Subscriptions, federation and mutations are not served.
    expect(channels.map(({ number }) => number)).toEqual(numbers.filter((n) => ![50, 51, 54, 55, 64, 65].includes(n)));
    expect(met.pairs.size).toBe(demoProfiles.length ** 2);
    expect(met.together).toBeGreaterThan(demoProfiles.length * channels.length);
  });

  describe.each(channels)('leak $number: $name', ({ number, shut }) => {
    const of = (profile: DemoProfile): readonly Told[] =>
      (alone.get(profile) ?? []).filter((_, at) => opened.probes?.[at]?.channel === number);

    test.each(demoProfiles)('tells $name nothing that is not theirs', (profile) => {
      const told = of(profile);
      expect(told.length).toBeGreaterThan(0);
      expect(searches.get(profile)?.([...new Set(told.map(({ raw }) => raw))].join('\n'))).toEqual([]);
      for (const { raw } of told) expect(raw).not.toMatch(/"code":"INTERNAL"/);
    });

    test.each(demoProfiles)('tells $name the same after each other one, and beside them', (profile) => {
      expect(moved.filter((one) => one.channel === number && one.profile === profile).slice(0, 2)).toEqual([]);
    });

    test(`is ${shut ? 'shut to everybody' : 'open to somebody, and not alike to all'}`, () => {
      const all = demoProfiles.map((profile) => of(profile).map(({ settled }) => settled));
      const answered = all.flat().filter((text) => /^200\n/.test(text) && /"data":\{(?!"viewer")/.test(text));
      if (shut) expect(answered).toEqual([]);
      else expect(new Set(all.map((texts) => texts.join())).size).toBeGreaterThan(2);
    });
  });

  test.each(demoProfiles)(
    'leak 66: no row and no cell leaves a store for $name that is not theirs to be read',
    async (profile) => {
      if (!opened.world) throw new Error('there is no world');
      const search = await searchFor(opened.world.truth, profile, 'stores');
      const read = fetched.get(profile) ?? '';
      expect(search(read)).toEqual([]);
      expect(read === '').toBe(['security', 'dpo', 'auditor', 'partner-expired'].includes(profile.who));
    },
  );

  test('nothing that is drawn anew for somebody holds a value that is not theirs', () => {
    for (const profile of demoProfiles)
      expect(searches.get(profile)?.([...(drawn.get(profile) ?? [])].join('\n')), profile.name).toEqual([]);
  });

  test('the search would have seen it: what fraud is told is found by the eyes of who may see nothing', async () => {
    if (!opened.world) throw new Error('there is no world');
    const nobody = await searchFor(opened.world.truth, { name: 'nobody', who: 'nobody', purpose: null });
    const fraud = demoProfiles.find(({ who }) => who === 'fraud') as DemoProfile;
    const found = nobody((alone.get(fraud) ?? []).map(({ raw }) => raw).join('\n')).join('\n');
    for (const cell of ['name', 'birthDate', 'nationalId', 'phone', 'email'])
      expect(found).toContain(`Customer.${cell} of `);
    // An address that something was sent to is found as that.
    for (const cell of ['Order.shippingAddress', 'Activity.ip']) expect(found).toContain(`${cell} of `);
    const read = nobody(fetched.get(fraud) ?? '').join('\n');
    for (const cell of ['Customer.name', 'Customer.nationalId', 'Customer.email'])
      expect(read).toContain(`${cell} of `);
  });

  test('leaks 45, 46 and 67: neither log nor ledger holds a value of anybody, whatever was asked and answered', async () => {
    if (!opened.world) throw new Error('there is no world');
    const nobody = await searchFor(opened.world.truth, { name: 'nobody', who: 'nobody', purpose: null });
    expect(opened.world.logged().length).toBeGreaterThan(100_000);
    expect(nobody(opened.world.logged())).toEqual([]);
    expect(opened.world.recorded().length).toBeGreaterThan(1_000_000);
    expect(nobody(opened.world.recorded())).toEqual([]);
  }, 120_000);
});
