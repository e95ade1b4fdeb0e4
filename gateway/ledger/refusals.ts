import type { Ledger, LedgerEntry } from '../../plugins/audit/port.ts';
import { sourceOf } from './source.ts';

export interface RefusalCounterOptions {
  readonly ledger: Pick<Ledger, 'append'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** A fresh receipt. */
  readonly receipt: () => string;
  readonly versions: () => Pick<LedgerEntry, 'policy' | 'catalogue'>;
  /** How many pairs of cause and source are told apart within a minute; the sources beyond are `other`. */
  readonly maxSources?: number;
  /** Milliseconds between looks at the clock. */
  readonly every?: number;
}

export interface RefusalCounter {
  /**
   * Counts a refusal of somebody who was not identified; it never waits. `cause` is one of the gateway's own words,
   * never a text of the caller's; the full `address` is kept nowhere.
   */
  readonly count: (cause: string, address: string | undefined) => void;
  /** Records the minutes that are over. What the ledger does not take is kept and offered again. */
  readonly flush: () => Promise<void>;
  /** Records the running minute as well. */
  readonly close: () => Promise<void>;
}

interface Tally {
  readonly minute: number;
  readonly cause: string;
  readonly source: string;
  count: number;
}

const MINUTE = 60_000;
/** Minutes whose sources are kept apart while the ledger is away. */
const KEPT_MINUTES = 10;
/** Entries that are offered to the ledger at once: few beside what requests may bring. */
const CROWD = 500;

/** Refusals of unauthenticated callers, as one count per cause, source and minute: nobody can flood the ledger. */
export function refusalCounter(options: RefusalCounterOptions): RefusalCounter {
  const { clock, maxSources = 1_000, every = 5_000 } = options;
  const tallies = new Map<string, Tally>();
  const pairs = { minute: 0, seen: 0 };
  const flushing = { last: Promise.resolve() };
  const flushBefore = (minute: number): Promise<void> => {
    flushing.last = flushing.last.then(() => flush(options, tallies, minute));
    return flushing.last;
  };
  const thisMinute = (): number => Math.floor(clock() / MINUTE);
  const timer = setInterval(() => void flushBefore(thisMinute()), every);
  timer.unref();
  return {
    count: (cause, address) => {
      const minute = thisMinute();
      if (pairs.minute !== minute) Object.assign(pairs, { minute, seen: 0 });
      const isFull = pairs.seen >= maxSources || tallies.size >= maxSources * KEPT_MINUTES;
      const isNew = bump(tallies, { minute, cause, source: sourceOf(address), count: 1 }, isFull);
      if (isNew) pairs.seen += 1;
    },
    flush: () => flushBefore(thisMinute()),
    close: () => {
      clearInterval(timer);
      return flushBefore(Infinity);
    },
  };
}

/** Adds to the tally of these facts, or, where no new one may be made, to that of `other`. Says if one was made. */
function bump(tallies: Map<string, Tally>, tally: Tally, isFull: boolean): boolean {
  const key = `${tally.minute} ${tally.cause} ${tally.source}`;
  const known = tallies.get(key);
  if (known) known.count += tally.count;
  else if (!isFull) tallies.set(key, tally);
  else if (tally.source !== 'other') return bump(tallies, { ...tally, source: 'other' }, false);
  return !known && !isFull;
}

async function flush(options: RefusalCounterOptions, tallies: Map<string, Tally>, before: number): Promise<void> {
  const finished = [...tallies].filter(([, tally]) => tally.minute < before);
  for (let at = 0; at < finished.length; at += CROWD) await record(options, tallies, finished.slice(at, at + CROWD));
}

async function record(
  options: RefusalCounterOptions,
  tallies: Map<string, Tally>,
  finished: readonly (readonly [key: string, tally: Tally])[],
): Promise<void> {
  // Taken out first: a refusal that is counted while this is under way makes a tally of its own.
  for (const [key] of finished) tallies.delete(key);
  const outcomes = await Promise.allSettled(
    finished.map(([, tally]) => options.ledger.append(entryOf(options, tally))),
  );
  // It is not known whether a refused entry was written: rather counted twice than not at all.
  for (const [index, outcome] of outcomes.entries()) {
    const tally = finished[index]?.[1];
    if (outcome.status === 'rejected' && tally) bump(tallies, tally, false);
  }
}

const entryOf = ({ receipt, versions }: RefusalCounterOptions, tally: Tally): LedgerEntry => ({
  receipt: receipt(),
  at: new Date(tally.minute * MINUTE).toISOString(),
  kind: 'unauthenticated',
  ...versions(),
  outcome: 'refused',
  codes: ['UNAUTHENTICATED'],
  cause: tally.cause,
  source: tally.source,
  count: tally.count,
});
