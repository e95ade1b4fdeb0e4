import { RequestRefused } from './refusal.ts';

export interface Gate {
  /** @throws RequestRefused 503 where there is no room */
  readonly check: () => void;
  readonly pass: <T>(run: () => T | Promise<T>) => Promise<T>;
}

/** Lets so many in at a time and turns the rest away at once: a queue would only make everybody late. */
export function createGate(room: number): Gate {
  let inside = 0;
  const check = (): void => {
    if (inside < room) return;
    throw new RequestRefused(503, 'the gateway is busy; try again in a moment', {
      code: 'OVERLOADED',
      details: { retryAfter: 1 },
    });
  };
  return {
    check,
    pass: async (run) => {
      check();
      inside += 1;
      try {
        return await run();
      } finally {
        inside -= 1;
      }
    },
  };
}
