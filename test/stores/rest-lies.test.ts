// What an API may say that is not so, and what an impatient one may ask for.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { backoff } from '../../gateway/stores/backoff.ts';
import { city, id, type Making, type OneApi, oneApi } from './rest-one.ts';
import { type Mischief, say } from './rest-server.ts';
import { compare, from, list, outColumn, param } from './tree.ts';

const opened: { readonly close: () => unknown }[] = [];
const api = async (making?: Making): Promise<OneApi> => {
  const made = await oneApi(making);
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const plain = { told: [{ name: 'id' }, { name: 'city' }] };
const page = (rows: readonly object[], rest: object = {}): string => JSON.stringify({ data: rows, ...rest });
const all = Array.from({ length: 20 }, (_, at) => String(at + 1));

describe('pages that change while they are read', () => {
  test('give each record once where rows move on, and never one that was not asked for', async () => {
    for (const style of ['offset', 'page', 'token'] as const) {
      const { ids, server } = await api({ ...plain, style });
      const [table] = server.tables.values();
      if (!table) throw new Error('there is no table');
      // Before each of the first pages somebody is new at the beginning: what was last of a page is first of the next.
      const added = { count: 0 };
      server.mischief = () => {
        added.count = Math.min(added.count + 1, 3);
        const fresh = Array.from({ length: added.count }, (_, at) => ({ id: String(100 + at), city: '"Ulm"' }));
        server.tables = new Map([['people', { ...table, records: [...fresh, ...table.records] }]]);
        return false;
      };
      const found = await ids({ where: compare(id, '<', param(0, 'key:integer'), 'key:integer') }, ['50']);
      expect(found).toEqual(all);
    }
  });

  test('that vanish end the list, and what is there then is the answer', async () => {
    const { ids, server } = await api({ ...plain, style: 'offset' });
    server.mischief = (_, response, url) =>
      Number(url.searchParams.get('offset')) >= 10 ? say(response, 200, page([])) : false;
    expect(await ids()).toEqual(all.slice(0, 10));
  });

  test('whose tokens never end and never come again are stopped, however long each of them is', async () => {
    for (const [size, code] of [
      [10, 'COST_EXCEEDED'],
      [9_000, 'STORE_UNAVAILABLE'],
    ] as const) {
      const { ids, server } = await api({ style: 'token', options: { calls: 12 } });
      const turn = { at: 0 };
      server.mischief = (_, response) =>
        say(response, 200, page([], { meta: { next_token: `${(turn.at += 1)}`.padEnd(size, 'x') } }));
      await expect(ids()).rejects.toMatchObject({ code });
      expect(server.asked.length).toBeLessThanOrEqual(12);
    }
  });

  test('may be led to by a number of any digits', async () => {
    const { ids, server } = await api({ style: 'token' });
    server.mischief = (_, response, url) =>
      url.searchParams.has('token')
        ? say(response, 200, page([{ id: 2 }]))
        : say(response, 200, '{"data":[{"id":1}],"meta":{"next_token":1234567890123456789012}}');
    expect(await ids()).toEqual(['1', '2']);
    expect(server.asked[1]).toContain('token=1234567890123456789012');
  });
});

describe('records that are not those that were asked for', () => {
  const among = { where: { k: 'in', left: id, list: list(0, 'key:integer'), type: 'key:integer' } } as const;

  test.each([
    ['by its key', { byId: { path: '/page/people/{key}', item: '/data' } }],
    ['by their keys', { byIds: { put: 'id.ids', join: '|' } }],
    ['by a filter', {}],
  ])('are left out, asked for %s', async (_, resource) => {
    const { ids, rows, server } = await api({ resource });
    server.mischief = (__, response) =>
      say(response, 200, page([{ id: 3 }, { id: 4, city: 'Köln' }, { id: 5, city: null }]));
    expect(await ids(among, [['3', '99']])).toEqual(['3']);
    const inBonn = compare(city, '=', param(0, 'String'), 'String');
    expect(await ids({ where: inBonn }, ['Bonn'])).toEqual([]);
    const each = { slot: 0, type: 'text', column: { ...city, type: 'key:text' } } as const;
    const select = {
      ...from('', 'people', 't', { columns: [outColumn(id)], each }),
      from: { table: 'people', alias: 't' },
    };
    expect(await rows(select, [['Bonn', 'Köln']])).toEqual([['Köln', '4']]);
  });

  test('are nobody’s, where names are theirs twice or those that every object has', async () => {
    const { ids, server } = await api(plain);
    server.mischief = (_, response) =>
      say(
        response,
        200,
        '{"__proto__":{"data":[{"id":9}]},"data":[{"id":1,"id":2,"__proto__":{"city":"Bonn"},"constructor":{"id":4}}],"meta":{"more":false}}',
      );
    const both = { columns: [outColumn(id), outColumn(city)] };
    const [row] = await (async () => {
      const { rows } = await api(plain);
      return rows({ ...from('', 'people', 't', both), from: { table: 'people', alias: 't' } });
    })();
    expect(row).toEqual(['1', 'Bonn']);
    expect(await ids()).toEqual(['2']);
    const inBonn = compare(city, '=', param(0, 'String'), 'String');
    expect(await ids({ where: inBonn }, ['Bonn'])).toEqual([]);
  });
});

describe('a total that is not so', () => {
  const counting = {
    ...plain,
    resource: {
      list: {
        path: '/page/people',
        items: '/data',
        total: '/meta/total',
        paging: { by: 'page', page: 'page', size: 'size' },
      },
    },
  };

  test.each(['-1', '1.5', '"20"', 'null', '2147483648', '1e300', '12345678901234567890', '{"a":1}', 'true'])(
    'as %s is none',
    async (total) => {
      const { ids, server, faults } = await api(counting);
      server.mischief = (_, response) => say(response, 200, `{"data":[{"id":1}],"meta":{"total":${total}}}`);
      await expect(ids({ columns: [], orderBy: [], count: true })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(faults.at(-1)?.state).toBe('TOTAL');
    },
  );

  test.each([0, 3, 7])('is seen to be none where there are more records than %i', async (total) => {
    const { ids, server } = await api({
      ...counting,
      resource: {
        list: {
          path: '/page/people',
          items: '/data',
          total: '/total',
          paging: { by: 'page', page: 'page', size: 'size', items: 5 },
        },
      },
    });
    server.mischief = (_, response, url) => {
      const from = 5 * (Number(url.searchParams.get('page')) - 1);
      const rows = all.slice(from, from + 5).map((one) => ({ id: Number(one) }));
      return say(response, 200, page(rows, { total }));
    };
    expect(await ids()).toEqual(all);
    expect(server.asked).toHaveLength(5);
  });

  test('shows no record, and where records are read ends no list before a page does', async () => {
    const { ids, server } = await api(counting);
    server.mischief = (_, response) => say(response, 200, '{"data":[],"meta":{"total":2147483647}}');
    expect(await ids()).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });
});

describe('an API that asks for patience', () => {
  const clockwork = () => {
    const clock = { at: 0, waits: [] as number[] };
    const wait = async (ms: number): Promise<void> => {
      clock.waits.push(ms);
      clock.at += ms;
    };
    return { clock, around: { now: () => clock.at, wait } };
  };

  test.each([
    ['86400', 300_000],
    ['9999999999', 300_000],
    ['99999999999999999999', 0],
    ['-5', 0],
    ['1e9', 0],
    ['soon', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 300_000],
    ['Sun, 22 Nov 2026 10:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ])('until %s is left alone for %i ms, by the clock that is its own', async (after, ms) => {
    const { clock, around } = clockwork();
    const { ids, server } = await api({ options: { attempts: 1 }, around });
    const headers = { 'retry-after': after, date: 'Sun, 22 Nov 2026 10:00:00 GMT' };
    server.mischief = (_, response) => say(response, 429, '{}', headers);
    await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    server.mischief = undefined;
    const asked = server.asked.length;
    if (ms > 0) {
      clock.at += ms - 30_000;
      await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(server.asked).toHaveLength(asked);
      clock.at += 30_000;
    }
    expect(await ids()).toHaveLength(20);
    expect(clock.waits).toEqual([]);
  });
});

describe('what closes a store to everybody', () => {
  const guarded = async (making: Making) => {
    const made = await api(making);
    const store = backoff(made.store, { wait: () => new Promise<void>(() => undefined), random: () => 0 });
    const query = store.prepare({
      ...from('', 'people', 't', { columns: [outColumn(id)] }),
      from: { table: 'people', alias: 't' },
    });
    const code = (): Promise<string> =>
      store.read(query, []).then(
        () => 'answered',
        ({ code: told }) => told,
      );
    return { ...made, guardedStore: store, code };
  };

  test('is one that answers nobody in time, so often in a row', async () => {
    const { code, server, faults } = await guarded({ options: { callTimeoutMs: 100 } });
    const silent: Mischief = () => true;
    const codes: string[] = [];
    server.mischief = silent;
    for (let at = 0; at < 4; at += 1) codes.push(await code());
    server.mischief = undefined;
    codes.push(await code());
    server.mischief = silent;
    for (let at = 0; at < 5; at += 1) codes.push(await code());
    expect(codes).toEqual([
      ...Array(4).fill('STORE_TIMEOUT'),
      'answered',
      ...Array(4).fill('STORE_TIMEOUT'),
      'STORE_UNAVAILABLE',
    ]);
    expect(faults.at(-1)?.state).toBe('SILENT');
    server.mischief = undefined;
    const asked = server.asked.length;
    expect(await code()).toBe('STORE_UNAVAILABLE');
    expect(server.asked).toHaveLength(asked);
  });

  test.each([400, 403, 404, 414, 431, 500])(
    'is not what a caller could bring about with a value: %i',
    async (status) => {
      const { code, server } = await guarded({});
      server.mischief = (_, response) => say(response, status, '{}');
      expect(await code()).toBe('STORE_UNAVAILABLE');
      server.mischief = undefined;
      expect(await code()).toBe('answered');
    },
  );

  test('is not a value that no header can hold', async () => {
    const told = { id: {}, city: { filters: { eq: 'header:X-City' } } };
    const { code, guardedStore, faults } = await guarded({ resource: { fields: told } });
    const where = compare(city, '=', param(0, 'String'), 'String');
    const query = guardedStore.prepare({
      ...from('', 'people', 't', { columns: [outColumn(id)], where }),
      from: { table: 'people', alias: 't' },
    });
    await expect(guardedStore.read(query, ['a\r\nX-Admin: true'])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults).toMatchObject([{ kind: 'statement', state: 'ERR_INVALID_CHAR' }]);
    expect(await code()).toBe('answered');
  });
});

test('what is shown to a host is shown to no other, by whatever it is led there', async () => {
  const seen: string[] = [];
  const other = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end('{"data":[{"id":1}]}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => other.close() });
  const { port } = other.address() as AddressInfo;
  const authorization = { by: 'header', value: 'Bearer a-secret' };
  for (const style of ['page', 'link', 'header-link'] as const) {
    const { ids, server } = await api({ style, options: { authorization } });
    const own = Number(new URL(server.url).port);
    for (const to of [
      `http://127.0.0.1:${port}/people`,
      `//127.0.0.1:${port}/people`,
      `http://localhost:${own}/people`,
      `http://127.0.0.1:${own}@127.0.0.1:${port}/people`,
      `https://127.0.0.1:${own}/people`,
      'javascript:alert(1)',
      'http://',
    ]) {
      for (const status of [301, 302, 303, 307, 308, 300, 305]) {
        server.mischief = (_, response) => say(response, status, '', { location: to });
        await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      }
      server.mischief = (_, response) =>
        say(response, 200, page([{ id: 1 }], { links: { next: to } }), { link: `<${to}>; rel="next"` });
      if (style !== 'page') await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
  }
  expect(seen).toEqual([]);
});
