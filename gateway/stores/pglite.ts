import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf } from '../rows.ts';
import type { Bound } from '../statement.ts';
import type { Call, Query, Store } from './contract.ts';
import { decodeRows } from './decode.ts';
import { answerOf, faultOf, type OnFault } from './faults.ts';
import type { FolderLock } from './lock.ts';
import type { Opening, Reply, Request } from './pglite-messages.ts';
import { startThread, type Thread } from './pglite-thread.ts';
import { lower } from './sql/postgres.ts';
import { encode } from './sql/values.ts';
import { inTurns, TimedOut, within } from './turns.ts';

export type EmbeddedOptions = {
  /** How long a read may wait, and then how long it may take. Ten seconds where nothing is said. */
  readonly timeoutMs?: number;
  readonly onFault?: OnFault;
} & (
  | {
      readonly folder: string;
      readonly lock: FolderLock /** Files of a database that a new folder begins with. */;
      readonly from?: string;
    }
  /** In a folder of its own that goes with it. */
  | { readonly memory: true }
);

/** An embedded PostgreSQL, which may serve several stores. */
export interface Embedded {
  /** A store of that name on it. Closing the store leaves the database open. */
  readonly store: (name: string) => Store;
  /** Runs statements that may write: seeding and governance, nothing of a caller's. It has no time limit. */
  readonly exec: (sql: string) => Promise<void>;
  /** Runs a part of a dump, or fills a table by a COPY with these rows. Afterwards it is to be closed and opened anew. */
  readonly load: (sql: string, rows?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @throws Error where it cannot be opened, or where the lock is not one of that folder. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  if ('folder' in options && !options.lock.covers(options.folder)) {
    throw new Error('an embedded database is opened under the lock of its own data folder');
  }
  const folder = 'folder' in options ? options.folder : await mkdtemp(join(tmpdir(), 'scrim-'));
  const from = 'folder' in options ? options.from : undefined;
  const database = openDatabase({ folder, from }, options.timeoutMs ?? 10_000);
  const close = async (): Promise<void> => {
    await database.close();
    if (!('folder' in options)) await rm(folder, { recursive: true, force: true });
  };
  const reply = await database.opened();
  if (reply.kind === 'failed') {
    await close();
    throw new Error(`the embedded database in \`${folder}\` cannot be opened: ${reply.text ?? reply.state}`);
  }
  const write = async (request: Request): Promise<void> => {
    const done = await database.ask(request);
    if (done.kind === 'failed')
      throw new Error(`a statement failed (SQLSTATE ${done.state})${done.text ? `: ${done.text}` : ''}`);
  };
  return Object.freeze({
    store: (name: string) => embeddedStore(name, database, options.onFault),
    exec: (sql: string) => write({ kind: 'exec', sql }),
    load: (sql: string, rows?: string) => write({ kind: 'load', sql, rows }),
    close,
  });
}

interface Database {
  readonly opened: () => Promise<Reply>;
  readonly ask: (request: Request) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

/** One thread at a time; one that is stuck or broken is replaced, so that the next request is served. */
function openDatabase(opening: Opening, timeoutMs: number): Database {
  const inTurn = inTurns();
  const state: { thread: Thread; closed: boolean } = { thread: startThread(opening), closed: false };

  const replace = async (): Promise<void> => {
    await state.thread.kill();
    if (!state.closed) state.thread = startThread({ folder: opening.folder });
  };
  const limited = async (request: Request, limitMs: number): Promise<Reply> => {
    if (!state.thread.alive()) await replace();
    const opened = await state.thread.opened;
    if (opened.kind === 'failed') {
      await replace();
      return opened;
    }
    try {
      return await within(state.thread.ask(request), limitMs);
    } catch (error) {
      if (error instanceof TimedOut) await replace();
      throw error;
    }
  };
  return {
    opened: () => state.thread.opened,
    ask: (request) => {
      if (state.closed) return Promise.resolve({ kind: 'failed', state: 'CLOSED' });
      const limitMs = request.kind === 'read' ? timeoutMs : Number.POSITIVE_INFINITY;
      return inTurn(() => limited(request, limitMs), limitMs);
    },
    close: async () => {
      if (state.closed) return;
      state.closed = true;
      await inTurn(() => limited({ kind: 'close' }, timeoutMs), Number.POSITIVE_INFINITY).catch(() => undefined);
      await state.thread.kill();
    },
  };
}

function embeddedStore(name: string, database: Database, onFault: OnFault | undefined): Store {
  const ask = async (
    query: Pick<Query, 'name' | 'text'>,
    values: readonly (string | null)[],
  ): Promise<readonly unknown[][]> => {
    const reply = await database.ask({ kind: 'read', name: query.name, text: query.text, values }).catch(failed);
    if (reply.kind === 'done') return reply.rows;
    const fault = faultOf(name, { code: reply.state });
    onFault?.(fault);
    throw answerOf(fault);
  };
  return Object.freeze({
    name,
    nests: true,
    prepare: lower,
    read: async (query: Query, values: readonly Bound[], call?: Call) => {
      // Nobody waits for it any more: that is no fault of the store.
      if (call?.ended()) throw answerOf({ store: name, kind: 'timeout', state: 'ENDED' });
      const rows = (await ask(query, values.map(encode))) as unknown[][];
      for (const row of rows) call?.spend(bytesOf(row));
      return rowsOf(decodeRows(query, rows));
    },
    ready: async () => {
      await ask({ name: 'ready', text: 'select' }, []);
    },
    close: () => Promise.resolve(),
  });
}

/** Cells come as text. */
const bytesOf = (row: readonly unknown[]): number =>
  row.reduce<number>((sum, cell) => sum + (cell === null ? 0 : Buffer.byteLength(String(cell))), 0);

/** A time limit of ours is reported as PostgreSQL reports its own. */
const failed = (error: unknown): Extract<Reply, { kind: 'failed' }> => ({
  kind: 'failed',
  state: error instanceof TimedOut ? '57014' : 'THREAD_ENDED',
});
