import { createServer, connect as connectTo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Select } from '../../gateway/statement.ts';
import type { Call, Query } from '../../gateway/stores/contract.ts';
import { type MariadbConnection, mariadbStore } from '../../gateway/stores/mariadb.ts';
import { mariadbShopStatements } from '../../gateway/demo/seed/mariadb.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import { needs } from '../fixtures/servers.ts';
import { ownMariadb } from './mariadb-server.ts';
import { read as rowsOf } from './listed.ts';
import { and, by, column, compare, from, list, not, outColumn, param } from './tree.ts';

const own = await ownMariadb();
if (!own) await needs('mariadb-programs');

const faults: { readonly kind: string; readonly state: string }[] = [];
const connection = (more: Partial<MariadbConnection> = {}): MariadbConnection => ({
  host: '127.0.0.1',
  port: own?.port ?? 1,
  database: 'd',
  user: 'root',
  tls: false,
  poolSize: 4,
  timeoutMs: 1000,
  connectTimeoutMs: 2000,
  onFault: (fault) => void faults.push(fault),
  ...more,
});

const name = column('t', 'name', 'String');
const names = from('d', 'people', 't', { columns: [outColumn(name)], orderBy: [by(name, 'String')] });
const raw = (text: string): Query => ({ name: text, text, decode: [(cell) => String(cell)] });
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (rows) => rows,
    (error: unknown) => (error as { readonly code: string }).code,
  );
const read = async (select: Select, values: readonly (string | readonly string[])[] = []): Promise<unknown> => {
  const store = mariadbStore('crm', connection());
  return outcome(rowsOf(store, store.prepare(select), values)).finally(() => store.close());
};

/** What an operator may have set, all of it against us. */
const odd = [
  '--sql-mode=ANSI_QUOTES,PAD_CHAR_TO_FULL_LENGTH,NO_BACKSLASH_ESCAPES',
  '--default-time-zone=+08:00',
  '--character-set-server=latin1',
  '--collation-server=latin1_german1_ci',
  '--max-sort-length=64',
  '--lower-case-table-names=0',
];

