import { fstatSync, writeSync } from 'node:fs';
import { constants, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { LedgerUnusable } from './faults.ts';
import type { BatchStore } from './group-commit.ts';
import type { LedgerFile, OnFault, OpenFile } from './port.ts';
import { linesOf } from './scan.ts';
import { isBefore, makeFolder, type Position, segmentPath, segmentsOf, syncFolder } from './segments.ts';
import { probeSpace, setAside, writeWhole } from './whole-files.ts';

export interface SegmentStoreOptions {
  readonly folder: string;
  /** A segment that has grown to so many bytes is followed by the next. */
  readonly segmentBytes: number;
  readonly openFile: OpenFile;
  readonly onFault: OnFault;
}

const APPEND = constants.O_RDWR | constants.O_APPEND;
const CREATE = APPEND | constants.O_CREAT | constants.O_EXCL;

/** The segments of one folder, written at their end by one writer. */
export class SegmentStore implements BatchStore<Buffer> {
  readonly #options: SegmentStoreOptions;
  #file: LedgerFile | undefined;
  #durable: Position | undefined;
  /** Bytes of the batch whose fate is unknown. */
  #attempted = 0;

  constructor(options: SegmentStoreOptions) {
    this.#options = options;
  }

  /** Where the next line will begin: all before it is durable. Nothing before the first opening. */
  get durable(): Position | undefined {
    return this.#durable;
  }

  async open(): Promise<void> {
    await this.close();
    const { folder, openFile } = this.#options;
    // Once opened, a folder that is gone is waited for and not begun anew: a lost mount must not split the ledger.
    if (this.#durable) await probeSpace(folder, openFile);
    else await makeFolder(folder);
    const segment = (await segmentsOf(folder)).at(-1);
    if (this.#durable && (segment ?? 0) < this.#durable.segment) throw gone(segmentPath(folder, this.#durable.segment));
    if (segment === undefined) return this.#create(1);
    this.#file = await openFile(segmentPath(folder, segment), APPEND);
    this.#durable = { segment, offset: await this.#mend(this.#file, segment) };
    this.#attempted = 0;
  }

  async write(batch: readonly Buffer[]): Promise<void> {
    if (this.#where().offset >= this.#options.segmentBytes) await this.#rotate();
    const { segment, offset } = this.#where();
    const file = this.#handle();
    const bytes = Buffer.concat(batch);
    this.#attempted = bytes.length;
    await writeWhole(file, bytes);
    const [, { size, nlink }] = await Promise.all([file.datasync(), file.stat()]);
    const path = segmentPath(this.#options.folder, segment);
    // A file that was deleted still takes bytes and syncs them to nowhere.
    if (nlink === 0) throw gone(path);
    if (size > offset + bytes.length) throw foreign(path, offset);
    if (size < offset + bytes.length) throw missing(path, size);
    this.#durable = { segment, offset: size };
    this.#attempted = 0;
  }

  async probe(): Promise<void> {
    const { nlink } = await this.#handle().stat();
    if (nlink === 0) throw gone(segmentPath(this.#options.folder, this.#where().segment));
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    // A handle whose sync failed may fail to close as well; there is nothing more to be had from it.
    await file?.close().catch(() => undefined);
  }

  async #rotate(): Promise<void> {
    await this.close();
    await this.#create(this.#where().segment + 1);
  }

  async #create(segment: number): Promise<void> {
    const path = segmentPath(this.#options.folder, segment);
    this.#file = await this.#options.openFile(path, CREATE);
    await syncFolder(dirname(path));
    this.#durable = { segment, offset: 0 };
  }

  /**
   * Cuts what is not known to be durable, and keeps it beside the segment. At the first opening that is a torn tail;
   * later it is the batch whose sync failed: after a failed sync the kernel may show bytes that never reached the disk.
   */
  async #mend(file: LedgerFile, segment: number): Promise<number> {
    const path = segmentPath(this.#options.folder, segment);
    const until = this.#durable && (isBefore(this.#durable, { segment, offset: 0 }) ? 0 : this.#durable.offset);
    let end = 0;
    for await (const line of linesOf(file, path, 0, until)) end = line.end;
    const { size } = await file.stat();
    if (until !== undefined && end < until) throw missing(path, end);
    if (until !== undefined && size > until + this.#attempted) throw foreign(path, until);
    if (size > end) await this.#cut(file, path, end, size);
    await file.datasync();
    return end;
  }

  async #cut(file: LedgerFile, path: string, end: number, size: number): Promise<void> {
    const aside = await setAside(file, path, end, size, this.#options.openFile);
    await file.truncate(end);
    const message = `${size - end} bytes, told to nobody to be durable, were cut and kept in \`${basename(aside)}\``;
    this.#options.onFault({ message, file: path, offset: end });
  }

  #handle(): LedgerFile {
    if (!this.#file) throw new Error('the segment is not open');
    return this.#file;
  }

  #where(): Position {
    if (!this.#durable) throw new Error('the segment was never opened');
    return this.#durable;
  }
}

const gone = (path: string): LedgerUnusable =>
  new LedgerUnusable(
    'this segment is gone; bring the folder back, or start the gateway again to begin a new ledger',
    path,
  );

const missing = (path: string, offset: number): LedgerUnusable =>
  new LedgerUnusable(
    'records that were durable are missing; restore the file from a copy and start the gateway again',
    path,
    offset,
  );

const foreign = (path: string, offset: number): LedgerUnusable =>
  new LedgerUnusable(
    'another process writes into this ledger; give each gateway a folder of its own and start again',
    path,
    offset,
  );

/**
 * Files as the operating system has them. What only touches the page cache is done at once, since a turn through the
 * pool of threads costs more than the call; what waits for the disk is not.
 */
export const openOnDisk: OpenFile = async (path, flags) => {
  const file = await open(path, flags, 0o600);
  return {
    read: (buffer, offset, length, position) => file.read(buffer, offset, length, position),
    write: async (buffer, offset, length) => ({ bytesWritten: writeSync(file.fd, buffer, offset, length) }),
    datasync: () => file.datasync(),
    truncate: (length) => file.truncate(length),
    stat: async () => fstatSync(file.fd),
    close: () => file.close(),
  };
};
