import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Call, Query } from '../../gateway/stores/contract.ts';
import type { StoreFault } from '../../gateway/stores/faults.ts';
import { type PostgresConnection, postgresStore } from '../../gateway/stores/postgres.ts';
import { needs } from '../fixtures/servers.ts';
import { storeContract } from './contract.ts';
import { read } from './listed.ts';
import { type Bouncer, ownBouncer } from './pgbouncer.ts';
import { column, compare, from, outColumn, param } from './tree.ts';

const target = { host: '127.0.0.1', port: 5432, database: 'test' };
const missing = (await needs('postgres')) ?? (await needs('pgbouncer'));

const faults: StoreFault[] = [];
const connection = (port: number, more: Partial<PostgresConnection> = {}): PostgresConnection => ({
  ...target,
  port,
  user: 'postgres',
  tls: false,
  pooler: true,
  poolSize: 6,
  timeoutMs: 1000,
  connectTimeoutMs: 2000,
  now: () => performance.now(),
  onFault: (fault) => void faults.push(fault),
  ...more,
});
const raw = (text: string): Query => ({ name: text, text, decode: [String] });
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (rows) => rows,
    (error: unknown) => (error as { readonly code: string }).code,
  );

describe.skipIf(missing)('behind a PgBouncer that lends its sessions for a transaction', () => {
  const lent: { bouncer?: Bouncer } = {};
  const schema = `pooled_${randomBytes(6).toString('hex')}`;
  const port = (): number => lent.bouncer?.port ?? 1;
  beforeAll(async () => {
    const bouncer = await ownBouncer({ mode: 'transaction', to: target, sessions: 2 });
    if (bouncer) lent.bouncer = bouncer;
  });
  afterAll(() => lent.bouncer?.stop());

  storeContract('PostgreSQL, through a pooler,', schema, async () => {
    const writer = new pg.Pool({ ...target, user: 'postgres', max: 1 });
    const told: unknown[] = [];
    const store = postgresStore('crm', connection(port(), { onFault: (fault) => told.push(fault) }));
    return {
      store,
      faults: told,
      exec: (sql) => writer.query(sql).then(() => undefined),
      close: () => Promise.all([store.close(), writer.end()]).then(() => undefined),
    };
  });

  test('nothing that others left in a session is believed', async () => {
    const alone = (await ownBouncer({ mode: 'transaction', to: target, sessions: 1 })) as Bouncer;
    onTestFinished(alone.stop);
    const other = new pg.Client({ ...connection(alone.port), ssl: false });
    const spoilt = `${schema}_spoilt`;
    await other.connect();
    await other.query(`create schema ${spoilt}; create table ${spoilt}.people (name text);
      insert into ${spoilt}.people values ('Ann'), ('Bo');
      create function ${spoilt}.always(text, text) returns boolean language sql immutable as 'select true';
      create operator ${spoilt}.= (leftarg = text, rightarg = text, function = ${spoilt}.always);
      create function ${spoilt}.set_config(text, text, boolean) returns text language sql as $$ select 'off' $$;
      create function ${spoilt}.current_setting(text) returns text language sql as $$ select '' $$`);
    await other.query(
      `set search_path = ${spoilt}, pg_catalog; set default_transaction_read_only = off; set timezone = 'Asia/Shanghai'; set statement_timeout = 0`,
    );
    const store = postgresStore('crm', connection(alone.port));
    const name = column('t', 'name', 'String');
    const equal = compare(name, '=', param(0, 'String'), 'String');
    const query = store.prepare(from(spoilt, 'people', 't', { columns: [outColumn(name)], where: equal }));
    expect(await read(store, query, ['Bo'])).toEqual([['Bo']]);
    expect(await read(store, raw(`select current_setting('TimeZone')`), [])).toEqual([['UTC']]);
    expect(await outcome(store.read(raw(`insert into ${spoilt}.people values ('Eve')`), []))).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'statement', state: '25006' });
    expect(await outcome(store.read(raw('select pg_sleep(5)'), []))).toBe('STORE_TIMEOUT');
    // Nor is anything of ours left to them.
    expect((await other.query('show transaction_read_only')).rows).toEqual([{ transaction_read_only: 'off' }]);
    await other.query(`drop schema ${spoilt} cascade`);
    await Promise.all([other.end(), store.close()]);
  });

  test('many readers over few sessions each get their own rows', async () => {
    const stores = [1, 2, 3].map(() => postgresStore('crm', connection(port())));
    const asked = Array.from({ length: 600 }, (_, at) =>
      read(stores[at % 3] as (typeof stores)[number], { ...raw('select $1::text'), name: 'same' }, [String(at)]),
    );
    expect((await Promise.all(asked)).flat()).toEqual(asked.map((_, at) => [String(at)]));
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a statement whose caller left is stopped in the server', async () => {
    const mark = `left_${schema}`;
    const store = postgresStore('crm', connection(port(), { timeoutMs: 60_000 }));
    const watch = new pg.Client({ ...target, user: 'postgres' });
    await watch.connect();
    const running = async (): Promise<number> =>
      (
        await watch.query(
          `select 1 from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%${mark}%'`,
        )
      ).rows.length;
    const until = async (wanted: number): Promise<void> => {
      for (let tries = 0; tries < 300 && (await running()) !== wanted; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await running()).toBe(wanted);
    };
    const state: { ended: boolean; act?: () => void } = { ended: false };
    const call: Call = {
      ended: () => state.ended,
      onEnd: (act) => {
        state.act = act;
        return () => undefined;
      },
      spend: () => undefined,
    };
    const left = outcome(store.read(raw(`select pg_sleep(60)::text as ${mark}`), [], call));
    await until(1);
    state.ended = true;
    state.act?.();
    expect(await left).toBe('STORE_TIMEOUT');
    await until(0);
    await Promise.all([watch.end(), store.close()]);
  });

  test('whoever does not say that there is one is told', async () => {
    const store = postgresStore('crm', connection(port(), { pooler: false }));
    expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'session', state: 'SETTINGS_REFUSED' });
    await store.close();
    const more = ['ignore_startup_parameters = options'];
    const deaf = (await ownBouncer({ mode: 'transaction', to: target, sessions: 2, more })) as Bouncer;
    onTestFinished(deaf.stop);
    const unheard = postgresStore('crm', connection(deaf.port, { pooler: false }));
    expect(await outcome(unheard.ready())).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'session', state: 'SESSION' });
    await unheard.close();
  });
});

test.skipIf(missing)(
  'a PgBouncer that lends its sessions as long as they are wanted is one like any other',
  async () => {
    const bouncer = (await ownBouncer({ mode: 'session', to: target, sessions: 6 })) as Bouncer;
    onTestFinished(bouncer.stop);
    const store = postgresStore('crm', connection(bouncer.port));
    const asked = Array.from({ length: 100 }, (_, at) => read(store, raw('select $1::text'), [String(at)]));
    expect((await Promise.all(asked)).flat()).toEqual(asked.map((_, at) => [String(at)]));
    await store.close();
  },
);
