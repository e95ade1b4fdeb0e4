import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

export interface Drain {
  readonly draining: () => boolean;
  readonly close: (grace: number) => Promise<{ readonly forced: boolean }>;
}

/** How often connections that became idle are looked for. */
const sweep = 25;

/** A turn of the loop this short took in whatever waited to be accepted, and nothing since; milliseconds. */
const shortTurn = 0.5;
/** However busy it is, it is not waited for longer than so many turns. */
const mostTurns = 200;

/** Closing resets connections that wait to be accepted: so it is done right behind a turn that found next to nothing to do. */
async function quiet(now: () => number): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn++) {
    const began = now();
    await setImmediate();
    if (now() - began < shortTurn) return;
  }
}

/**
 * Stops a server without losing an accepted request. First it lingers: it still takes requests, and each answer says
 * `Connection: close`, for a request already on its way through an idle connection would otherwise be cut off.
 * Then no new connection comes in, and those that are there get as long again to say what they came for, since on a busy
 * machine a request may lie unread in one. What was accepted is finished, and only after the grace is anything forced.
 */
export function drain(server: Server, linger: number, now: () => number): Drain {
  let closing: Promise<{ readonly forced: boolean }> | undefined;
  const close = async (grace: number): Promise<{ readonly forced: boolean }> => {
    await sleep(Math.min(linger, grace));
    await quiet(now);
    // Not http's own way to close: that cuts off every connection that has not begun a request at this moment.
    const closed = new Promise<false>((resolve) => NetServer.prototype.close.call(server, () => resolve(false)));
    await Promise.race([closed, sleep(Math.min(linger, Math.max(0, grace - linger)))]);
    const idle = setInterval(() => server.closeIdleConnections(), sweep);
    const late = new AbortController();
    const left = sleep(Math.max(0, grace - 2 * linger), true, { signal: late.signal }).catch(() => false);
    const forced = await Promise.race([closed, left]);
    late.abort();
    clearInterval(idle);
    if (forced) server.closeAllConnections();
    await closed;
    return { forced };
  };
  return {
    draining: () => closing !== undefined,
    close: (grace) => {
      closing ??= close(grace);
      return closing;
    },
  };
}
