import { randomBytes } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresStore } from '../../gateway/stores/postgres.ts';
import { tlsOf } from '../../gateway/postgres/tls.ts';
import { needs } from '../fixtures/servers.ts';
import { storeContract } from './contract.ts';
import { read } from './listed.ts';
import { certify, ownServer, type Server } from './server.ts';
import { and, by, column, compare, from, not, outColumn, param } from './tree.ts';

const shared = {
  host: '127.0.0.1',
  port: 5432,
  database: 'test',
  user: 'postgres',
  tls: false,
  poolSize: 4,
  timeoutMs: 1000,
  connectTimeoutMs: 2000,
  now: () => performance.now(),
} as const;

const own = await ownServer();
const there = (await needs('postgres')) === undefined;

if (there) {
  storeContract('PostgreSQL', `s ${randomBytes(6).toString('hex')} "odd"`.replaceAll('"', ''), async () => {
    const faults: unknown[] = [];
    const writer = new pg.Pool({ ...shared, ssl: false, max: 1 });
    const store = postgresStore('crm', { ...shared, onFault: (fault) => faults.push(fault) });
    return {
      store,
      faults,
      exec: (sql) => writer.query(sql).then(() => undefined),
      close: () => Promise.all([store.close(), writer.end()]).then(() => undefined),
    };
  });
}

const p = column('t', 'name', 'String');
const names = from('public', 'people', 't', { columns: [outColumn(p)], orderBy: [by(p, 'String')] });
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (rows) => rows,
    (error: unknown) => (error as { readonly code: string }).code,
  );

