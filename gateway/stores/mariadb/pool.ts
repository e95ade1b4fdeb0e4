import { timedOut } from './faults.ts';

interface Pooled {
  readonly broken: () => boolean;
  readonly end: () => void;
}

export interface Pool<S> {
  /** Lends one to the work. @param sound whether it may be lent again after an error */
  readonly use: <T>(work: (one: S) => Promise<T>, sound: (error: unknown) => boolean) => Promise<T>;
  readonly close: () => void;
}

export interface PoolOptions<S> {
  readonly size: number;
  /** How long the next in line waits. */
  readonly waitMs: number;
  readonly open: () => Promise<S>;
}

/** After a failure nobody knocks for so long, twice as long after the next, up to the longest. */
const rest = { first: 50, longest: 2000 } as const;

interface State<S> {
  readonly idle: S[];
  /** Those in line: each is told that it may try again. */
  readonly line: (() => void)[];
  /** Sessions that are open or being opened. */
  count: number;
  failures: number;
  /** Why nobody knocks at the moment. */
  resting?: { readonly why: unknown };
  closed: boolean;
}

/** A pool of sessions, of which the one that was used last is lent first. */
export function openPool<S extends Pooled>(options: PoolOptions<S>): Pool<S> {
  const state: State<S> = { idle: [], line: [], count: 0, failures: 0, closed: false };
  const give = (one: S, sound: boolean): void => {
    if (sound && !one.broken() && !state.closed) state.idle.push(one);
    else {
      one.end();
      state.count -= 1;
    }
    state.line.shift()?.();
  };
  const use: Pool<S>['use'] = async (work, sound) => {
    const one = await take(state, options);
    try {
      const done = await work(one);
      give(one, true);
      return done;
    } catch (error) {
      give(one, sound(error));
      throw error;
    }
  };
  return Object.freeze({
    use,
    close: () => {
      state.closed = true;
      for (const one of state.idle.splice(0)) one.end();
      for (const next of state.line.splice(0)) next();
    },
  });
}

async function take<S extends Pooled>(state: State<S>, options: PoolOptions<S>): Promise<S> {
  for (;;) {
    if (state.closed) throw new Error(timedOut.connection);
    const idle = state.idle.pop();
    if (idle && !idle.broken()) return idle;
    if (idle) {
      state.count -= 1;
      continue;
    }
    const one = state.count < options.size ? await opened(state, options) : undefined;
    if (one) return one;
    // One may have come back while no other could be had.
    if (state.idle.length === 0) await turn(state, options.waitMs);
  }
}

/**
 * Another session. Where none can be had and others are at work, nothing: a server that is full serves those who are in,
 * and one of them is free in a while. @throws whatever the opening did, where there is no other
 */
async function opened<S extends Pooled>(state: State<S>, { open }: PoolOptions<S>): Promise<S | undefined> {
  if (state.resting) return orWait(state, state.resting.why);
  state.count += 1;
  try {
    const one = await open();
    state.failures = 0;
    return one;
  } catch (error) {
    state.count -= 1;
    const ms = Math.min(rest.longest, rest.first * 2 ** state.failures);
    state.failures += 1;
    state.resting = { why: error };
    setTimeout(() => delete state.resting, ms).unref();
    return orWait(state, error);
  }
}

/** Of those that are there, or about to be, one will be free, or the last one will tell those in line that there is none. */
function orWait<S>(state: State<S>, why: unknown): undefined {
  if (state.count > 0) return undefined;
  for (const next of state.line.splice(0)) next();
  throw why;
}

/** Resolves when there may be one. */
function turn<S>(state: State<S>, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      state.line.splice(state.line.indexOf(next), 1);
      reject(new Error(timedOut.line));
    }, ms);
    state.line.push(next);
  });
}
