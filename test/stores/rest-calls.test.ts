import { afterEach, describe, expect, test } from 'vitest';
import { id, city, type Making, type OneApi, oneApi } from './rest-one.ts';
import type { Style } from './rest-server.ts';
import { and, by, compare, from, isNull, list, not, or, outColumn, param } from './tree.ts';

const opened: OneApi[] = [];
const api = async (making?: Making): Promise<OneApi> => {
  const made = await oneApi(making);
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const inBonn = compare(city, '=', param(0, 'String'), 'String');
const all = Array.from({ length: 20 }, (_, at) => String(at + 1));
const odd = all.filter((one) => Number(one) % 2 === 1);

describe('a list', () => {
  test.each(['offset', 'page', 'token', 'link', 'header-link'] as Style[])(
    'by %s is read to its end',
    async (style) => {
      const { ids, server } = await api({ style });
      expect(await ids()).toEqual(all);
      expect(server.asked.length).toBeLessThanOrEqual(5);
    },
  );

  test.each(['offset', 'token', 'link', 'header-link'] as Style[])(
    'by %s is read to its end where the API gives smaller pages than were asked for',
    async (style) => {
      const { ids, server } = await api({ style });
      server.largest = 3;
      expect(await ids()).toEqual(all);
    },
  );

  test('is read no further than its limit where the API has its order, and from behind a cursor', async () => {
    const { ids, server } = await api();
    expect(await ids({ limit: 0 }, [6])).toEqual(all.slice(0, 6));
    expect(server.asked).toEqual(
      ['GET /page/people?size=5&page=1&sort=id', 'GET /page/people?size=5&page=2&sort=id'].map(byName(server)),
    );
    server.asked.length = 0;
    const behind = { where: compare(id, '>', param(1, 'key:integer'), 'key:integer'), limit: 0 };
    expect(await ids(behind, [2, '12'])).toEqual(['13', '14']);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toContain('id.gt=12');
    server.asked.length = 0;
    expect(await ids({ orderBy: [by(id, 'key:integer', 'desc')], limit: 0 }, [2])).toEqual(['20', '19']);
    expect(server.asked).toHaveLength(1);
  });

  test('is asked by the conditions that the API knows, and the rest is asked here', async () => {
    const { ids, server } = await api();
    const where = and(inBonn, or(compare(id, '<', param(1, 'key:integer'), 'key:integer'), isNull(city)));
    expect(await ids({ where }, ['Bonn', '6'])).toEqual(['1', '3', '5']);
    expect(server.asked.every((one) => one.includes('city.eq=Bonn') && !one.includes('id.'))).toBe(true);
    server.asked.length = 0;
    expect(await ids({ where: not(inBonn) }, ['Bonn'])).toHaveLength(10);
    expect(server.asked.some((one) => one.includes('city'))).toBe(false);
  });

  test('is not asked at all where nothing can fit', async () => {
    const { ids, server } = await api();
    expect(await ids({ where: inBonn }, [null])).toEqual([]);
    expect(
      await ids({ where: { k: 'in', left: id, list: list(0, 'key:integer'), type: 'key:integer' } }, [[]]),
    ).toEqual([]);
    expect(server.asked).toEqual([]);
  });

  test('of fewer fields is asked for these alone', async () => {
    const { ids, server } = await api({ resource: { select: { put: 'fields', join: ',' } } });
    await ids({ where: inBonn }, ['Bonn']);
    expect(server.asked.every((one) => one.includes('fields=id%2Ccity'))).toBe(true);
  });

  test('that an API claims to order and does not is no answer', async () => {
    const { ids, server, faults } = await api({
      told: [{ name: 'id', sorts: true }, { name: 'city' }],
      resource: { key: 'id' },
    });
    const [table] = server.tables.values();
    if (!table) throw new Error('there is no table');
    server.tables = new Map([['people', { ...table, columns: { id: 'text' as const } }]]);
    await expect(ids({ limit: 0 }, [15])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults).toMatchObject([{ kind: 'statement', state: 'ORDER people' }]);
  });

  test('that gives a record twice while it changes has it once', async () => {
    const { ids, server } = await api({ style: 'offset', told: [{ name: 'id' }, { name: 'city' }] });
    server.mischief = (_, __, url) => {
      const at = Number(url.searchParams.get('offset'));
      url.searchParams.set('offset', String(at > 0 ? at - 2 : at));
      return false;
    };
    expect(await ids()).toEqual(all);
  });
});

describe('a record', () => {
  const among = { where: { k: 'in', left: id, list: list(0, 'key:integer'), type: 'key:integer' } } as const;

  test('is asked for by its key, and one that is not there is none', async () => {
    const { ids, server } = await api({ resource: { byId: { path: '/page/people/{key}', item: '/data' } } });
    expect(await ids(among, [['7', '3', '77', null, '7']])).toEqual(['3', '7']);
    expect(server.asked.toSorted()).toEqual(['GET /page/people/3', 'GET /page/people/7', 'GET /page/people/77']);
  });

  test('is asked for together with others, so many at a time', async () => {
    const { ids, server } = await api({ resource: { byIds: { put: 'id.ids', join: '|', most: 3 } } });
    expect(await ids(among, [['1', '2', '3', '4', '99']])).toEqual(['1', '2', '3', '4']);
    expect(server.asked).toHaveLength(2);
  });

  test.each(['page', 'token', 'link', 'header-link'] as const)(
    'is asked for together with others, on every page that an API makes of them (%s)',
    async (style) => {
      const { ids, server } = await api({ style, resource: { byIds: { put: 'id.ids', join: '|' } } });
      server.largest = 2;
      expect(await ids(among, [['1', '2', '3', '4', '5']])).toEqual(['1', '2', '3', '4', '5']);
      expect(server.asked).toHaveLength(3);
      server.largest = 1000;
      server.asked.length = 0;
      expect(await ids(among, [['1', '2', '99']])).toEqual(['1', '2']);
      expect(server.asked).toHaveLength(1);
    },
  );

  test('whose key would lead elsewhere is never a part of a path', async () => {
    const key = { ...id, type: 'key:text' } as const;
    const { rows, server } = await api({ resource: { byId: { path: '/page/people/{key}', item: '/data' } } });
    for (const one of ['..', '.', '', '../orders', 'a/b?c#d', '%2e%2e']) {
      const where = compare(key, '=', param(0, 'key:text'), 'key:text');
      const select = {
        ...from('', 'people', 't', { columns: [outColumn(key)], where }),
        from: { table: 'people', alias: 't' },
      };
      expect(await rows(select, [one])).toEqual([]);
    }
    expect(server.asked.filter((one) => !one.startsWith('GET /page/people'))).toEqual([]);
    expect(server.asked.every((one) => one.split('?')[0]?.split('/').length === 3 || one.includes('%'))).toBe(true);
  });
});

describe('a count', () => {
  const count = { columns: [], orderBy: [], count: true } as const;
  const filters = { told: [{ name: 'id' }, { name: 'city', filters: ['eq'] }] };

  test('is the API’s own where it is of exactly what was asked', async () => {
    const { ids, server } = await api({
      ...filters,
      resource: {
        list: {
          path: '/page/people',
          items: '/data',
          total: '/meta/total',
          paging: { by: 'page', page: 'page', size: 'size' },
        },
      },
    });
    expect(await ids({ ...count, where: inBonn }, ['Bonn'])).toEqual([10]);
    expect(server.asked).toHaveLength(1);
    server.asked.length = 0;
    expect(await ids({ ...count, where: not(inBonn) }, ['Bonn'])).toEqual([10]);
    expect(server.asked[0]).not.toContain('size=1&');
  });
});

describe('the rows of parents', () => {
  const each = { slot: 0, type: 'text', column: { ...city, type: 'key:text' } } as const;

  test('are asked for by each parent, no further than the limit', async () => {
    const { rows, server } = await api();
    const select = {
      ...from('', 'people', 't', { columns: [outColumn(id)], orderBy: [by(id, 'key:integer')], limit: 1, each }),
      from: { table: 'people', alias: 't' },
    };
    expect(await rows(select, [['Bonn', 'Köln', 'Ulm'], 2])).toEqual([
      ['Bonn', '1'],
      ['Bonn', '3'],
      ['Köln', '2'],
      ['Köln', '4'],
    ]);
    expect(server.asked).toHaveLength(3);
  });
});

test('what is compared in an API’s own language is never more than a value there', async () => {
  const told = { put: 'q', value: '(city:equals:{value})' };
  const fields = { id: {}, city: { filters: { eq: told } } };
  const { ids, server } = await api({ resource: { fields } });
  expect(await ids({ where: inBonn }, ['Bonn'])).toEqual(odd);
  expect(server.asked[0]).toContain('q=%28city%3Aequals%3ABonn%29');
  server.asked.length = 0;
  expect(await ids({ where: inBonn }, ['Bonn) or (1:equals:1'])).toEqual([]);
  expect(server.asked.some((one) => one.includes('q='))).toBe(false);
});

/** Parameters stand in the order in which they were said. */
const byName =
  ({ asked }: Pick<OneApi['server'], 'asked'>) =>
  (wanted: string): string =>
    asked.find((one) => parts(one).join() === parts(wanted).join()) ?? wanted;
const parts = (one: string): readonly string[] => one.split(/[?&]/).toSorted();
