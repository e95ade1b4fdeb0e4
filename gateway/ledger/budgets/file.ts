import { performance } from 'node:perf_hooks';
import type { Account, Budgets } from '../../../plugins/anonymization/port.ts';
import { frame } from '../frame.ts';
import { GroupCommit, type GroupCommitLimits } from '../group-commit.ts';
import { lockFolder } from '../lock.ts';
import type { OnFault, OpenFile } from '../port.ts';
import { linesOf } from '../scan.ts';
import { openOnDisk, SegmentStore } from '../segment-store.ts';
import { makeFolder, segmentPath, segmentsOf } from '../segments.ts';
import { Book, type BookLine, type Granted } from './book.ts';
import { checkReservation } from './check.ts';

export interface FileBudgetsOptions {
  readonly folder: string;
  readonly onFault: OnFault;
  /** The time of day: periods that are over are not kept in memory. */
  readonly now: () => Date;
  /** Milliseconds, for the pauses between attempts; only differences count. */
  readonly clock?: () => number;
  readonly segmentBytes?: number;
  readonly openFile?: OpenFile;
}

const MEGABYTE = 1024 * 1024;

const limits: GroupCommitLimits = {
  entries: 10_000,
  bytes: 16 * MEGABYTE,
  batchEntries: 4_096,
  batchBytes: 4 * MEGABYTE,
};

/**
 * Budgets in a folder of append-only segments, for one gateway process; made durable by fdatasync before anybody is told.
 * @throws LedgerUnusable where the folder is another process's or a segment is damaged
 */
export async function fileBudgets(options: FileBudgetsOptions): Promise<Budgets> {
  const { folder, onFault, now, clock = () => performance.now(), segmentBytes = 16 * MEGABYTE } = options;
  const openFile = options.openFile ?? openOnDisk;
  await makeFolder(folder);
  const unlock = await lockFolder(folder);
  const store = new SegmentStore({ folder, segmentBytes, openFile, onFault });
  const book = new Book();
  try {
    await store.open();
    await readAll(book, folder, openFile);
    book.forget(now());
  } catch (error) {
    await store.close();
    await unlock();
    throw error;
  }
  const commits = new GroupCommit({ store, isOpen: true, limits, clock, onFault });
  return budgetsOf(book, commits, now, unlock);
}

function budgetsOf(book: Book, commits: GroupCommit<Buffer>, now: () => Date, unlock: () => Promise<void>): Budgets {
  /** Lines under way, so that who asks the same at once waits for the same. */
  const writing = new Map<Granted, Promise<void>>();
  const append = (line: BookLine): Promise<void> => {
    const bytes = frame(JSON.stringify(line));
    return commits.add(bytes, bytes.length);
  };
  const written = (granted: Granted, account: Account, question: string): Promise<void> => {
    const known = writing.get(granted);
    if (known) return known;
    const line: BookLine = { kind: 'reserved', account, question, cost: String(granted.cost) };
    const work = append(line)
      .then(() => void (granted.durable = true))
      .finally(() => writing.delete(granted));
    writing.set(granted, work);
    return work;
  };
  return {
    reserve: async (reservation) => {
      checkReservation(reservation);
      book.forget(now());
      const { reserved, granted } = book.reserve(reservation);
      if (!granted || !reserved.granted) return reserved;
      if (!granted.durable) await written(granted, reservation.account, reservation.question);
      return { ...reserved, ...(granted.answer !== undefined && { answer: granted.answer }) };
    },
    settle: async (account, question, answer) => {
      const granted = book.granted(account, question);
      if (!granted) throw new Error('an answer is settled only where its question was reserved');
      if (granted.answer !== undefined) return granted.answer;
      await append({ kind: 'settled', account, question, answer });
      // INVARIANT: lines are read again in the order in which they were written, and callers go on in that order too.
      granted.answer ??= answer;
      return granted.answer;
    },
    ready: () => commits.ready(),
    close: () => commits.close().finally(unlock),
  };
}

async function readAll(book: Book, folder: string, openFile: OpenFile): Promise<void> {
  for (const segment of await segmentsOf(folder)) {
    const path = segmentPath(folder, segment);
    const file = await openFile(path, 'r');
    try {
      for await (const { json } of linesOf(file, path)) book.replay(JSON.parse(json) as BookLine);
    } finally {
      await file.close();
    }
  }
}
