import { describe, expect, test } from 'vitest';
import { fillingOf, postgresWorlds } from '../fixtures/worlds/filling.ts';
import { type RestManner, restWorlds } from '../fixtures/worlds/rest.ts';
import { needs } from '../fixtures/servers.ts';
import { comparedWorlds } from './worlds-law.ts';

const worlds = 60;

const manners: Readonly<Record<string, RestManner>> = {
  'that can only list': { style: 'offset', items: 3, filters: [], sorts: false },
  'that finds one record by its key, and filters': {
    style: 'page',
    items: 2,
    keyed: 'one',
    filters: ['eq'],
    sorts: false,
  },
  'that finds several by their keys, filters and sorts': {
    style: 'token',
    items: 2,
    keyed: 'several',
    filters: ['eq', 'in', 'gt', 'lt'],
    sorts: true,
  },
};

describe('the gateway answers like its slow twin, in worlds behind an API', () => {
  test.each(Object.entries(manners))(
    '%s',
    async (_, manner) => {
      const api = await restWorlds(manner);
      const filling = await fillingOf({ s1: api, s2: api });
      try {
        const met = await comparedWorlds(filling, worlds, 300_000);
        expect(met.answered).toBeGreaterThan(60);
        expect(met.refused).toBeGreaterThan(30);
        expect(met.changed).toBeGreaterThan(40);
        const asked = (what: RegExp): number => api.server.asked.filter((one) => what.test(one)).length;
        if (manner.filters.length > 0) expect(asked(/\.(eq|in|gt|lt)=/)).toBeGreaterThan(60);
        if (manner.sorts) expect(asked(/sort=/)).toBeGreaterThan(60);
        if (manner.keyed === 'several') expect(asked(/id\.ids=/)).toBeGreaterThan(60);
      } finally {
        await filling.close();
      }
    },
    400_000,
  );

  test('beside a PostgreSQL, keys going both ways', async (context) => {
    if (await needs('postgres')) return context.skip();
    const api = await restWorlds({ style: 'link', items: 2, keyed: 'several', filters: ['eq', 'in'], sorts: true });
    const filling = await fillingOf({ s1: api, s2: await postgresWorlds() });
    try {
      const met = await comparedWorlds(filling, worlds, 300_000);
      expect(met.answered).toBeGreaterThan(60);
    } finally {
      await filling.close();
    }
  }, 400_000);
});
