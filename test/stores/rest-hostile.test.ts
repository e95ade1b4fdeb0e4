import { afterEach, describe, expect, test } from 'vitest';
import { serveRest, say, type Mischief } from './rest-server.ts';
import { city, id, type Making, type OneApi, oneApi } from './rest-one.ts';
import { backoff } from '../../gateway/stores/backoff.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import { compare, outColumn, param } from './tree.ts';

const opened: { readonly close: () => Promise<void> }[] = [];
const api = async (making?: Making): Promise<OneApi> => {
  const made = await oneApi(making);
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const both = { columns: [outColumn(id), outColumn(city)] };
const personal = 'Ann 13800138000';
const told = (one: object): string => JSON.stringify({ data: [{ id: 1, city: 'Bonn', ...one }] });

/** What an API may do, and what the log is told. */
const cases: Readonly<Record<string, readonly [mischief: Mischief, state: string, options?: object]>> = {
  'fails and says why': [(_, response) => say(response, 500, `{"error":"${personal}"}`), 'HTTP_500'],
  'is not there behind its proxy': [(_, response) => say(response, 503, personal), 'HTTP_503'],
  'does not know the gateway': [(_, response) => say(response, 403, personal), 'HTTP_403'],
  'asks for patience': [(_, response) => say(response, 429, personal), 'THROTTLED'],
  'answers what is no JSON': [(_, response) => say(response, 200, `<html>${personal}`), 'JSON'],
  'answers half of its JSON': [(_, response) => say(response, 200, `{"data":[{"id":"${personal}"`), 'JSON'],
  'answers what is no UTF-8': [
    (_, response) => say(response, 200, Buffer.from([0x22, 0xff, 0x22]).toString('latin1')),
    'SHAPE',
  ],
  'answers in brackets without end': [(_, response) => say(response, 200, '['.repeat(100_000)), 'JSON_DEPTH'],
  'answers another shape': [(_, response) => say(response, 200, `{"data":{"id":"${personal}"}}`), 'SHAPE'],
  'lists what are no records': [(_, response) => say(response, 200, `{"data":["${personal}",1,null]}`), 'SHAPE'],
  'gives a value of another type': [
    (_, response) => say(response, 200, told({ id: personal })),
    'WRONG_TYPE people.id',
  ],
  'gives an object where a text is': [
    (_, response) => say(response, 200, told({ city: { name: personal } })),
    'WRONG_TYPE people.city',
  ],
  'gives half a character': [(_, response) => say(response, 200, told({ city: '\ud83d' })), 'WRONG_TYPE people.city'],
  'gives a record without a key': [(_, response) => say(response, 200, told({ id: null })), 'KEY people'],
  'gives a prototype': [(_, response) => say(response, 200, '{"data":[{"__proto__":{"id":1}}]}'), 'KEY people'],
  'answers more than it may': [
    (_, response) => say(response, 200, told({ x: 'x'.repeat(3000) })),
    'TOO_LARGE',
    { response: { bytes: 2000 } },
  ],
  'packs what it answers': [(_, response) => say(response, 200, 'x', { 'content-encoding': 'gzip' }), 'ENCODING'],
  'breaks off': [
    (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"data":[');
      setTimeout(() => response.destroy(), 20);
      return true;
    },
    'ECONNRESET',
  ],
  'is silent': [() => true, 'CALL_TIMEOUT', { callTimeoutMs: 500 }],
  'never ends': [
    (_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
      return true;
    },
    'CALL_TIMEOUT',
    { callTimeoutMs: 500 },
  ],
  'sends on and on': [(_, response, url) => say(response, 302, '', { location: url.href }), 'REDIRECT'],
  'sends on to another host': [
    (_, response) => say(response, 302, '', { location: 'https://example.com/people' }),
    'REDIRECT',
  ],
  'sends on to another port': [
    (_, response) => say(response, 307, '', { location: 'http://127.0.0.1:1/people' }),
    'REDIRECT',
  ],
  'sends on to nowhere': [(_, response) => say(response, 302, ''), 'REDIRECT'],
};

describe('an API that', () => {
  test.each(Object.entries(cases))('%s is told in our words alone', async (_, [mischief, state, options]) => {
    const { ids, server, faults } = await api({ options });
    server.mischief = mischief;
    const error = (await ids(both).catch((caught: unknown) => caught)) as Error;
    expect(error).toMatchObject({ code: state === 'CALL_TIMEOUT' ? 'STORE_TIMEOUT' : 'STORE_UNAVAILABLE' });
    expect(faults.at(-1)?.state).toBe(state);
    expect(JSON.stringify([error.message, error.stack, error.cause, faults])).not.toMatch(
      /Ann|13800138000|127\.0\.0\.1/,
    );
    server.mischief = undefined;
    expect(await ids()).toHaveLength(20);
  });

  test('gives pages without end is stopped', async () => {
    for (const options of [{ most: 50 }, { calls: 9 }]) {
      const { ids, server } = await api({ style: 'offset', told: [{ name: 'id' }, { name: 'city' }], options });
      const next = { id: 0 };
      server.mischief = (_, response) =>
        say(response, 200, JSON.stringify({ data: [{ id: (next.id += 1), city: 'Bonn' }] }));
      await expect(ids()).rejects.toMatchObject({ code: 'COST_EXCEEDED' });
      expect(server.asked.length).toBeLessThanOrEqual(51);
    }
  });

  test.each([
    ['token', '"meta":{"next_token":"same"}', 'PAGING'],
    ['token', '"meta":{"next_token":{"a":1}}', 'PAGING'],
    ['link', '"links":{"next":"/link/people?after=1"}', 'PAGING'],
    ['link', '"links":{"next":"https://example.com/link/people"}', 'OTHER_HOST'],
    ['link', '"links":{"next":"//example.com/link/people"}', 'OTHER_HOST'],
    ['link', '"links":{"next":"file:///etc/passwd"}', 'OTHER_HOST'],
  ] as const)('leads by %s in a circle or away (%s) is refused', async (style, text, state) => {
    const { ids, server, faults } = await api({ style });
    server.mischief = (_, response) => say(response, 200, `{"data":[{"id":1}],${text}}`);
    await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults.at(-1)?.state).toBe(state);
  });

  test('sends on within its own host is followed', async () => {
    const { ids, server } = await api({ told: [{ name: 'id' }, { name: 'city' }] });
    server.mischief = (_, response, url) =>
      url.searchParams.has('moved')
        ? false
        : say(response, 308, '', { location: `${url.pathname}${url.search}&moved=1` });
    expect(await ids()).toHaveLength(20);
  });

  test('counts for what the whole operation may read', async () => {
    const { ids } = await api();
    const spent = { bytes: 0 };
    const call = {
      ended: () => false,
      onEnd: () => () => undefined,
      spend: (bytes: number) => void (spent.bytes += bytes),
    };
    await ids({}, [], call);
    expect(spent.bytes).toBeGreaterThan(500);
    const over = {
      ...call,
      spend: () => {
        throw new GatewayError('COST_EXCEEDED', 'enough');
      },
    };
    await expect(ids({}, [], over)).rejects.toMatchObject({ code: 'COST_EXCEEDED' });
  });

  test('is slow is left when nobody waits any more, and that is no fault of its own', async () => {
    const { ids, server, faults } = await api();
    server.mischief = () => true;
    const acts: (() => void)[] = [];
    const closed = new Promise<void>((resolve) => {
      server.mischief = (request) => {
        request.on('close', () => resolve());
        setTimeout(() => {
          for (const act of acts) act();
        }, 10);
        return true;
      };
    });
    const call = {
      ended: () => false,
      spend: () => undefined,
      onEnd: (act: () => void) => {
        acts.push(act);
        return () => undefined;
      },
    };
    await expect(ids({}, [], call)).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
    await closed;
    expect(faults).toEqual([]);
  });
});

describe('a call that fails in passing', () => {
  const failing = (times: number, mischief: Mischief): Mischief => {
    const left = { times };
    return (...asked) => (left.times-- > 0 ? mischief(...asked) : false);
  };

  test.each([429, 502, 503, 504])('with %i is tried again', async (status) => {
    const { ids, server } = await api({ options: { attempts: 3 } });
    server.mischief = failing(2, (_, response) => say(response, status, '{}'));
    expect(await ids()).toHaveLength(20);
  });

  test('by a broken connection is tried again', async () => {
    const { ids, server } = await api({ options: { attempts: 2 } });
    server.mischief = failing(1, (request) => request.socket.destroy() !== undefined);
    expect(await ids()).toHaveLength(20);
  });

  test.each([400, 422])('with %i is not', async (status) => {
    const { ids, server } = await api({ options: { attempts: 3 } });
    server.mischief = failing(1, (_, response) => say(response, status, '{}'));
    await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(server.asked).toHaveLength(1);
  });

  test('with a time to wait waits so long, and not where that is longer than it has', async () => {
    const waits: number[] = [];
    const clock = { at: 0 };
    const around = {
      now: () => clock.at,
      wait: async (ms: number) => {
        waits.push(ms);
        clock.at += ms;
      },
    };
    const { ids, server, faults } = await api({
      options: { attempts: 3, timeoutMs: 10_000, callTimeoutMs: 9000, concurrent: 1 },
      around,
    });
    server.mischief = failing(1, (_, response) => say(response, 429, '{}', { 'retry-after': '3' }));
    expect(await ids()).toHaveLength(20);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(3000);
    server.mischief = failing(1, (_, response) => say(response, 503, '{}', { 'retry-after': '60' }));
    await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults.at(-1)?.state).toBe('THROTTLED');
  });
});

