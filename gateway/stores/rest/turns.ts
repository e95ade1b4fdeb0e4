import { RestFault, throttled } from './faults.ts';

export interface Pace {
  readonly concurrent: number;
  readonly rate?: { readonly calls: number; readonly perMs: number } | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Who may call, and when. */
export interface Turns {
  /** Runs a call when it is its turn. @throws RestFault where that would be behind the deadline */
  readonly take: <T>(deadline: number, call: () => Promise<T>) => Promise<T>;
  /** Nobody calls for so many milliseconds: the API asked for it. */
  readonly rest: (ms: number) => void;
}

/**
 * So many calls at a time, and so many within any window of time; more wait in line. What could not have its turn before its
 * deadline is told at once, and takes nobody's place.
 */
export function turns({ concurrent, rate, now, wait }: Pace): Turns {
  const began: number[] = [];
  const line: (() => void)[] = [];
  const state = { running: 0, restUntil: 0 };

  /** When the next call may begin, by the window and by what the API asked for. */
  const soonest = (): number => {
    const at = now();
    if (!rate) return Math.max(at, state.restUntil);
    while (began.length > 0 && (began[0] as number) <= at - rate.perMs) began.shift();
    const free = began.length < rate.calls ? at : (began[began.length - rate.calls] as number) + rate.perMs;
    return Math.max(at, free, state.restUntil);
  };
  /** Takes a place in the window, and waits for it. */
  const paced = async (deadline: number): Promise<void> => {
    for (let at = soonest(); at > now(); at = soonest()) {
      if (at > deadline) throw new RestFault('unavailable', throttled);
      await wait(at - now());
    }
    if (rate) began.push(now());
  };
  const seat = async (deadline: number): Promise<void> => {
    if (state.running < concurrent) {
      state.running += 1;
      return;
    }
    const turn = new Promise<boolean>((resolve) => line.push(() => resolve(true)));
    const given = line.at(-1) as () => void;
    const late = wait(Math.max(0, deadline - now())).then(() => false);
    if (await Promise.race([turn, late])) return;
    const at = line.indexOf(given);
    if (at >= 0) line.splice(at, 1);
    // Its place was given in the same moment: it is given on.
    else leave();
    throw new RestFault('timeout', 'NO_TURN');
  };
  const leave = (): void => {
    const next = line.shift();
    if (next) next();
    else state.running -= 1;
  };
  return {
    take: async (deadline, call) => {
      await seat(deadline);
      try {
        await paced(deadline);
        return await call();
      } finally {
        leave();
      }
    },
    rest: (ms) => {
      state.restUntil = Math.max(state.restUntil, now() + ms);
    },
  };
}
