import { Worker } from 'node:worker_threads';
import type { Opening, Reply, Request } from './pglite-messages.ts';

/** One thread with the embedded database. It answers one request at a time: the next is sent after the answer. */
export interface Thread {
  /** Resolves when the database is open. */
  readonly opened: Promise<Reply>;
  /** @throws ThreadEnded */
  readonly ask: (request: Request) => Promise<Reply>;
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => Promise<void>;
  readonly alive: () => boolean;
}

/** The thread ended before it answered. */
export class ThreadEnded extends Error {
  readonly code = 'THREAD_ENDED';
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: ThreadEnded) => void;
}

export function startThread(opening: Opening): Thread {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    name: 'scrim-pglite',
    workerData: opening,
    execArgv: [],
  });
  const waiting: Waiting[] = [];
  const state = { alive: true };
  const next = (): Promise<Reply> => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  const end = (): void => {
    state.alive = false;
    for (const { reject } of waiting.splice(0)) reject(new ThreadEnded('the thread of the embedded database ended'));
  };
  worker.on('message', (reply: Reply) => waiting.shift()?.resolve(reply));
  worker.on('error', end);
  worker.on('exit', end);
  const opened = next();
  // Whoever asks learns of it; nobody need be waiting for the opening itself.
  opened.catch(() => undefined);
  return {
    opened,
    ask: (request) => {
      if (!state.alive) return Promise.reject(new ThreadEnded('the thread of the embedded database has ended'));
      const reply = next();
      worker.postMessage(request);
      return reply;
    },
    kill: async () => {
      end();
      await worker.terminate();
    },
    alive: () => state.alive,
  };
}
