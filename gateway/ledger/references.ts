import { setImmediate, setTimeout } from 'node:timers/promises';
import { faultOf } from './faults.ts';
import type { OnFault } from './port.ts';

/** An entry whose subjects are sealed and have no references yet. */
export interface Unreferenced {
  /** Where it lies, as its index calls it. */
  readonly place: string;
  readonly receipt: string;
  readonly subjects: string;
}

export interface Referenced {
  readonly place: string;
  readonly receipt: string;
  /** Nothing where the subjects could not be opened: the entry is kept apart and holds nobody up. */
  readonly references: readonly string[] | undefined;
}

/** Which entries are about a subject, by the subject's keyed reference. */
export interface ReferenceIndex {
  /** The next entries without references, in the order of the ledger. */
  readonly pending: (limit: number) => Promise<readonly Unreferenced[]>;
  /** Makes references durable, and their entries no longer pending. Writing them twice changes nothing. */
  readonly write: (batch: readonly Referenced[]) => Promise<void>;
  /** The receipts of the entries that have this reference, in the order of the ledger, each once. */
  readonly find: (reference: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface ReferencerOptions {
  readonly index: ReferenceIndex;
  /** The subjects' keys of the entry with this receipt; nothing where no key of the gateway opens them. */
  readonly open: (subjects: string, receipt: string) => readonly string[] | undefined;
  /** The keyed references of subjects. */
  readonly references: (subjectKeys: readonly string[]) => readonly string[];
  readonly onFault: OnFault;
  /** Entries a round. */
  readonly batch?: number;
  /** Milliseconds between rounds when nothing is left to do. */
  readonly pause?: number;
}

export interface Referencer {
  readonly find: ReferenceIndex['find'];
  /**
   * Resolves when what was durable before the call has its references: ask it before a search that must be complete.
   * Entries that another replica has just taken may still be on their way.
   */
  readonly catchUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** References derived between two turns of the loop: some 0.3 ms of work. */
const SLICE = 500;
const LONGEST_PAUSE = 60_000;

/**
 * Derives the references behind the requests' back, so that no request pays for them. What it did is remembered by the
 * index; a round that was cut short is done again.
 */
export function referencer(options: ReferencerOptions): Referencer {
  const { index, batch = 64 } = options;
  const stop = new AbortController();
  const rounds = { last: Promise.resolve(0) };
  const next = (): Promise<number> => {
    rounds.last = rounds.last.catch(() => 0).then(() => (stop.signal.aborted ? 0 : round(options, batch, stop.signal)));
    return rounds.last;
  };
  const watching = watch(options, next, batch, stop.signal);
  return {
    find: (reference) => index.find(reference),
    catchUp: async () => {
      while ((await next()) === batch);
    },
    close: async () => {
      stop.abort();
      await watching;
      await rounds.last.catch(() => 0);
      await index.close();
    },
  };
}

async function watch(
  options: ReferencerOptions,
  next: () => Promise<number>,
  batch: number,
  stop: AbortSignal,
): Promise<void> {
  const { onFault, pause = 1_000 } = options;
  for (let wait = pause; !stop.aborted; ) {
    try {
      wait = (await next()) === batch ? 0 : pause;
    } catch (error) {
      wait = Math.min(Math.max(wait * 2, pause), LONGEST_PAUSE);
      onFault(faultOf(error, 'references of subjects could not be derived; it is tried again'));
    }
    await setTimeout(wait, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}

async function round(
  { index, open, references, onFault }: ReferencerOptions,
  batch: number,
  stop: AbortSignal,
): Promise<number> {
  const entries = await index.pending(batch);
  const done: Referenced[] = [];
  for (const { place, receipt, subjects } of entries) {
    const keys = open(subjects, receipt);
    if (!keys) onFault({ message: `no key opens the subjects of record \`${receipt}\`; searches will not find it` });
    done.push({ place, receipt, references: keys && (await derive([...new Set(keys)], references)) });
    if (stop.aborted) return 0;
  }
  if (done.length > 0) await index.write(done);
  return done.length;
}

async function derive(
  keys: readonly string[],
  references: ReferencerOptions['references'],
): Promise<readonly string[]> {
  const derived: string[] = [];
  for (let at = 0; at < keys.length; at += SLICE) {
    await setImmediate();
    derived.push(...references(keys.slice(at, at + SLICE)));
  }
  return derived;
}