describe.runIf(own)('a PostgreSQL of its own', () => {
  const server = own as Server;
  const faults: { readonly kind: string; readonly state: string }[] = [];
  const connection = {
    ...shared,
    port: server?.port,
    database: 'postgres',
    onFault: (fault: (typeof faults)[number]) => void faults.push(fault),
  };
  const sql = async (text: string): Promise<void> => {
    const client = new pg.Client({ ...connection, ssl: false });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };

  beforeAll(async () => {
    server.start();
    await sql(
      `create table public.people (name text); insert into public.people values ('Ann'), ('Bo'); create schema other; create table other.people (name text)`,
    );
  }, 30_000);
  afterAll(() => {
    server.stop();
    server.remove();
  });

  test('that goes down is unavailable, and is read again when it is back', async () => {
    const store = postgresStore('crm', connection);
    const query = store.prepare(names);
    expect(await Promise.all([read(store, query, []), read(store, query, [])])).toEqual([
      [['Ann'], ['Bo']],
      [['Ann'], ['Bo']],
    ]);
    server.stop();
    expect(await outcome(read(store, query, []))).toBe('STORE_UNAVAILABLE');
    expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toEqual({ store: 'crm', kind: 'unavailable', state: 'ECONNREFUSED' });
    server.start();
    expect(await outcome(read(store, query, []))).toEqual([['Ann'], ['Bo']]);
    await store.close();
  }, 30_000);

  test('that restarts between two reads is read on without an error', async () => {
    const store = postgresStore('crm', connection);
    const query = store.prepare(names);
    await Promise.all(Array.from({ length: 4 }, () => read(store, query, [])));
    server.stop();
    server.start();
    expect(await Promise.all(Array.from({ length: 4 }, () => outcome(read(store, query, []))))).toEqual(
      Array(4).fill([['Ann'], ['Bo']]),
    );
    await store.close();
  }, 30_000);

  test('whose tables change under prepared statements is read on without an error', async () => {
    const store = postgresStore('crm', connection);
    await sql('create table public.moods (name text)');
    const query = store.prepare({
      ...names,
      from: { schema: 'public', table: 'moods', alias: 't' },
      columns: [outColumn(column('t', 'name', 'Int'))],
    });
    await Promise.all(Array.from({ length: 4 }, () => read(store, query, [])));
    await sql('drop table public.moods; create table public.moods (name int); insert into public.moods values (7)');
    expect(await Promise.all(Array.from({ length: 4 }, () => outcome(read(store, query, []))))).toEqual(
      Array(4).fill([[7]]),
    );
    await store.close();
  });

  test('whose role says otherwise is still read with our settings', async () => {
    await sql(`create role odd login superuser; alter role odd set search_path = other; alter role odd set default_transaction_read_only = off;
      alter role odd set timezone = 'Asia/Shanghai'; alter role odd set datestyle = 'German'; alter role odd set extra_float_digits = 0; alter role odd set statement_timeout = 0;
      create table public.odd (at timestamptz, d date, f float8); insert into public.odd values ('0044-03-15 12:00+00 BC', '10000-01-02', 0.30000000000000004)`);
    const store = postgresStore('crm', { ...connection, user: 'odd' });
    const columns = [
      outColumn(column('t', 'at', 'DateTime')),
      outColumn(column('t', 'd', 'Date')),
      outColumn(column('t', 'f', 'Float')),
    ];
    const query = store.prepare(from('public', 'odd', 't', { columns }));
    expect(await read(store, query, [])).toEqual([['0044-03-15 12:00:00+00 BC', '10000-01-02', 0.1 + 0.2]]);
    expect(await outcome(read(store, { name: 'slow', text: 'select pg_sleep(5)', decode: [] }, []))).toBe(
      'STORE_TIMEOUT',
    );
    expect(await outcome(read(store, { name: 'write', text: 'delete from public.people', decode: [] }, []))).toBe(
      'STORE_UNAVAILABLE',
    );
    await store.close();
  });

  test('whose role looks first where others may put things is read without them', async () => {
    await sql(`create schema evil; create table evil.people (name text); insert into evil.people values ('Eve');
      create function evil.always(text, text) returns boolean language sql immutable as 'select true';
      create operator evil.= (leftarg = text, rightarg = text, function = evil.always);
      create function evil.starts_with(text, text) returns boolean language sql immutable as 'select true';
      create function evil.current_setting(text) returns text language sql as $$ select '' $$;
      create role led login; alter role led set search_path = evil, pg_catalog; grant usage on schema evil, public to led;
      grant select on public.people, evil.people to led`);
    const store = postgresStore('crm', { ...connection, user: 'led' });
    const bare = { ...names, from: { table: 'people', alias: 't' } };
    expect(await read(store, store.prepare(bare), [])).toEqual([['Ann'], ['Bo']]);
    const equal = compare(p, '=', param(0, 'String'), 'String');
    expect(await read(store, store.prepare({ ...bare, where: equal }), ['Bo'])).toEqual([['Bo']]);
    const starts = { k: 'starts-with', left: p, prefix: param(0, 'String') } as const;
    expect(await read(store, store.prepare({ ...bare, where: starts }), ['B'])).toEqual([['Bo']]);
    await store.close();
  });

  test('that knows bytes and no characters is not read, for a mask would cut where it should not', async () => {
    await sql(`create database bytes template template0 encoding 'SQL_ASCII'`);
    const store = postgresStore('crm', { ...connection, database: 'bytes' });
    expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toEqual({ store: 'crm', kind: 'session', state: 'SQL_ASCII' });
    await store.close();
  });

  test('that has another encoding is read as what it means, and says of what it cannot hold that it cannot', async () => {
    await sql(`create database latin template template0 encoding 'LATIN1'`);
    const client = new pg.Client({ ...connection, database: 'latin', ssl: false });
    await client.connect();
    await client.query(`create table people (name text); insert into people values ('Émile'), ('Bo')`);
    await client.end();
    const store = postgresStore('crm', { ...connection, database: 'latin' });
    expect(await read(store, store.prepare(names), [])).toEqual([['Bo'], ['Émile']]);
    const query = store.prepare({ ...names, where: compare(p, '=', param(0, 'String'), 'String') });
    expect(await read(store, query, ['Émile'])).toEqual([['Émile']]);
    expect(await outcome(read(store, query, ['李']))).toBe('BAD_USER_INPUT');
    await store.close();
  });

  test('under a collation that takes more for equal, a text is still equal to itself alone', async () => {
    await sql(`create collation public.loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
      create table public.loose (name text collate public.loose unique); insert into public.loose values ('Émile'), ('Bo')`);
    const store = postgresStore('crm', connection);
    const find = (where: Parameters<typeof not>[0], value: string | readonly string[]) =>
      read(store, store.prepare({ ...names, from: { schema: 'public', table: 'loose', alias: 't' }, where }), [value]);
    const equal = compare(p, '=', param(0, 'String'), 'String');
    expect(await find(equal, 'Émile')).toEqual([['Émile']]);
    expect(await find(equal, 'emile')).toEqual([]);
    expect(await find(not(equal), 'emile')).toEqual([['Bo'], ['Émile']]);
    expect(
      await find({ k: 'in', left: p, list: { k: 'param', slot: 0, type: 'String', array: true }, type: 'String' }, [
        'emile',
        'bo',
        'Bo',
      ]),
    ).toEqual([['Bo']]);
    expect(await find(and({ k: 'starts-with', left: p, prefix: param(0, 'String') }), 'É')).toEqual([['Émile']]);
    await store.close();
  });

  test('shows its certificate, and each sslmode checks as much of it as it says', async () => {
    const ca = certify(server, 'localhost');
    server.stop();
    server.start();
    const readOver = async (
      host: string,
      sslmode: 'require' | 'verify-ca' | 'verify-full',
      sslrootcert?: string,
    ): Promise<unknown> => {
      const tls = tlsOf(
        {
          host,
          port: server.port,
          database: 'postgres',
          user: 'postgres',
          sslmode,
          ...(sslrootcert ? { sslrootcert } : {}),
        },
        '/',
      );
      const store = postgresStore('crm', { ...connection, host, tls });
      const query = {
        name: 'tls',
        text: 'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
        decode: [(cell: unknown) => String(cell)],
      };
      return outcome(read(store, query, [])).finally(() => store.close());
    };
    expect(await readOver('localhost', 'verify-full', ca)).toEqual([['t']]);
    expect(await readOver('127.0.0.1', 'verify-ca', ca)).toEqual([['t']]);
    expect(await readOver('127.0.0.1', 'require')).toEqual([['t']]);
    expect(await readOver('127.0.0.1', 'verify-full', ca)).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'unavailable', state: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(await readOver('localhost', 'verify-full')).toBe('STORE_UNAVAILABLE');
    expect(await readOver('127.0.0.1', 'verify-ca')).toBe('STORE_UNAVAILABLE');
  }, 30_000);

  test('that wants a password does not get it into an error, nor its name', async () => {
    const store = postgresStore('crm', { ...connection, user: 'nobody-here', password: 'pass-w0rd' });
    const error = (await store.ready().catch((caught: unknown) => caught)) as Error;
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(`${error.message} ${error.stack} ${JSON.stringify(faults.at(-1))}`).not.toMatch(/pass-w0rd|nobody-here/);
    await store.close();
  });
});

