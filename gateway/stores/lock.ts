import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A data folder that is this process's alone, until it is released or the process ends. */
export interface FolderLock {
  readonly folder: string;
  /** The path lies in the folder. */
  readonly covers: (path: string) => boolean;
  readonly release: () => void;
}

export interface LockHolder {
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
}

/** The folder is another process's. Its text says whose, and what to do. */
export class FolderLocked extends Error {
  readonly holder: LockHolder | undefined;

  constructor(folder: string, holder: LockHolder | undefined) {
    const who = holder ? `process ${holder.pid} since ${holder.since}` : 'another process';
    super(
      `the data folder \`${folder}\` is in use by ${who}: stop that one first, or give this one a folder of its own`,
    );
    this.name = 'FolderLocked';
    this.holder = holder;
  }
}

/** What is held must not be collected: that would close it, and free the folder. */
const held = new Set<DatabaseSync>();

/**
 * Takes the folder, which is made where there is none.
 *
 * INVARIANT: the lock is the operating system's, which SQLite takes on an empty file (Node itself has no file locks).
 * It ends with the process however that ends, so none is ever stale: there is no process id to be taken for another's,
 * and no moment between looking and taking. Who holds it stands beside it, only to be told.
 * @throws FolderLocked
 */
export function lockFolder(folder: string, holder: LockHolder): FolderLock {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const note = join(root, 'lock.json');
  const database = new DatabaseSync(join(root, 'lock'));
  try {
    database.exec('begin exclusive');
    writeFileSync(`${note}.new`, JSON.stringify(holder), { mode: 0o600 });
    renameSync(`${note}.new`, note);
  } catch (error) {
    database.close();
    throw isBusy(error) ? new FolderLocked(root, readNote(note)) : error;
  }
  held.add(database);
  return Object.freeze({
    folder: root,
    covers: (path: string) => isWithin(root, path),
    release: () => {
      if (!held.delete(database)) return;
      rmSync(note, { force: true });
      database.close();
    },
  });
}

const isBusy = (error: unknown): boolean => (error as { readonly errcode?: number }).errcode === 5;

const isWithin = (root: string, path: string): boolean => {
  const way = relative(root, resolve(path));
  return way !== '..' && !way.startsWith('../') && !way.startsWith('..\\') && resolve(root, way) === resolve(path);
};

function readNote(path: string): LockHolder | undefined {
  try {
    const { pid, since } = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockHolder>;
    return typeof pid === 'number' && typeof since === 'string' ? { pid, since } : undefined;
  } catch {
    return undefined;
  }
}
