import { describe, expect, onTestFinished, test } from 'vitest';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import type { Sql } from '../../gateway/ledger/port.ts';
import { postgresLedger, type PostgresLedgerOptions } from '../../gateway/ledger/postgres.ts';
import { readRows } from '../../gateway/ledger/read.ts';
import { collect, entry, faults, newSchema, noPostgres, postgresUrl } from './ledger-fixtures.ts';
import { privateServer } from './ledger-server.ts';

const unavailable = expect.objectContaining({ name: 'GatewayError', code: 'LEDGER_UNAVAILABLE' });
const missing = await noPostgres();
const why = missing ? ` (skipped: ${missing})` : '';
const onFault = () => undefined;

const client = (url = postgresUrl, options?: string, timeout = 2_000): Sql =>
  pgClient({ url, ...(options !== undefined && { options }), onFault, timeout });
const opened = (more: Partial<PostgresLedgerOptions> = {}) => {
  const ledger = postgresLedger({ sql: client(), onFault, ...more });
  onTestFinished(() => ledger.close());
  return ledger;
};
const reader = (url = postgresUrl, timeout = 2_000): Sql => {
  const sql = client(url, undefined, timeout);
  onTestFinished(() => sql.end());
  return sql;
};
const entries = (count: number) => Array.from({ length: count }, () => entry());

describe.skipIf(missing)(`a ledger in PostgreSQL${why}`, () => {
  test('gives back what was appended, byte for byte and in order', async () => {
    const schema = newSchema();
    const ledger = opened({ schema });
    const all = entries(30);
    await Promise.all(all.slice(0, 20).map((each) => ledger.append(each)));
    for (const each of all.slice(20)) await ledger.append(each);
    const sql = reader();
    const read = await collect(readRows(sql, schema, 0n, 7));
    expect(read.map((each) => each.entry)).toEqual(all);
    expect((await collect(readRows(sql, schema, read[12]?.place))).map((each) => each.entry)).toEqual(all.slice(12));
    const [row] = await sql.query(`select entry from ${schema}.scrim_ledger order by seq limit 1`);
    expect(row?.[0]).toBe(JSON.stringify(all[0]));
  });

  test('sends one insert for all who come while another is in flight, and acknowledges none before its own', async () => {
    const schema = newSchema();
    const sql = client();
    const gate = Promise.withResolvers<void>();
    const sizes: number[] = [];
    const watched: Sql = {
      ...sql,
      query: async (text, values) => {
        if (!text.includes('insert into')) return sql.query(text, values);
        if (values) sizes.push((values[0] as readonly unknown[]).length);
        if (sizes.length > 0) await gate.promise;
        return sql.query(text, values);
      },
    };
    const ledger = opened({ sql: watched, schema });
    const settled: number[] = [];
    const first = ledger.append(entry()).then(() => settled.push(0));
    await expect.poll(() => sizes).toEqual([1]);
    const later = entries(300).map((each) => ledger.append(each));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(settled).toEqual([]);
    gate.resolve();
    await Promise.all([first, ...later]);
    expect(sizes).toEqual([1, 300]);
  });

  test('waits for the disk even where the database says that commits need not, and keeps a stricter setting', async () => {
    const schema = newSchema();
    const levels: unknown[] = [];
    for (const level of ['off', 'local', 'remote_apply']) {
      const sql = pgClient({ url: postgresUrl, options: `-c synchronous_commit=${level}`, onFault });
      const ledger = opened({
        schema,
        sql: {
          ...sql,
          query: async (text, values) => {
            const rows = await sql.query(text, values);
            if (values && text.includes('insert into')) levels.push(rows[0]?.[1]);
            return rows;
          },
        },
      });
      await ledger.append(entry());
      // What the session says is left as it was.
      expect(await sql.query('show synchronous_commit')).toEqual([[level]]);
    }
    expect(levels).toEqual(['on', 'on', 'remote_apply']);
  });

  test('is append-only: update, delete and truncate are refused, even to whom the table belongs', async () => {
    const schema = newSchema();
    await opened({ schema }).append(entry());
    const sql = reader();
    for (const statement of ["update %s set entry = ''", 'delete from %s', 'truncate %s']) {
      const attempt = sql.query(statement.replace('%s', `${schema}.scrim_ledger`));
      await expect(attempt).rejects.toThrow(/the ledger is append-only: \w+ is refused/);
    }
    expect(await collect(readRows(sql, schema))).toHaveLength(1);
  });

  test('is created once when many replicas start together, and found by those that may not create', async () => {
    const schema = newSchema();
    const replicas = Array.from({ length: 6 }, () => opened({ schema }));
    await Promise.all(replicas.map((each) => each.ready()));
    const sql = reader();
    const role = `${schema}_gateway`;
    await sql.query(`create role ${role} login;
      grant usage on schema ${schema} to ${role}; grant select, insert on ${schema}.scrim_ledger to ${role};
      grant select, insert, update, delete on ${schema}.scrim_ledger_pending to ${role};`);
    onTestFinished(() => sql.query(`drop owned by ${role}; drop role ${role}`).then(() => undefined));
    const ledger = opened({ schema, sql: client(postgresUrl.replace('postgres@', `${role}@`)) });
    await ledger.append(entry({ subjects: 'sealed' }));
    await ledger.close();
    expect(await collect(readRows(sql, schema))).toHaveLength(1);
  });

  test('refuses a batch that the server does not take, tells only its code, and goes on', async () => {
    const schema = newSchema();
    const { seen, onFault } = faults();
    const state = { now: 0 };
    const ledger = opened({ schema, onFault, clock: () => state.now });
    const once = entry({ purpose: 'canary-of-a-purpose' });
    await ledger.append(once);
    await expect(ledger.append(once)).rejects.toEqual(unavailable);
    await expect(ledger.ready()).rejects.toEqual(unavailable);
    state.now += 100;
    await ledger.ready();
    await ledger.append(entry());
    expect(seen).toEqual([{ message: 'the ledger could not be written', code: '23505' }]);
  });

  test('is not ready on a server that takes no writes', async () => {
    const schema = newSchema();
    await opened({ schema }).ready();
    const readOnly = '-c default_transaction_read_only=on';
    await expect(opened({ schema, sql: client(postgresUrl, readOnly) }).ready()).rejects.toEqual(unavailable);
  });

  test('refuses a database that cannot hold every character, before a document with one fails its neighbours', async () => {
    // To make a database the server may have to write much else first.
    const sql = reader(postgresUrl, 25_000);
    const name = newSchema();
    await sql.query(`create database ${name} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`);
    onTestFinished(() => sql.query(`drop database ${name} with (force)`).then(() => undefined));
    const { seen, onFault } = faults();
    const ledger = opened({ onFault, sql: client(postgresUrl.replace(/test$/, name)) });
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    expect(seen).toEqual([{ message: 'the database of the ledger must have the encoding UTF8' }]);
  });

  test('refuses early when too many wait, and drains on close those whom it took', async () => {
    const schema = newSchema();
    const ledger = opened({ schema, limits: { entries: 50, batchEntries: 20 } });
    const all = await Promise.allSettled(
      entries(60)
        .map((each) => ledger.append(each))
        .concat(ledger.close()),
    );
    expect(all.filter((each) => each.status === 'fulfilled')).toHaveLength(51);
    expect(await collect(readRows(reader(), schema))).toHaveLength(50);
  });
});