test('a port where nobody listens is unavailable at once', async () => {
  const store = postgresStore('crm', { ...shared, port: 1 });
  expect(await outcome(read(store, store.prepare(names), []))).toBe('STORE_UNAVAILABLE');
  await store.close();
});

test('a host that never answers is given up after the connection’s time', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as { readonly port: number };
  const faults: unknown[] = [];
  const store = postgresStore('crm', {
    ...shared,
    port,
    connectTimeoutMs: 200,
    onFault: (fault) => faults.push(fault),
  });
  const before = performance.now();
  expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
  expect(performance.now() - before).toBeLessThan(1500);
  expect(faults.at(-1)).toMatchObject({ kind: 'unavailable', state: 'CONNECT_TIMEOUT' });
  for (const socket of sockets) socket.destroy();
  silent.close();
  await store.close();
});

test.runIf(there)('a session that a pooler between has changed is never read over', async () => {
  const faults: unknown[] = [];
  const target = { host: shared.host, port: shared.port };
  const { pooler, port } = await forgetful(target);
  const store = postgresStore('crm', { ...shared, port, onFault: (fault) => faults.push(fault) });
  expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
  expect(faults.at(-1)).toMatchObject({ kind: 'session', state: 'SESSION' });
  await store.close();
  pooler.close();
});

/** A pooler that leaves the `options` of the start packet out. */
async function forgetful(target: { readonly host: string; readonly port: number }) {
  const { connect } = await import('node:net');
  const pooler = createServer((client) => {
    const server = connect(target);
    client.once('data', (start) => {
      const text = start.toString('latin1').replace(/options\0[^\0]*\0/, '');
      const packet = Buffer.from(text, 'latin1');
      packet.writeInt32BE(packet.length, 0);
      server.write(packet);
      client.pipe(server).pipe(client);
    });
    for (const socket of [client, server]) socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => pooler.once('listening', resolve));
  return { pooler, port: (pooler.address() as { readonly port: number }).port };
}
