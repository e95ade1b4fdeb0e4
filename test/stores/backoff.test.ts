import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backoff, backoff, pauseBefore } from '../../gateway/stores/backoff.ts';
import type { Store } from '../../gateway/stores/contract.ts';
import { postgresStore } from '../../gateway/stores/postgres.ts';
import { ownServer, type Server } from './server.ts';

const one = { name: 'one', text: 'select 1', decode: [Number] };
const broken = { name: 'broken', text: 'select * from public.nothing', decode: [Number] };
const slow = { name: 'slow', text: 'select 1 from pg_sleep(3)', decode: [Number] };

const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'answered',
    (error: { readonly code: string }) => error.code,
  );

/** A clock that stands still until the test lets the next pause end. */
function pauses() {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  const told: string[] = [];
  const options: Backoff = {
    random: () => 0.5,
    onBack: (store) => void told.push(store),
    wait: (ms) => {
      asked.push(ms);
      return new Promise((resolve) => void waiting.push(resolve));
    },
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const end = async (): Promise<void> => {
    await until(() => waiting.length > 0);
    waiting.shift()?.();
  };
  return { options, asked, told, until, end };
}

const own = await ownServer();

describe.runIf(own)('a store that goes away', () => {
  const server = own as Server;
  const opened: Store[] = [];
  const attempts = { count: 0 };
  const open = (options: Backoff, port = server.port): Store => {
    const inner = postgresStore('crm', {
      host: '127.0.0.1',
      port,
      database: 'postgres',
      user: 'postgres',
      tls: false,
      now: () => performance.now(),
      poolSize: 4,
      timeoutMs: 1000,
      connectTimeoutMs: 2000,
    });
    const counted: Store = {
      ...inner,
      read: (...asked) => {
        attempts.count += 1;
        return inner.read(...asked);
      },
      ready: () => {
        attempts.count += 1;
        return inner.ready();
      },
    };
    const store = backoff(counted, options);
    opened.push(store);
    return store;
  };
  beforeAll(() => server.start(), 30_000);
  afterAll(async () => {
    for (const store of opened) await store.close().catch(() => undefined);
    server.stop();
    server.remove();
  });

  test('is asked once and again after each pause, and by nobody else, until it is back', async () => {
    const { options, asked, told, until, end } = pauses();
    const store = open(options);
    expect(await outcome(store.read(one, []))).toBe('answered');
    server.stop();
    expect(await outcome(store.read(one, []))).toBe('STORE_UNAVAILABLE');
    attempts.count = 0;
    const all = await Promise.all(Array.from({ length: 200 }, () => outcome(store.read(one, []))));
    expect(new Set(all)).toEqual(new Set(['STORE_UNAVAILABLE']));
    expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
    expect(attempts.count).toBe(0);
    for (let i = 1; i <= 7; i++) {
      await end();
      await until(() => asked.length === i + 1);
      expect(attempts.count).toBe(i);
    }
    expect(asked).toEqual([75, 150, 300, 600, 1200, 2400, 3750, 3750]);
    server.start();
    expect(await outcome(store.read(one, []))).toBe('STORE_UNAVAILABLE');
    await end();
    await until(() => told.length === 1);
    expect(told).toEqual(['crm']);
    expect(await outcome(store.read(one, []))).toBe('answered');
  }, 30_000);

  test('is not thought away for a statement that it refuses, or one that takes too long', async () => {
    const { options, asked } = pauses();
    const store = open(options);
    expect(await outcome(store.read(broken, []))).toBe('STORE_UNAVAILABLE');
    expect(await outcome(store.read(slow, []))).toBe('STORE_TIMEOUT');
    expect(await outcome(store.read(one, []))).toBe('answered');
    expect(asked).toEqual([]);
  }, 20_000);

  test('is not thought away again for what was asked of it before', async () => {
    const { options, asked, told, until, end } = pauses();
    const late: { fail?: () => void } = {};
    const inner = open(options);
    const failing: Store = {
      ...inner,
      ready: async () => undefined,
      read: (query, values) =>
        query === slow ? new Promise((_, reject) => (late.fail = () => reject(away))) : inner.read(query, values),
    };
    const nowhere = open(pauses().options, 1);
    const away: unknown = await nowhere.read(one, []).catch((error: unknown) => error);
    const store = backoff(failing, options);
    const first = outcome(store.read(slow, []));
    const failFirst = late.fail;
    const second = outcome(store.read(slow, []));
    failFirst?.();
    expect(await first).toBe('STORE_UNAVAILABLE');
    await end();
    await until(() => told.length === 1);
    late.fail?.();
    expect(await second).toBe('STORE_UNAVAILABLE');
    expect(await outcome(store.read(one, []))).toBe('answered');
    expect(asked).toEqual([75]);
    await store.close();
  });

  test('is left alone once it is closed', async () => {
    const { options, asked, end } = pauses();
    const store = open(options, 1);
    expect(await outcome(store.read(one, []))).toBe('STORE_UNAVAILABLE');
    await store.close();
    attempts.count = 0;
    await end();
    await new Promise((resolve) => setImmediate(resolve));
    expect([asked.length, attempts.count]).toEqual([1, 0]);
  });
});

test('a pause grows, has an end, and is never the same for two', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
      const pause = pauseBefore(attempt, () => chance);
      const [least, most] = [pauseBefore(attempt, () => 0), pauseBefore(attempt, () => 1)];
      expect(pause).toBeGreaterThanOrEqual(least);
      expect(pause).toBeLessThanOrEqual(most);
      expect(least).toBe(most / 2);
      expect(pauseBefore(attempt + 1, () => chance)).toBeGreaterThanOrEqual(pause);
      expect(most).toBeLessThanOrEqual(5000);
    }),
  );
});
