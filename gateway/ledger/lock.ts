import { open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerUnusable } from './faults.ts';

/**
 * Takes a folder for this process; returns what gives it back. A lock outlives a killed process, so it says which one
 * holds it and when that started: a process id alone comes again, in containers nearly always.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'writer.lock');
  const mine = `${process.pid} ${(await startOf(process.pid)) ?? ''}`;
  for (;;) {
    const file = await open(path, 'wx', 0o600).catch(ifThere);
    if (file) {
      await file.writeFile(mine);
      await file.close();
      return () => unlink(path).catch(() => undefined);
    }
    const theirs = await readFile(path, 'utf8').catch(() => '');
    const pid = Number(theirs.split(' ')[0]);
    if (theirs !== '' && theirs === `${pid} ${(await startOf(pid)) ?? 'no such process'}`) {
      throw new LedgerUnusable(`process ${pid} has this ledger open; give each gateway a folder of its own`, path);
    }
    await unlink(path).catch(() => undefined);
  }
}

/** When a process started, in ticks since boot; on systems without /proc nothing more than that it runs. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  try {
    process.kill(pid, 0);
    return 'runs';
  } catch {
    return undefined;
  }
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EEXIST') throw error;
  return undefined;
}
