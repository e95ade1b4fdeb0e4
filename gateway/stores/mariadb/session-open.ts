import { sessionRefused } from '../faults.ts';
import type { MariadbConnection } from './connection.ts';
import { openRaw, type Raw, type Reading, readRaw } from './driver.ts';
import { timedOut } from './faults.ts';
import { checkSession, flavourOf, isSettled, setSession } from './session.ts';

/** A session that can only read, and is set as we need it. */
export interface Session {
  /** One statement at a time. @throws whatever the driver says; then `sound` tells whether the session is */
  readonly read: (reading: Reading, onRow?: (row: readonly unknown[]) => void) => Promise<unknown[][]>;
  /** Ends the statement that runs, and the session with it. */
  readonly cancel: () => void;
  readonly broken: () => boolean;
  readonly end: () => void;
}

/** How much later than the server the client gives up: then the network or the server is stuck. */
const graceMs = 1000;

/** INVARIANT: no statement of a caller's is sent over a session that could write. */
export async function openSession(connection: MariadbConnection): Promise<Session> {
  // The driver tells a lost connection to nobody who waits for rows: whoever does is told here.
  const lost = lostness();
  const raw = await openRaw(connection, lost.tell);
  const end = (): void => {
    lost.tell(new Error(timedOut.statement));
    raw.destroy();
  };
  const patience = setTimeout(() => {
    lost.tell(new Error(timedOut.connection));
    raw.destroy();
  }, connection.connectTimeoutMs);
  try {
    await lost.or(settle(raw, connection.timeoutMs));
  } catch (error) {
    end();
    throw error;
  } finally {
    clearTimeout(patience);
  }
  const read: Session['read'] = async (reading, onRow = () => undefined) => {
    const timer = setTimeout(end, connection.timeoutMs + graceMs);
    return lost.or(readRaw(raw, reading, onRow)).finally(() => clearTimeout(timer));
  };
  const cancel = (): void => {
    end();
    // The server would go on for nobody: it notices only when it has something to say.
    void kill(connection, raw.threadId);
  };
  return Object.freeze({ read, cancel, broken: lost.is, end });
}

interface Lostness {
  readonly tell: (why: unknown) => void;
  readonly is: () => boolean;
  /** The work, or why the connection was lost before it was done. */
  readonly or: <T>(work: Promise<T>) => Promise<T>;
}

function lostness(): Lostness {
  const state: { why?: { readonly error: unknown }; hear?: (error: unknown) => void } = {};
  return {
    tell: (error) => {
      state.why ??= { error };
      state.hear?.(error);
    },
    is: () => state.why !== undefined,
    or: (work) =>
      new Promise((resolve, reject) => {
        if (state.why) reject(state.why.error);
        state.hear = reject;
        work.then(resolve, reject);
      }),
  };
}

async function settle(raw: Raw, timeoutMs: number): Promise<void> {
  const ask = (text: string): Promise<unknown[][]> => readRaw(raw, { text, parameters: [] }, () => undefined);
  const [version] = await ask('select version()');
  const flavour = flavourOf(String(version?.[0]));
  for (const text of setSession(flavour, timeoutMs)) await ask(text);
  const [found = []] = await ask(checkSession(flavour, timeoutMs));
  if (!isSettled(flavour, timeoutMs, found)) throw new Error(sessionRefused);
}

/** Over a connection of its own: an account may end what it began itself. */
async function kill(connection: MariadbConnection, thread: number | null): Promise<void> {
  if (thread === null) return;
  try {
    const raw = await openRaw(connection, () => undefined);
    raw.query(`kill ${Number(thread)}`, () => raw.destroy());
  } catch {
    // The server's own time limit ends it.
  }
}
