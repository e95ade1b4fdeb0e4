import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { Rows } from '../../rows.ts';
import type { Call, Query } from '../contract.ts';
import { noCharacters, sessionRefused, settingsRefused } from '../faults.ts';
import { cancelStatement } from './cancel.ts';
import { RawConnection } from './raw-connection.ts';
import { checkSession, settleTransaction, startOptions } from './session.ts';
import { TextQuery } from './text-query.ts';

export interface LaneOptions {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  readonly tls: pg.ClientConfig['ssl'];
  /** A pooler lends its sessions, each for one transaction. */
  readonly pooler?: boolean;
  /** How long a statement may take. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** One connection that takes statements before the ones ahead of them are answered. */
export interface Lane {
  /** Statements that are not answered yet. */
  readonly load: () => number;
  /** How long the statement at its head has run, in milliseconds. @param now of the clock that it was opened with */
  readonly busyFor: (now: number) => number;
  /** Resolves to itself when its head is answered, at once where it has none. */
  readonly moved: () => Promise<Lane>;
  readonly ask: (query: Query, given: Given) => Promise<Rows>;
  /** It takes no more, and ends when what is under way is answered. */
  readonly retire: () => void;
  readonly retired: () => boolean;
  /** At once; what is under way fails. */
  readonly destroy: () => void;
}

export interface Given {
  readonly values: readonly (string | null)[];
  readonly named: boolean;
  readonly call: Call | undefined;
}

/** After so many different statements a connection is renewed: the server keeps each one that was prepared on it. */
const statementsPerConnection = 500;

/** @param gone runs once when the connection is no more @throws what the library or the server says */
export async function openLane(options: LaneOptions, now: () => number, gone: () => void): Promise<Lane> {
  const { host, port, database, user, password, tls, pooler, timeoutMs, connectTimeoutMs } = options;
  const limits = { statement_timeout: String(timeoutMs) };
  const before = pooler ? settleTransaction(limits) : undefined;
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    ...(password === undefined ? {} : { password }),
    ssl: tls,
    ...(pooler ? {} : { options: startOptions(limits) }),
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'scrim',
    pipeline: true,
    connection: new RawConnection({ ssl: tls, keepAlive: true }),
  } as pg.ClientConfig);
  // A connection that is cut after it was given up tells so once more; unheard, that would end the process.
  client.on('error', () => undefined);
  client.once('end', gone);
  const cut = (why?: Error): void => void streamOf(client).destroy(why);
  const patience = setTimeout(() => cut(new Error('timeout expired')), 2 * connectTimeoutMs);
  try {
    await client.connect();
    await verifySession(client, before);
  } catch (error) {
    cut();
    throw isUnsettled(error) ? new Error(settingsRefused) : error;
  } finally {
    clearTimeout(patience);
  }
  return laneOf(client, { ...options, before }, now);
}

/** What a pooler says that takes no settings at the start of a session. */
const isUnsettled = (error: unknown): boolean =>
  /^unsupported startup parameter|command-line options/i.test((error as { readonly message?: string }).message ?? '');

/** TLS puts another one in its place. */
const streamOf = (client: pg.Client): Duplex => connectionOf(client).stream;

const connectionOf = (client: pg.Client): RawConnection =>
  (client as unknown as { readonly connection: RawConnection }).connection;

/** INVARIANT: no statement is sent over a session that could write. */
async function verifySession(client: pg.Client, before: string | undefined): Promise<void> {
  const given = { values: [], named: false, call: undefined, before };
  const rows = await new Promise<Rows>((resolve, reject) => {
    const asked = new TextQuery(verify, given, (error, found) => (found ? resolve(found) : reject(error)));
    client.query(asked as unknown as pg.Submittable);
  });
  if (rows.count !== 1 || rows.cell(0, 0) !== 't') throw new Error(sessionRefused);
  if (rows.cell(0, 1) !== 't') throw new Error(noCharacters);
}

const verify: Query = { name: 'session', text: checkSession, decode: [String, String] };

interface UnderWay {
  begun: number;
  readonly call: Call | undefined;
  readonly admits: (size: number) => boolean;
}

/** What nobody waits for any more may still run so long, in milliseconds: a request to stop what is quick comes too late. */
const quickMs = 20;

interface Settled extends LaneOptions {
  readonly before: string | undefined;
}

function laneOf(client: pg.Client, options: Settled, now: () => number): Lane {
  const stream = streamOf(client);
  const prepared = new Set<string>();
  const queue: UnderWay[] = [];
  const onMove: (() => void)[] = [];
  const state = { retired: false, corked: false };

  const flushSoon = (): void => {
    if (state.corked) return;
    state.corked = true;
    // What one turn of the loop asks for leaves in one write.
    stream.cork();
    setImmediate(() => {
      state.corked = false;
      stream.uncork();
    });
  };
  const retire = (): void => {
    state.retired = true;
    if (queue.length === 0) void client.end();
  };
  const stop = (one: UnderWay): void => {
    if (queue[0] !== one) return;
    setTimeout(() => queue[0] === one && cancelStatement(client, options), quickMs).unref();
  };
  const settled = (one: UnderWay): void => {
    queue.splice(queue.indexOf(one), 1);
    const [head] = queue;
    for (const move of onMove.splice(0)) move();
    if (head) head.begun = now();
    if (head?.call?.ended()) stop(head);
    if (state.retired && queue.length === 0) void client.end();
  };
  connectionOf(client).admits = (size) => queue[0]?.admits(size) ?? true;
  // The session is lost, and the connection may stand a while longer.
  client.on('error', retire);
  const ask = (query: Query, given: Given): Promise<Rows> =>
    new Promise((resolve, reject) => {
      const { before } = options;
      const how = before === undefined ? given : { ...given, named: false, before };
      const asked = new TextQuery(query, how, (error, rows) => {
        forget?.();
        settled(one);
        if (rows) resolve(rows);
        else reject(error);
      });
      const one: UnderWay = { begun: now(), call: given.call, admits: (size) => asked.admits(size) };
      const forget = given.call?.onEnd(() => stop(one));
      queue.push(one);
      prepared.add(query.name);
      flushSoon();
      client.query(asked as unknown as pg.Submittable);
      if (prepared.size >= statementsPerConnection) state.retired = true;
    });
  const lane: Lane = {
    load: () => queue.length,
    moved: () => new Promise((resolve) => (queue.length === 0 ? resolve(lane) : onMove.push(() => resolve(lane)))),
    busyFor: (moment) => (queue[0] ? moment - queue[0].begun : 0),
    ask,
    retire,
    retired: () => state.retired,
    destroy: () => {
      state.retired = true;
      stream.destroy();
    },
  };
  return lane;
}
