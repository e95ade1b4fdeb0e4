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

/** What is opened or derived between two turns of the loop: less than a millisecond of work. */
const SLICE = 100;
const LONGEST_PAUSE = 60_000;
/** Sealed subjects, in characters, that fill a round however few entries they are of. */
export const LARGE = 1024 * 1024;

/** How many entries a round took, and whether the next one need not wait. */
interface Round {
  readonly taken: number;
  readonly full: boolean;
}

const nothing: Round = { taken: 0, full: false };

/**
 * Derives the references behind the requests' back, so that no request pays for them. What it did is remembered by the
 * index; a round that was cut short is done again.
 */
export function referencer(options: ReferencerOptions): Referencer {
  const { index, batch = 512 } = options;
  const stop = new AbortController();
  const rounds = { last: Promise.resolve(nothing) };
  const next = (): Promise<Round> => {
    rounds.last = rounds.last
      .catch(() => nothing)
      .then(() => (stop.signal.aborted ? nothing : round(options, batch, stop.signal)));
    return rounds.last;
  };
  const watching = watch(options, next, stop.signal);
  return {
    find: (reference) => index.find(reference),
    catchUp: async () => {
      while ((await next()).taken > 0);
    },
    close: async () => {
      stop.abort();
      await watching;
      await rounds.last.catch(() => nothing);
      await index.close();
    },
  };
}

async function watch(options: ReferencerOptions, next: () => Promise<Round>, stop: AbortSignal): Promise<void> {
  const { onFault, pause = 1_000 } = options;
  for (let wait = pause; !stop.aborted; ) {
    try {
      wait = (await next()).full ? 0 : pause;
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
): Promise<Round> {
  const entries = await index.pending(batch);
  const opened: (readonly string[] | undefined)[] = [];
  for (const [at, { receipt, subjects }] of entries.entries()) {
    if (at % SLICE === SLICE - 1) await setImmediate();
    const keys = open(subjects, receipt);
    if (!keys) onFault({ message: `no key opens the subjects of record \`${receipt}\`; searches will not find it` });
    opened.push(keys);
  }
  const derived = await derive(
    opened.flatMap((keys) => keys ?? []),
    references,
  );
  if (stop.aborted) return nothing;
  let at = 0;
  const done = entries.map(({ place, receipt }, each): Referenced => {
    const count = opened[each]?.length;
    return { place, receipt, references: count === undefined ? undefined : derived.slice(at, (at += count)) };
  });
  if (done.length > 0) await index.write(done);
  const size = entries.reduce((sum, { subjects }) => sum + subjects.length, 0);
  return { taken: done.length, full: done.length >= batch || size >= LARGE };
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
