/** The time that was allowed is over. */
export class TimedOut extends Error {}

/** Does one thing after the other. What has not had its turn after `waitMs` never gets it. @throws TimedOut */
export type Turns = <T>(task: () => Promise<T>, waitMs: number) => Promise<T>;

export function inTurns(): Turns {
  const state = { last: Promise.resolve<unknown>(undefined) };
  return (task, waitMs) => {
    const before = state.last;
    const turn = within(before, waitMs).then(task);
    // The next one waits for this one's work, and also for what this one had waited for in vain.
    state.last = Promise.all([before, turn.catch(() => undefined)]);
    return turn;
  };
}

/** The promise, or TimedOut after so many milliseconds; `Infinity` waits for ever. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  if (ms === Number.POSITIVE_INFINITY) return promise;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut('the time that was allowed is over')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
