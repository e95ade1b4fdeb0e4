// Every channel of the leak tests once more, with both worlds behind JSON APIs: one that filters and sorts, finds records one by
// one, or can only list them all, so that what the gateway throws away is right beside what it answers.
import { afterAll, describe, expect, test } from 'vitest';
import { leakGateway, lieIn } from './gateway.ts';
import { restPlaces } from './on-rest.ts';

const { place, servers, close } = restPlaces();
lieIn(place);
// After that: its gateways open where they are told to.
await import('./every-channel.ts');

describe('every channel over JSON APIs', () => {
  test('the worlds lie behind APIs and nowhere else, and everything was asked of them', async () => {
    for (const variant of ['a', 'b'] as const) {
      const { running, replies } = await leakGateway(variant);
      expect([...running.gateway.stores.values()].map(({ nests }) => nests)).toEqual([false, false]);
      expect(replies.length).toBeGreaterThan(500);
    }
    expect(servers).toHaveLength(2);
    for (const { asked } of servers) {
      const calls = (what: RegExp): number => asked.filter((one) => what.test(one)).length;
      expect(calls(/\/token\/people\?.*branch\.eq=north/)).toBeGreaterThan(50);
      expect(calls(/\/token\/people\?.*id\.ids=/)).toBeGreaterThan(50);
      expect(calls(/\/offset\/memos\?size=7&offset=7/)).toBeGreaterThan(50);
      expect(calls(/\/link\/parcels\?.*person_id\.in=/)).toBeGreaterThan(10);
      expect(calls(/\/page\/vaults\?/)).toBeGreaterThan(5);
    }
  });

  test('fields that the API is not asked for never leave it, and those of nobody are asked for by nobody', () => {
    for (const { asked } of servers) {
      const people = asked.filter((one) => one.includes('/token/people?'));
      expect(people.every((one) => one.includes('fields=id'))).toBe(true);
      expect(people.some((one) => /plain_secret|contact_line/.test(one))).toBe(false);
    }
  });

  afterAll(async () => {
    for (const variant of ['a', 'b'] as const) await (await leakGateway(variant)).running.close(1000);
    await close();
  });
});
