import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { faultOf, LedgerUnusable } from './faults.ts';
import { frame } from './frame.ts';
import type { LedgerFile, OnFault, OpenFile } from './port.ts';
import { readEntries } from './read.ts';
import { LARGE, type Referenced, type ReferenceIndex, type Unreferenced } from './references.ts';
import { linesOf } from './scan.ts';
import { openOnDisk } from './segment-store.ts';
import { firstPosition, isBefore, makeFolder, type Position, syncFolder } from './segments.ts';
import { writeWhole } from './whole-files.ts';

export interface FileReferencesOptions {
  readonly folder: string;
  /** Up to where the ledger may be read: what is not durable could still be cut. */
  readonly durable: () => Position;
  readonly onFault: OnFault;
  readonly openFile?: OpenFile;
}

/** One round, as a line of the file: whole or not there. */
interface RoundLine {
  readonly next: Position;
  readonly entries: readonly (readonly [receipt: string, references: readonly string[]])[];
}

/** How much of a ledger may be passed over before that is remembered although nothing was found in it. */
const STRIDE = 1024 * 1024;

/**
 * References in the append-only file `references` beside the segments. All of it can be derived again: a torn tail is
 * cut, a damaged file set aside and begun anew, and deleting it (the gateway stopped) derives everything under
 * today's keys.
 * A search reads the file from its beginning, so memory stays small however long the ledger grows.
 */
export class FileReferences implements ReferenceIndex {
  readonly #options: FileReferencesOptions;
  readonly #path: string;
  readonly #openFile: OpenFile;
  #opening: Promise<LedgerFile> | undefined;
  #end = 0;
  #position: Position = firstPosition;
  /** The position that a restart begins at. */
  #remembered: Position = firstPosition;
  #readTo: Position = firstPosition;

  constructor(options: FileReferencesOptions) {
    this.#options = options;
    this.#path = join(options.folder, 'references');
    this.#openFile = options.openFile ?? openOnDisk;
  }

  async pending(limit: number): Promise<readonly Unreferenced[]> {
    await this.#opened();
    const until = this.#options.durable();
    const found: Unreferenced[] = [];
    if (!isBefore(this.#position, until)) return found;
    let readTo = this.#position;
    let size = 0;
    for await (const { place, next, entry } of readEntries(this.#options.folder, { from: this.#position, until })) {
      readTo = next;
      const { receipt, subjects } = entry;
      if (subjects !== undefined) found.push({ place: `${place.segment}:${place.offset}`, receipt, subjects });
      size += subjects?.length ?? 0;
      if (found.length >= limit || size >= LARGE) break;
    }
    this.#readTo = readTo;
    if (found.length > 0) return found;
    this.#position = readTo;
    if (isFar(this.#remembered, readTo)) await this.write([]);
    return found;
  }

  async write(batch: readonly Referenced[]): Promise<void> {
    const file = await this.#opened();
    const entries = batch.flatMap(({ receipt, references }) => (references ? [[receipt, references] as const] : []));
    const line = frame(JSON.stringify({ next: this.#readTo, entries } satisfies RoundLine));
    try {
      await writeWhole(file, line);
      await file.datasync();
    } catch (error) {
      await this.close();
      throw error;
    }
    this.#end += line.length;
    this.#position = this.#readTo;
    this.#remembered = this.#readTo;
  }

  async find(reference: string): Promise<readonly string[]> {
    await this.#opened();
    const file = await this.#openFile(this.#path, 'r');
    const receipts = new Set<string>();
    try {
      for await (const { json } of linesOf(file, this.#path, 0, this.#end)) {
        if (!json.includes(reference)) continue;
        const { entries } = JSON.parse(json) as RoundLine;
        for (const [receipt, references] of entries) if (references.includes(reference)) receipts.add(receipt);
      }
    } finally {
      await file.close();
    }
    return [...receipts];
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    await opening?.then((file) => file.close()).catch(() => undefined);
  }

  #opened(): Promise<LedgerFile> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(): Promise<LedgerFile> {
    const { folder, onFault } = this.#options;
    await makeFolder(folder);
    const file = await this.#openFile(this.#path, 'a+');
    try {
      await this.#resume(file);
      await syncFolder(folder);
    } catch (error) {
      await file.close();
      if (!(error instanceof LedgerUnusable)) throw error;
      onFault(faultOf(error, error.message));
      await rename(this.#path, `${this.#path}.damaged`);
      return this.#open();
    }
    return file;
  }

  async #resume(file: LedgerFile): Promise<void> {
    let last: { readonly json: string; readonly end: number } | undefined;
    for await (const line of linesOf(file, this.#path)) last = line;
    this.#end = last?.end ?? 0;
    this.#position = last ? (JSON.parse(last.json) as RoundLine).next : firstPosition;
    this.#readTo = this.#position;
    this.#remembered = this.#position;
    if (isBefore(this.#options.durable(), this.#position)) {
      throw new LedgerUnusable('these references go further than the ledger; they are derived again', this.#path);
    }
    await file.truncate(this.#end);
  }
}

const isFar = (from: Position, to: Position): boolean => to.segment > from.segment || to.offset - from.offset > STRIDE;
