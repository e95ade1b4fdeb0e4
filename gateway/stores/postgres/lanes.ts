import { type Lane, type LaneOptions, openLane } from './lane.ts';

/** Some lanes, and which of them the next statement takes. */
export interface Lanes {
  /** The lane to ask over at once; or what to wait for before asking here again. */
  readonly lane: () => Lane | Promise<Lane>;
  readonly close: () => Promise<void>;
}

/** Another connection is opened when each has so many statements under way. */
const enough = 4;
/** So many are opened as soon as none is idle: what is quick rarely gets behind what turns out to be slow. */
const few = 4;
/** A lane whose head has run so long, in milliseconds, is passed over where another one moves. */
const slow = 20;
/** So many wait in one lane rather than for another one that is being opened. */
const crowd = 16;
/** After a connection could not be had, nobody tries again for so long, in milliseconds, where another one works. */
const restMs = 1000;
/** How much later than the server the client gives a statement up: then the network or the server is stuck. */
const graceMs = 1000;

/** @param most the greatest number of connections */
export function lanes(options: LaneOptions & { readonly most: number }, now: () => number): Lanes {
  const open = new Set<Lane>();
  /** Those and the ones that only finish what they have: whatever waits is watched. */
  const alive = new Set<Lane>();
  const state: { opening: Promise<Lane> | undefined; closed: boolean; rested: number } = {
    opening: undefined,
    closed: false,
    rested: 0,
  };

  const watch = setInterval(() => {
    for (const lane of alive) if (lane.busyFor(now()) > options.timeoutMs + graceMs) lane.destroy();
  }, graceMs).unref();

  const openOne = (): Promise<Lane> => {
    const made: { lane?: Lane; gone?: true } = {};
    const gone = (): void => {
      made.gone = true;
      if (made.lane && alive.delete(made.lane)) open.delete(made.lane);
    };
    const opening = openLane(options, now, gone);
    state.opening = opening.then(
      (lane) => {
        made.lane = lane;
        state.opening = undefined;
        if (made.gone) return lane;
        alive.add(lane);
        if (state.closed) lane.retire();
        else open.add(lane);
        return lane;
      },
      (error: unknown) => {
        state.opening = undefined;
        state.rested = now() + restMs;
        throw error;
      },
    );
    return state.opening;
  };
  const best = (moment: number): Lane | undefined => {
    const cost = (lane: Lane): number => lane.load() + (lane.busyFor(moment) > slow ? 1000 : 0);
    let found: Lane | undefined;
    for (const lane of open) {
      if (lane.retired()) open.delete(lane);
      else if (!found || cost(lane) < cost(found)) found = lane;
    }
    return found;
  };
  return {
    lane: () => {
      const moment = now();
      const lane = best(moment);
      const load = lane?.load() ?? 0;
      if (lane && load === 0) return lane;
      const isSlow = !!lane && lane.busyFor(moment) > slow;
      const isFull = isSlow || load >= enough;
      const wanted = !lane || ((isFull || open.size < few) && moment >= state.rested);
      if (wanted && open.size < options.most && !state.opening) openOne().catch(() => undefined);
      if (!lane) return state.opening as Promise<Lane>;
      // There is one that works: whether another one can be had is not this statement's business.
      const isCrowded = isSlow || load >= crowd;
      // Whichever comes first: an opening may hang, and nobody stands still before a lane that moves.
      return isCrowded && state.opening ? Promise.race([state.opening.catch(() => lane), lane.moved()]) : lane;
    },
    close: async () => {
      state.closed = true;
      clearInterval(watch);
      await state.opening?.catch(() => undefined);
      for (const lane of open) lane.retire();
      open.clear();
    },
  };
}
