import { performance } from 'node:perf_hooks';
import type { Ledger } from '../../plugins/audit/port.ts';
import { frame } from './frame.ts';
import { GroupCommit, type GroupCommitLimits } from './group-commit.ts';
import { lockFolder } from './lock.ts';
import type { OnFault, OpenFile } from './port.ts';
import { openOnDisk, SegmentStore } from './segment-store.ts';
import { makeFolder, type Position } from './segments.ts';

export interface FileLedger extends Ledger {
  /** All lines before it are durable, and nothing after it may be relied on. */
  readonly durable: () => Position;
}

export interface FileLedgerOptions {
  readonly folder: string;
  readonly onFault: OnFault;
  /** Milliseconds, for the pauses between attempts; only differences count. */
  readonly clock?: () => number;
  readonly segmentBytes?: number;
  readonly limits?: Partial<GroupCommitLimits>;
  readonly openFile?: OpenFile;
}

const MEGABYTE = 1024 * 1024;

const fileLimits: GroupCommitLimits = {
  entries: 10_000,
  bytes: 64 * MEGABYTE,
  batchEntries: 4_096,
  batchBytes: 8 * MEGABYTE,
};

/**
 * A ledger in a folder of append-only segments, made durable by fdatasync.
 * @throws LedgerUnusable where the last segment is damaged or the folder is another process's; errors of the file
 * system where the folder cannot be used. Once opened, it fails by `LEDGER_UNAVAILABLE` only and mends itself.
 */
export async function fileLedger(options: FileLedgerOptions): Promise<FileLedger> {
  const {
    folder,
    onFault,
    clock = () => performance.now(),
    segmentBytes = 64 * MEGABYTE,
    openFile = openOnDisk,
  } = options;
  await makeFolder(folder);
  const unlock = await lockFolder(folder);
  const store = new SegmentStore({ folder, segmentBytes, openFile, onFault });
  try {
    await store.open();
  } catch (error) {
    await store.close();
    await unlock();
    throw error;
  }
  const commits = new GroupCommit({
    store,
    isOpen: true,
    limits: { ...fileLimits, ...options.limits },
    clock,
    onFault,
  });
  return {
    append: (entry) => {
      const line = frame(JSON.stringify(entry));
      return commits.add(line, line.length);
    },
    ready: () => commits.ready(),
    durable: () => store.durable ?? { segment: 1, offset: 0 },
    close: () => commits.close().finally(unlock),
  };
}
