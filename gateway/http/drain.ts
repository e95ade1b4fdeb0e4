import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Drain {
  readonly draining: () => boolean;
  readonly close: (grace: number) => Promise<{ readonly forced: boolean }>;
}

/** How often connections that became idle are looked for. */
const sweep = 25;

/**
 * Stops a server without losing an accepted request. First it lingers: it still takes requests, and each answer says
 * `Connection: close`, for a request already on its way through an idle connection would otherwise be cut off.
 * Then nothing new comes in, what was accepted is finished, and only after the grace is anything forced.
 */
export function drain(server: Server, linger: number): Drain {
  let closing: Promise<{ readonly forced: boolean }> | undefined;
  const close = async (grace: number): Promise<{ readonly forced: boolean }> => {
    await sleep(Math.min(linger, grace));
    const closed = new Promise<false>((resolve) => server.close(() => resolve(false)));
    const idle = setInterval(() => server.closeIdleConnections(), sweep);
    const late = new AbortController();
    const forced = await Promise.race([closed, sleep(Math.max(0, grace - linger), true, late).catch(() => false)]);
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