describe('a ledger whose PostgreSQL stops', () => {
  test('refuses by LEDGER_UNAVAILABLE, has all it acknowledged, and goes on when the server is back', {
    timeout: 60_000,
  }, async ({ skip }) => {
    const server = await privateServer();
    if (!server) return skip('no PostgreSQL can be started here');
    const { seen, onFault } = faults();
    const ledger = opened({ sql: pgClient({ url: server.url, onFault, timeout: 2_000 }), onFault });
    const acknowledged: string[] = [];
    const state = { stopped: false };
    const callers = Array.from({ length: 8 }, async () => {
      while (!state.stopped) {
        const each = entry();
        await ledger.append(each).then(
          () => acknowledged.push(each.receipt),
          (error: unknown) => {
            expect(error).toEqual(unavailable);
            state.stopped = true;
          },
        );
      }
    });
    await expect.poll(() => acknowledged.length).toBeGreaterThan(50);
    server.stop();
    await Promise.all(callers);
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    await expect(ledger.ready()).rejects.toEqual(unavailable);
    server.start();
    await expect
      .poll(
        () =>
          ledger.ready().then(
            () => 'ready',
            () => 'waits',
          ),
        { timeout: 15_000 },
      )
      .toBe('ready');
    const last = entry();
    await ledger.append(last);
    const recorded = new Set((await collect(readRows(reader(server.url)))).map((each) => each.entry.receipt));
    expect([...acknowledged, last.receipt].filter((receipt) => !recorded.has(receipt))).toEqual([]);
    expect(seen.length).toBeGreaterThan(0);
    for (const fault of seen)
      expect(fault.message).toMatch(/^(the ledger could not be written|a connection to the ledger was lost)$/);
  });
});
