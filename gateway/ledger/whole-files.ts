import { unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LedgerFile, OpenFile } from './port.ts';
import { syncFolder } from './segments.ts';

/** Writes all of the bytes: a write may take a part and say so only by its number. */
export async function writeWhole(file: LedgerFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0) throw new Error('a write took no bytes');
    written += bytesWritten;
  }
}

/** Copies bytes `from`–`to` of a segment into a file beside it, durably. Returns its path. */
export async function setAside(
  file: LedgerFile,
  path: string,
  from: number,
  to: number,
  openFile: OpenFile,
): Promise<string> {
  const bytes = Buffer.alloc(to - from);
  for (let read = 0; read < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, read, bytes.length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  for (let copy = 1; ; copy += 1) {
    const aside = `${path}.${from}${copy === 1 ? '' : `-${copy}`}.torn`;
    const kept = await openFile(aside, 'wx').catch(ifThere);
    if (!kept) continue;
    try {
      await writeWhole(kept, bytes);
      await kept.datasync();
    } finally {
      await kept.close();
    }
    await syncFolder(dirname(aside));
    return aside;
  }
}

/** Fails where the folder is gone or the disk is full, before somebody is told that all is well again. */
export async function probeSpace(folder: string, openFile: OpenFile): Promise<void> {
  const path = join(folder, 'probe');
  const file = await openFile(path, 'w');
  try {
    await writeWhole(file, Buffer.alloc(4096));
    await file.datasync();
  } finally {
    await file.close();
    await unlink(path);
  }
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EEXIST') throw error;
  return undefined;
}
