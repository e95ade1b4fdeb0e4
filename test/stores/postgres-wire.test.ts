// The wire between the gateway and PostgreSQL at its worst: bytes that come one by one, stop coming, or stop in the middle.
import { EventEmitter } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import pg from 'pg';
import { calling } from '../../gateway/execute/call.ts';
import type { Rows } from '../../gateway/rows.ts';
import type { Call, Query, Store } from '../../gateway/stores/contract.ts';
import { type PostgresConnection, postgresStore } from '../../gateway/stores/postgres.ts';
import { RawConnection, type RawRow } from '../../gateway/stores/postgres/raw-connection.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';
import { listed } from './listed.ts';

const there = (await needs('postgres')) === undefined;
const target = { host: '127.0.0.1', port: 5432 };

interface Wire {
  readonly port: number;
  /** Connections that were opened through it. */
  readonly opened: () => number;
}

/** What comes from the server, on its way to the client. */
type Pass = (chunk: Buffer, client: Socket, connection: number) => void;

async function wire(pass: Pass): Promise<Wire> {
  const sockets = new Set<Socket>();
  const state = { opened: 0 };
  const proxy: Server = createServer((client) => {
    const connection = (state.opened += 1);
    const server = connect(target);
    for (const socket of [client, server]) sockets.add(socket.on('error', () => undefined).setNoDelay(true));
    client.pipe(server);
    server.on('data', (chunk: Buffer) => client.writable && pass(chunk, client, connection));
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => proxy.once('listening', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return { port: (proxy.address() as { readonly port: number }).port, opened: () => state.opened };
}

const faults: { readonly kind: string; readonly state: string }[] = [];
type More = Partial<Pick<PostgresConnection, 'poolSize' | 'timeoutMs' | 'connectTimeoutMs'>>;
function storeOver(port: number, more: More = {}): Store {
  const store = postgresStore('crm', {
    ...target,
    port,
    database: 'test',
    user: 'postgres',
    tls: false,
    poolSize: 1,
    timeoutMs: 2000,
    connectTimeoutMs: 300,
    now: () => performance.now(),
    onFault: (fault) => void faults.push(fault),
    ...more,
  });
  onTestFinished(() => store.close());
  return store;
}

const text = (cell: unknown): string | null => (cell === null ? null : String(cell));
const query = (name: string, sql: string): Query => ({ name, text: sql, decode: [text], json: ['quoted'] });
const told = (work: Promise<Rows>): Promise<unknown> =>
  work.then(
    (rows) => listed(query('', ''), rows).map(([cell]) => cell),
    (error: unknown) => (error as { readonly code: string }).code,
  );

const odd = ['', 'a', null, '😀 "\\', '李雷', 'x'.repeat(300), '\n'];
const list = `select v from unnest($1::text[]) with ordinality as u(v, n) order by n`;
const bound = [odd] as const;

/** A connection of the tests' own, past every proxy. */
const own = new pg.Client(postgresUrl);
beforeAll(async () => void (there && (await own.connect())));
afterAll(() => own.end());
const count = async (sql: string): Promise<number> =>
  Number((await own.query({ text: sql, rowMode: 'array' })).rows[0]?.[0]);

/** What a connection hands on of these bytes. */
function heard(pieces: readonly Buffer[], admits: RawConnection['admits'] = () => true): readonly unknown[] {
  const connection = new RawConnection({ stream: new PassThrough() });
  connection.admits = admits;
  const events: unknown[] = [];
  connection.on('dataRow', ({ bytes, from, to, fields }: CurrentRow) => {
    events.push(['dataRow', [...fields], bytes.toString('hex', from, to)]);
  });
  for (const name of ['parseComplete', 'bindComplete', 'commandComplete', 'readyForQuery', 'errorMessage', 'notice'])
    connection.on(name, (message: { readonly text?: string; readonly code?: string } | undefined) =>
      events.push([name, message?.text, message?.code]),
    );
  const stream = new EventEmitter();
  connection.attachListeners(stream);
  for (const piece of pieces) stream.emit('data', piece);
  return events;
}

type CurrentRow = RawRow & { readonly fields: readonly (string | null)[] };

const inPieces = (bytes: Buffer, size: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

describe.runIf(there)('over a wire', () => {
  test('bytes mean the same wherever they are cut', async () => {
    const chunks: Buffer[] = [];
    const { port } = await wire((chunk, client) => {
      chunks.push(chunk);
      client.write(chunk);
    });
    const store = storeOver(port);
    const answers = await Promise.all([
      told(store.read(query('odd', list), bound)),
      told(store.read(query('bad', 'select 1 / ($1::text::int) as v'), ['0'])),
      told(store.read(query('none', 'select 1::text as v where false'), [])),
      told(store.read(query('odd', list), [[null, 'second']])),
    ]);
    expect(answers).toEqual([odd, 'BAD_USER_INPUT', [], [null, 'second']]);
    const bytes = Buffer.concat(chunks);
    const whole = heard([bytes]);
    expect(whole.filter((event) => (event as readonly unknown[])[0] === 'dataRow').length).toBe(odd.length + 3);
    for (let size = 1; size <= 64; size += 1) expect([size, heard(inPieces(bytes, size))]).toEqual([size, whole]);
    for (let at = 1; at < bytes.length; at += 1)
      expect([at, heard([bytes.subarray(0, at), bytes.subarray(at)])]).toEqual([at, whole]);
  });

  test('that cuts a row in the middle, what was under way is asked again over a new one', async () => {
    const { port, opened } = await wire((chunk, client, connection) => {
      if (connection > 1 || !chunk.includes('cut here')) return void client.write(chunk);
      client.write(chunk.subarray(0, chunk.indexOf('cut here') + 3));
      setImmediate(() => client.destroy());
    });
    const store = storeOver(port);
    const some = Array.from({ length: 6 }, (_, at) => told(store.read(query('odd', list), [[`cut here ${at}`]])));
    expect(await Promise.all(some)).toEqual(some.map((_, at) => [`cut here ${at}`]));
    expect(opened()).toBe(2);
  });

  test('that always cuts, everybody is told, and told so', async () => {
    const { port } = await wire((chunk, client) => {
      if (!chunk.includes('cut here')) client.write(chunk);
      else client.destroy();
    });
    const store = storeOver(port, { poolSize: 2 });
    const some = Array.from({ length: 6 }, () => told(store.read(query('odd', list), [['cut here']])));
    expect(await Promise.all(some)).toEqual(some.map(() => 'STORE_UNAVAILABLE'));
  });

  test('that falls silent when the session is there, nobody waits for ever', async () => {
    const { port } = await wire((chunk, client) => {
      // The server lets one in (`Z` is the last it says), and nothing more of it arrives.
      if (!client.listenerCount('silent')) client.write(chunk);
      if (chunk.at(-6) === 0x5a) client.once('silent', () => undefined);
    });
    const store = storeOver(port);
    expect(await Promise.all([told(store.read(query('odd', list), bound)), store.ready().catch(() => 'away')])).toEqual(
      ['STORE_UNAVAILABLE', 'away'],
    );
    expect(faults.at(-1)).toMatchObject({ kind: 'unavailable', state: 'CONNECT_TIMEOUT' });
  });

  test('that falls silent in the middle, what is stuck is asked again over another one', async () => {
    const { port } = await wire((chunk, client, connection) => {
      if (connection === 1 && chunk.includes('stuck')) client.once('silent', () => undefined);
      if (!client.listenerCount('silent')) client.write(chunk);
    });
    const store = storeOver(port, { timeoutMs: 100, poolSize: 2 });
    const some = ['stuck', 'behind', 'it'].map((one) => told(store.read(query('odd', list), [[one]])));
    expect(await Promise.all(some)).toEqual([['stuck'], ['behind'], ['it']]);
  }, 10_000);

  test('whose session the server ends while the wire stays, the next one is read over another', async () => {
    const { port, opened } = await wire((chunk, client) => client.write(chunk));
    const store = storeOver(port);
    const [pid] = (await told(store.read(query('pid', 'select pg_backend_pid()::text'), []))) as [string];
    await own.query(`select pg_terminate_backend(${pid})`);
    expect(await told(store.read(query('odd', list), bound))).toEqual(odd);
    expect(opened()).toBe(2);
  });

  test('each session can only read, whichever of them a statement is sent over', async () => {
    const { port, opened } = await wire((chunk, client) => client.write(chunk));
    const store = storeOver(port, { poolSize: 5 });
    const sql = `select concat(current_setting('transaction_read_only'), pg_sleep(0.05)) as v`;
    const all = Array.from({ length: 40 }, () => told(store.read(query('only', sql), [])));
    expect(await Promise.all(all)).toEqual(all.map(() => ['on']));
    expect(opened()).toBeGreaterThan(1);
  });
});

test.runIf(there)(
  'a row larger than the operation may read is thrown away as it comes, and the session goes on',
  async () => {
    const sent = { bytes: 0 };
    const { port } = await wire((chunk, client) => {
      sent.bytes += chunk.length;
      client.write(chunk);
    });
    const store = storeOver(port);
    const session = (): Promise<unknown> => told(store.read(query('pid', 'select pg_backend_pid()::text'), []));
    const before = await session();
    const { call } = calling({ bytes: 1_000_000, timeMs: 60_000 }, undefined);
    const large = query('large', `select repeat('x', $1::int) as v union all select 'next'`);
    const left = told(store.read(large, [30_000_000], call));
    const others = [1, 2].map(() => told(store.read(query('odd', list), bound)));
    expect(await left).toBe('COST_EXCEEDED');
    expect(await Promise.all(others)).toEqual([odd, odd]);
    expect(sent.bytes).toBeGreaterThan(30_000_000);
    // What may be read is, however large, and is counted once.
    const enough = calling({ bytes: 2_000_100, timeMs: 60_000 }, undefined);
    expect(await told(store.read(large, [2_000_000], enough.call))).toEqual(['x'.repeat(2_000_000), 'next']);
    expect(await session()).toEqual(before);
  },
);

test.each([1, 4096, 65_536, 299_999, 300_000, 300_011, 1_000_000])(
  'of a row that is not wanted nothing is left in what comes behind it, in pieces of %i bytes',
  (size) => {
    const message = (type: string, body: Buffer): Buffer => {
      const head = Buffer.alloc(5, type);
      head.writeUInt32BE(body.length + 4, 1);
      return Buffer.concat([head, body]);
    };
    const row = (text: string): Buffer => {
      const body = Buffer.alloc(6 + text.length, text);
      body.writeUInt16BE(1);
      body.writeUInt32BE(text.length, 2);
      body.write(text, 6);
      return message('D', body);
    };
    const ready = message('Z', Buffer.from('I'));
    const bytes = Buffer.concat([row('first'), row('y'.repeat(300_000)), row('next'), ready, row('last'), ready]);
    // A row that comes in one piece is there already.
    const rest = heard(inPieces(bytes, size), () => false).filter((event) => !JSON.stringify(event).includes('yyy'));
    expect(rest.map((event) => (event as readonly unknown[]).slice(0, 2))).toEqual([
      ['dataRow', ['first']],
      ['dataRow', ['next']],
      ['readyForQuery', undefined],
      ['dataRow', ['last']],
      ['readyForQuery', undefined],
    ]);
  },
);

test.runIf(there)('what is quick does not wait for a slow one that began just before it', async () => {
  const { port, opened } = await wire((chunk, client) => client.write(chunk));
  const store = storeOver(port, { poolSize: 10, timeoutMs: 10_000 });
  const nap = (seconds: number): Promise<unknown> =>
    told(store.read(query('nap', 'select pg_sleep($1)::text'), [seconds]));
  // One more connection is opened each time that several come together.
  for (let time = 0; time < 50 && opened() < 4; time += 1)
    await Promise.all(Array.from({ length: 4 }, () => nap(0.02)));
  await nap(0.1);
  const done: string[] = [];
  const slow = nap(0.5).then(() => done.push('slow'));
  await Promise.all([1, 2, 3].map(() => told(store.read(query('odd', list), bound)).then(() => done.push('quick'))));
  await slow;
  expect(done).toEqual(['quick', 'quick', 'quick', 'slow']);
});

test.runIf(there)(
  'while a second connection hangs, what waits goes on over the one that works',
  async () => {
    const hung = new Set<Socket>();
    const { port, opened } = await wire((chunk, client, connection) => {
      if (connection === 1) client.write(chunk);
      else hung.add(client);
    });
    const store = storeOver(port, { poolSize: 2, timeoutMs: 10_000, connectTimeoutMs: 60_000 });
    const ask = (): Promise<unknown> => told(store.read(query('odd', list), bound));
    expect(await ask()).toEqual(odd);
    const slow = told(store.read(query('nap', 'select pg_sleep(0.2)::text'), []));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await Promise.all([ask(), ask()])).toEqual([odd, odd]);
    expect([await slow, opened()]).toEqual([[''], 2]);
    for (const client of hung) client.destroy();
  },
  20_000,
);

describe.runIf(there)('of statements that nobody waits for any more', () => {
  const running = (mark: string): Promise<number> =>
    count(
      `select count(*) from pg_stat_activity where state = 'active' and query like '%${mark}%' and pid <> pg_backend_pid()`,
    );
  const until = async (mark: string, wanted: number): Promise<void> => {
    for (let tries = 0; tries < 200 && (await running(mark)) !== wanted; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await running(mark)).toBe(wanted);
  };
  /** A call that may be ended. */
  function ending(): { readonly call: Call; readonly end: () => void } {
    const acts = new Set<() => void>();
    const state = { ended: false };
    return {
      call: {
        ended: () => state.ended,
        onEnd: (act) => {
          acts.add(act);
          return () => void acts.delete(act);
        },
        spend: () => undefined,
      },
      end: () => {
        state.ended = true;
        for (const act of [...acts]) act();
      },
    };
  }

  test('the one that runs is stopped, those behind it too, and what others ask over the same session is answered', async () => {
    const store = storeOver(target.port, { timeoutMs: 60_000 });
    const mark = `left${process.pid}`;
    const slow = query(mark, `select pg_sleep(60)::text as ${mark}`);
    const { call, end } = ending();
    const left = [1, 2, 3].map(() => told(store.read(slow, [], call)));
    await until(mark, 1);
    const others = [1, 2, 3].map(() => told(store.read(query('odd', list), bound)));
    end();
    expect(await Promise.all(left)).toEqual(left.map(() => 'STORE_TIMEOUT'));
    expect(await Promise.all(others)).toEqual(others.map(() => odd));
    await until(mark, 0);
  }, 20_000);

  test('many that are left at once take nothing from those who stay', async () => {
    const store = storeOver(target.port, { poolSize: 2, timeoutMs: 20_000 });
    const work: Promise<unknown>[] = [];
    for (let at = 0; at < 60; at += 1) {
      const { call, end } = ending();
      void told(store.read(query('nap', 'select pg_sleep(0.02)::text as v'), [], call));
      work.push(told(store.read(query('odd', list), bound)));
      setTimeout(end, at % 25);
    }
    expect(await Promise.all(work)).toEqual(work.map(() => odd));
  }, 20_000);
});