describe.runIf(own)('a MariaDB of its own, set otherwise than we want it', () => {
  if (!own) return;
  beforeAll(async () => {
    await own.start(...odd);
    await own.exec(`set global sql_select_limit = 1; create database d character set utf8mb4; use d;
      create table people (name varchar(40)); insert into people values ('Ann'), ('Bo')`);
  }, 60_000);
  afterAll(async () => {
    await own.stop();
    own.remove();
  });

  test('is read with our settings all the same, and cannot be written', async () => {
    await own.exec(`use d; create table odd (id int, padded char(8), at timestamp(6) null, note text);
      set session time_zone = '+00:00'; insert into odd values (1, 'ab', '2024-02-29 12:00:00.5', concat(repeat('x', 200), 'b')), (2, 'a', null, concat(repeat('x', 200), 'a'))`);
    const padded = column('t', 'padded', 'String');
    const columns = [outColumn(padded), outColumn(column('t', 'at', 'DateTime'))];
    const orderBy = [by(column('t', 'note', 'String'), 'String')];
    expect(await read(from('d', 'odd', 't', { columns, orderBy }))).toEqual([
      ['a', null],
      ['ab', '2024-02-29T12:00:00.500000Z'],
    ]);
    const store = mariadbStore('crm', connection());
    expect(await outcome(rowsOf(store, raw('delete from d.people'), []))).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'statement', state: 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION' });
    expect(await outcome(rowsOf(store, raw('select sleep(5)'), []))).toBe('STORE_TIMEOUT');
    await store.close();
  });

  test.each([
    ['utf8mb4', 'utf8mb4_general_ci'],
    ['utf8mb4', 'utf8mb4_unicode_ci'],
    ['utf8mb4', 'utf8mb4_bin'],
    ['utf8mb4', 'utf8mb4_nopad_bin'],
    ['utf8mb4', 'uca1400_as_cs'],
    ['utf8mb3', 'utf8mb3_general_ci'],
    ['latin1', 'latin1_swedish_ci'],
    ['ucs2', 'ucs2_general_ci'],
  ])(
    'holds texts in %s under %s, each equal to itself alone and in order of code points',
    async (charset, collation) => {
      await own.exec(`use d; set names utf8mb4; create or replace table loose (name varchar(20) character set ${charset} collate ${collation}, index (name));
      insert into loose values ('Émile'), ('Emile'), ('emile'), ('a'), ('a '), ('B'), ('?'), ('a?'), (''), (null)`);
      const there = ['', '?', 'B', 'Emile', 'a', 'a ', 'a?', 'emile', 'Émile'];
      const loose = from('d', 'loose', 't', { columns: [outColumn(name)], orderBy: [by(name, 'String')] });
      const rows = (of: readonly (string | null)[]) => of.map((one) => [one]);
      expect(await read(loose)).toEqual(rows([...there, null]));
      const equal = compare(name, '=', param(0, 'String'), 'String');
      for (const one of [...there, '李', 'ＥＭＩＬＥ', 'a\u0001']) {
        const same = there.filter((other) => other === one);
        expect(await read({ ...loose, where: equal }, [one])).toEqual(rows(same));
        const among = { k: 'in', left: name, list: list(0, 'String'), type: 'String' } as const;
        expect(await read({ ...loose, where: among }, [[one, '李']])).toEqual(rows(same));
        const starts = { k: 'starts-with', left: name, prefix: param(0, 'String') } as const;
        expect(await read({ ...loose, where: starts }, [one])).toEqual(
          rows(there.filter((other) => other.startsWith(one))),
        );
        const less = compare(name, '<', param(0, 'String'), 'String');
        expect(await read({ ...loose, where: and(less, not(equal)) }, [one])).toEqual(
          rows(there.filter((other) => other < one)),
        );
      }
    },
  );

  test.each([
    ['uuid', "'0000000A-0000-4000-8000-000000000001'"],
    ['char(36) character set ascii collate ascii_bin', "'0000000A-0000-4000-8000-000000000001'"],
    ['char(36) character set latin1 collate latin1_swedish_ci', "'0000000A-0000-4000-8000-000000000001'"],
    ['binary(16)', "x'0000000A000040008000000000000001'"],
  ])('holds UUIDs as %s, which are found and walked whatever the case of their letters', async (type, literal) => {
    const lower = [
      '0000000a-0000-4000-8000-000000000001',
      '0000000b-0000-4000-8000-000000000001',
      'a0000000-0000-4000-8000-000000000001',
    ];
    const [, b = '', a = ''] = lower.map((one) =>
      type === 'binary(16)' ? `x'${one.replaceAll('-', '')}'` : `'${one.toUpperCase()}'`,
    );
    await own.exec(
      `use d; create or replace table refs (k ${type} primary key); insert into refs values (${literal}), (${b}), (${a})`,
    );
    const k = column('t', 'k', 'key:uuid');
    const refs = from('d', 'refs', 't', { columns: [outColumn(k)], orderBy: [by(k, 'key:uuid')] });
    const rows = lower.map((one) => [one]);
    expect(await read(refs)).toEqual(rows);
    for (const [at, one] of lower.entries()) {
      expect(await read({ ...refs, where: compare(k, '=', param(0, 'key:uuid'), 'key:uuid') }, [one])).toEqual([[one]]);
      expect(await read({ ...refs, where: compare(k, '>', param(0, 'key:uuid'), 'key:uuid') }, [one])).toEqual(
        rows.slice(at + 1),
      );
      const among = { k: 'in', left: k, list: list(0, 'key:uuid'), type: 'key:uuid' } as const;
      expect(await read({ ...refs, where: among }, [[one]])).toEqual([[one]]);
    }
  });

  test('holds columns of other kinds than the catalogue says, and they are not read', async () => {
    await own.exec(`use d; create table kinds (yes enum('Y', 'N'), at time, code bigint unsigned, flag bit(1), note blob, total double);
      insert into kinds values ('N', '10:00:00', 18446744073709551615, b'1', 'x', 1.5)`);
    const only = (column_: ReturnType<typeof column>) => from('d', 'kinds', 't', { columns: [outColumn(column_)] });
    expect(await read(only(column('t', 'yes', 'Boolean')))).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toEqual({ store: 'crm', kind: 'statement', state: 'COLUMN_TYPE yes' });
    for (const wrong of [column('t', 'at', 'DateTime'), column('t', 'note', 'Int'), column('t', 'total', 'Decimal')])
      expect(await read(only(wrong))).toBe('STORE_UNAVAILABLE');
    const code = column('t', 'CODE', 'key:bigint');
    const found = { ...only(code), where: compare(code, '=', param(0, 'key:bigint'), 'key:bigint') };
    expect(await read(found, ['18446744073709551615'])).toEqual([['18446744073709551615']]);
    expect(await read(found, ['18446744073709551616'])).toBe('BAD_USER_INPUT');
    expect(await read(only(column('t', 'flag', 'Boolean')))).toEqual([[true]]);
  });

  test('takes the shop of the demo whole, whatever its databases are made with', async () => {
    await own.exec(`create database shop; use shop; ${[...mariadbShopStatements(0.01)].join('\n')}`);
    const columns = [outColumn(column('t', 'shipping_address', 'String'))];
    expect(JSON.stringify(await read(from('shop', 'orders', 't', { columns })))).toMatch(/路\d+号/);
  });

  test('whose tables change under prepared statements is read on without an error', async () => {
    await own.exec('use d; create or replace table moods (name varchar(20)); ');
    const store = mariadbStore('crm', connection());
    const query = store.prepare(from('d', 'moods', 't', { columns: [outColumn(column('t', 'name', 'String'))] }));
    await Promise.all(Array.from({ length: 4 }, () => store.read(query, [])));
    await own.exec(
      'use d; drop table moods; create table moods (extra int, name int); insert into moods values (1, 7)',
    );
    expect(await Promise.all(Array.from({ length: 4 }, () => outcome(rowsOf(store, query, []))))).toEqual(
      Array(4).fill([['7']]),
    );
    await store.close();
  });

  test('that kills every connection is read on without an error', async () => {
    const store = mariadbStore('crm', connection());
    const query = store.prepare(names);
    await Promise.all(Array.from({ length: 4 }, () => store.read(query, [])));
    await own.exec(
      "begin not atomic for one in (select id from information_schema.processlist where db = 'd' and id <> connection_id()) do kill one.id; end for; end",
    );
    expect(await Promise.all(Array.from({ length: 4 }, () => outcome(rowsOf(store, query, []))))).toEqual(
      Array(4).fill([['Ann'], ['Bo']]),
    );
    await store.close();
  });

  test('that goes down is unavailable, and is read again when it is back', async () => {
    const store = mariadbStore('crm', connection());
    const query = store.prepare(names);
    await store.read(query, []);
    await own.stop();
    expect(await outcome(rowsOf(store, query, []))).toBe('STORE_UNAVAILABLE');
    expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ store: 'crm', kind: 'unavailable', state: 'ECONNREFUSED' });
    await own.start(...odd);
    // It knocks less and less often, at last every two seconds.
    for (let left = 100; left > 0 && (await outcome(store.ready())) !== undefined; left--)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await outcome(rowsOf(store, query, []))).toEqual([['Ann'], ['Bo']]);
    await store.close();
  }, 60_000);

  describe('reads for a call', () => {
    const running = async (): Promise<number> => {
      const store = mariadbStore('watch', connection({ database: 'mysql', timeoutMs: 5000 }));
      const [row] = await rowsOf(
        store,
        raw("select count(*) from information_schema.processlist where info like '%seq_1_to_9%' and db = 'd'"),
        [],
      );
      await store.close();
      return Number(row?.[0]);
    };
    const callThat = (more: Partial<Call> = {}): Call => ({
      ended: () => false,
      onEnd: () => () => undefined,
      spend: () => undefined,
      ...more,
    });

    test('that has ended are not begun', async () => {
      const store = mariadbStore('crm', connection({ port: 1 }));
      expect(await outcome(rowsOf(store, raw('select 1'), [], callThat({ ended: () => true })))).toBe('STORE_TIMEOUT');
      await store.close();
    });

    test('that ends are cancelled in the server too', async () => {
      const store = mariadbStore('crm', connection({ timeoutMs: 20_000, poolSize: 1 }));
      const end: { act?: () => void; ended: boolean } = { ended: false };
      const call = callThat({
        ended: () => end.ended,
        onEnd: (act) => {
          end.act = act;
          return () => undefined;
        },
      });
      const reading = outcome(
        rowsOf(
          store,
          raw('select count(*) from seq_1_to_999999 a, seq_1_to_999999 b where a.seq * b.seq % 7 = 3'),
          [],
          call,
        ),
      );
      while ((await running()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      end.ended = true;
      end.act?.();
      expect(await reading).toBe('STORE_TIMEOUT');
      while ((await running()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await outcome(rowsOf(store, raw('select 1'), []))).toEqual([['1']]);
      await store.close();
    });

    test('that has spent its bytes stop early', async () => {
      const store = mariadbStore('crm', connection({ timeoutMs: 20_000, poolSize: 1 }));
      const spent = { bytes: 0 };
      const spend = (bytes: number): void => {
        spent.bytes += bytes;
        if (spent.bytes > 10_000) throw new GatewayError('COST_EXCEEDED', 'too much');
      };
      const huge = raw("select repeat('x', 1000) from seq_1_to_9000000");
      expect(await outcome(rowsOf(store, huge, [], callThat({ spend })))).toBe('COST_EXCEEDED');
      expect(spent.bytes).toBeLessThan(5_000_000);
      expect(await outcome(rowsOf(store, raw('select 1'), []))).toEqual([['1']]);
      await store.close();
    });
  });

  test('has no more connections than are allowed, and the last in line is told when it takes too long', async () => {
    const store = mariadbStore('crm', connection({ poolSize: 1, connectTimeoutMs: 300, timeoutMs: 3000 }));
    const slow = outcome(rowsOf(store, raw('select sleep(1)'), []));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await outcome(rowsOf(store, raw('select 1'), []))).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'unavailable', state: 'POOL_TIMEOUT' });
    expect(await slow).toEqual([['0']]);
    await store.close();
  });

  test('that gives fewer connections than are allowed serves everybody over those', async () => {
    await own.exec(`create user few@'%' identified by 'x' with max_user_connections 2; grant select on d.* to few@'%'`);
    const store = mariadbStore('crm', connection({ user: 'few', password: 'x', poolSize: 10 }));
    const before = faults.length;
    for (let round = 0; round < 3; round += 1) {
      const asked = Array.from({ length: 20 }, () => outcome(rowsOf(store, raw('select sleep(0.01)'), [])));
      expect(await Promise.all(asked)).toEqual(asked.map(() => [['0']]));
    }
    expect(faults.length).toBe(before);
    await store.close();
    const none = mariadbStore('crm', connection({ user: 'few', password: 'y', connectTimeoutMs: 60_000 }));
    const refused = Array.from({ length: 20 }, () => outcome(rowsOf(none, raw('select 1'), [])));
    expect(new Set(await Promise.all(refused))).toEqual(new Set(['STORE_UNAVAILABLE']));
    await none.close();
  });

  test('that wants a password does not get it into an error, nor its name', async () => {
    const store = mariadbStore('crm', connection({ user: 'nobody-here', password: 'pass-w0rd' }));
    const error = (await store.ready().catch((caught: unknown) => caught)) as Error;
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults.at(-1)).toMatchObject({ kind: 'unavailable', state: 'ER_ACCESS_DENIED_ERROR' });
    expect(`${error.message} ${error.stack} ${JSON.stringify(faults.at(-1))}`).not.toMatch(/pass-w0rd|nobody-here/);
    await store.close();
  });

  test('behind a proxy that drops a setting is never read', async () => {
    const { proxy, port } = await changing(own.port, "'+00:00'", "'+08:00'");
    const store = mariadbStore('crm', connection({ port }));
    expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
    expect(faults.at(-1)).toMatchObject({ kind: 'session', state: 'SESSION' });
    await store.close();
    proxy.close();
  });
});

test('a port where nobody listens is unavailable at once', async () => {
  const store = mariadbStore('crm', connection({ port: 1 }));
  expect(await outcome(rowsOf(store, store.prepare(names), []))).toBe('STORE_UNAVAILABLE');
  await store.close();
});

test('a host that never answers is given up after the connection’s time', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as { readonly port: number };
  const store = mariadbStore('crm', connection({ port, connectTimeoutMs: 200 }));
  expect(await outcome(store.ready())).toBe('STORE_UNAVAILABLE');
  expect(faults.at(-1)).toMatchObject({ kind: 'unavailable', state: 'ETIMEDOUT' });
  for (const socket of sockets) socket.destroy();
  silent.close();
  await store.close();
});

/** A proxy that puts one text in another's place on the way to the server. */
async function changing(port: number, what: string, to: string) {
  const proxy = createServer((client) => {
    const server = connectTo({ host: '127.0.0.1', port });
    client.on('data', (chunk) => server.write(Buffer.from(chunk.toString('latin1').replace(what, to), 'latin1')));
    server.pipe(client);
    client.on('close', () => server.destroy());
    for (const socket of [client, server]) socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => proxy.once('listening', resolve));
  return { proxy, port: (proxy.address() as { readonly port: number }).port };
}
