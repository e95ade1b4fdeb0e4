// A caller who hangs up while a server works for them: it stops working, and what they asked is on record.
import { request } from 'node:http';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestGateway } from '../fixtures/gateway.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';
import { servicesGateway } from '../fixtures/services-gateway.ts';

const missing = (await needs('postgres')) ?? (await needs('mariadb'));

describe.skipIf(missing)('a caller who hangs up', () => {
  const services = servicesGateway();
  const url = postgresUrl.replace(/[^/]+$/, 'scrim_demo');
  const open: {
    gateway?: TestGateway;
    token?: string;
    locker?: pg.Client;
    watcher?: pg.Client;
    my?: mysql.Connection;
  } = {};

  beforeAll(async () => {
    const gateway = await services.open();
    const [locker, watcher] = [new pg.Client(url), new pg.Client(url)];
    await Promise.all([locker.connect(), watcher.connect()]);
    const my = await mysql.createConnection({ host: '127.0.0.1', user: 'root' });
    Object.assign(open, { gateway, token: await gateway.token('fraud'), locker, watcher, my });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([open.locker?.end(), open.watcher?.end(), open.my?.end()]);
    await services.close();
  });

  const post = (path: string, query: string) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${open.token}`,
      'scrim-purpose': 'fraud-investigation',
    };
    const sent = request(`${open.gateway?.url}`, { path, method: 'POST', headers });
    const done = new Promise<number | undefined>((resolve) => {
      sent.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode)));
      sent.on('error', () => resolve(undefined));
    });
    sent.end(JSON.stringify({ query }));
    return { done, hangUp: () => sent.destroy() };
  };

  const stores = {
    PostgreSQL: {
      query: '{ customers(first: 3) { nodes { id name } } }',
      hold: async () => void (await open.locker?.query('begin; lock table crm.customers in access exclusive mode')),
      release: async () => void (await open.locker?.query('rollback')),
      waiting: async () =>
        (
          await open.watcher?.query(
            "select 1 from pg_stat_activity where datname = 'scrim_demo' and application_name = 'scrim' and wait_event_type = 'Lock'",
          )
        )?.rows.length,
    },
    MariaDB: {
      query: '{ orders(first: 3) { nodes { id total } } }',
      hold: async () => void (await open.my?.query('lock tables scrim_demo_shop.orders write')),
      release: async () => void (await open.my?.query('unlock tables')),
      waiting: async () => {
        const text =
          "select 1 from information_schema.processlist where db = 'scrim_demo_shop' and state like 'Waiting for table%'";
        return ((await open.my?.query(text))?.[0] as readonly unknown[] | undefined)?.length;
      },
    },
  };
  const until = async (waiting: () => Promise<number | undefined>, wanted: number): Promise<void> => {
    for (let tries = 0; tries < 400 && (await waiting()) !== wanted; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await waiting()).toBe(wanted);
  };
  const throughWarm = async (): Promise<number> => {
    const text = await (await fetch(`${open.gateway?.url.replace('/graphql', '/metrics')}`)).text();
    return Number(/scrim_doors_total\{door="warm"\} (\d+)/.exec(text)?.[1] ?? 0);
  };

  test.each([
    ['PostgreSQL', 'cold'],
    ['PostgreSQL', 'warm'],
    ['MariaDB', 'cold'],
    ['MariaDB', 'warm'],
  ] as const)('from %s through the %s door leaves nothing running there', async (store, door) => {
    const { query, hold, release, waiting } = stores[store];
    // The warm door takes `/graphql` alone, and what was asked before.
    const path = door === 'cold' ? '/graphql?' : '/graphql';
    expect([await post(path, query).done, await post(path, query).done]).toEqual([200, 200]);
    const warm = await throughWarm();
    await hold();
    try {
      const left = post(path, query);
      await until(waiting, 1);
      left.hangUp();
      expect(await left.done).toBeUndefined();
      await until(waiting, 0);
    } finally {
      await release();
    }
    expect((await throughWarm()) - warm).toBe(door === 'warm' ? 1 : 0);
    expect(await post(path, query).done).toBe(200);
    expect(open.gateway?.logged()).toMatch(/"outcome":"failed","code":"STORE_TIMEOUT","receipt"/);
  });
});
