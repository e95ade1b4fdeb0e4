import type { Store } from './contract.ts';
import { StoreFailure } from './faults.ts';

export interface Backoff {
  /** Resolves after so many milliseconds. It keeps no process alive. */
  readonly wait: (ms: number) => Promise<void>;
  /** From 0, below 1. */
  readonly random: () => number;
  /** Told when a store that was away answers again. */
  readonly onBack?: (store: string) => void;
}

/** The first pause, and the longest, in milliseconds. */
const pauses = { first: 100, longest: 5_000 } as const;

/** Twice as long each time, and by chance down to half of it: replicas that lost a store together come back one by one. */
export const pauseBefore = (attempt: number, random: () => number): number => {
  const whole = Math.min(pauses.first * 2 ** attempt, pauses.longest);
  return whole / 2 + (random() * whole) / 2;
};

/** Other names than class 53 of SQLSTATE for a store that is there and full: of MariaDB's, of a pool, of an API. */
const full: ReadonlySet<string> = new Set([
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_USER_LIMIT_REACHED',
  'POOL_TIMEOUT',
  'THROTTLED',
]);

/** It serves those who are in. */
const isFull = (state: string): boolean => state.startsWith('53') || full.has(state);

/** The server is not there or lets nobody in. */
const isAway = (error: unknown): error is StoreFailure =>
  error instanceof StoreFailure &&
  (error.fault.kind === 'unavailable' || error.fault.kind === 'session') &&
  !isFull(error.fault.state);

/**
 * The same store, which is left in peace while it is away: one attempt at a time, with growing pauses, while everybody else is
 * told at once. It comes back by itself, whether anybody asks or not.
 */
export function backoff(store: Store, { wait, random, onBack }: Backoff): Store {
  const state: { away?: StoreFailure | undefined; times: number; closed: boolean } = { times: 0, closed: false };

  const comeBack = async (): Promise<void> => {
    for (let attempt = 0; !state.closed; attempt += 1) {
      await wait(pauseBefore(attempt, random));
      if (state.closed || (await answers())) break;
    }
    if (state.closed) return;
    state.away = undefined;
    state.times += 1;
    onBack?.(store.name);
  };
  const answers = (): Promise<boolean> =>
    store.ready().then(
      () => true,
      () => false,
    );
  const guarded = async <T>(task: () => Promise<T>): Promise<T> => {
    if (state.away) throw new StoreFailure(state.away.fault);
    const { times } = state;
    try {
      return await task();
    } catch (error) {
      // What began before the store was last back says nothing of it now.
      if (isAway(error) && !state.away && !state.closed && state.times === times) {
        state.away = error;
        void comeBack();
      }
      throw error;
    }
  };
  return Object.freeze({
    ...store,
    read: (...asked: Parameters<Store['read']>) => guarded(() => store.read(...asked)),
    ready: () => guarded(store.ready),
    close: () => {
      state.closed = true;
      return store.close();
    },
  });
}