test('an error in the body of a success is one', async () => {
  const errors = { at: '/errorCode', fine: [0], throttled: [50], nothing: ['none'] };
  const { ids, server, faults } = await api({ options: { errors } });
  server.mischief = (_, response) => say(response, 200, `{"errorCode":10006,"errorMessage":"${personal}"}`);
  await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  server.mischief = (_, response) => say(response, 200, '{"errorCode":50}');
  await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(faults.map(({ state }) => state)).toEqual(['TOLD_ERROR', 'THROTTLED']);
  server.mischief = (_, response) => say(response, 200, '{"errorCode":"none"}');
  expect(await ids()).toEqual([]);
  server.mischief = undefined;
  expect(await ids()).toHaveLength(20);
});

test('a value of a caller is bound or refused, and stands in no error', async () => {
  const { ids, faults, server } = await api();
  const where = compare(id, '=', param(0, 'key:integer'), 'key:integer');
  await expect(ids({ where }, ['1 or 1=1'])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(JSON.stringify(faults)).not.toContain('1=1');
  expect(server.asked).toEqual([]);
  const inCity = compare(city, '=', param(0, 'String'), 'String');
  expect(await ids({ where: inCity }, ['x&id.gt=1#?\n'])).toEqual([]);
  expect(server.asked.every((one) => !one.includes('&id.gt'))).toBe(true);
});

test('it is ready where the API answers, and asks it seldom', async () => {
  const { store, server, faults } = await api();
  await store.ready();
  await store.ready();
  expect(server.asked).toEqual(['GET /page/people?size=1&page=1']);
  const other = await serveRest();
  await other.close();
  const gone = await api({ options: { url: other.url } });
  await expect(gone.store.ready()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(gone.faults.at(-1)?.state).toBe('ECONNREFUSED');
  expect(faults).toEqual([]);
});

test('one that asks for patience is not left alone by everybody, one that is away is', async () => {
  const { store, server, ids } = await api();
  const never = new Promise<void>(() => undefined);
  const guarded = backoff(store, { wait: () => never, random: () => 0 });
  const query = store.prepare({
    from: { table: 'people', alias: 't' },
    joins: [],
    columns: [outColumn(id)],
    where: { k: 'and', of: [] },
    orderBy: [],
  });
  const code = (): Promise<string> =>
    guarded.read(query, []).then(
      () => 'answered',
      ({ code: told }) => told,
    );
  server.mischief = (_, response) => say(response, 429, '{}');
  expect(await code()).toBe('STORE_UNAVAILABLE');
  server.mischief = undefined;
  expect(await code()).toBe('answered');
  server.mischief = (_, response) => say(response, 503, '{}');
  expect(await code()).toBe('STORE_UNAVAILABLE');
  server.mischief = undefined;
  const asked = server.asked.length;
  expect(await code()).toBe('STORE_UNAVAILABLE');
  expect(server.asked).toHaveLength(asked);
  expect(await ids()).toHaveLength(20);
});
