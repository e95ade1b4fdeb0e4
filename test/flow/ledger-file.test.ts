import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileLedger, type FileLedgerOptions } from '../../gateway/ledger/file.ts';
import { LedgerUnusable } from '../../gateway/ledger/faults.ts';
import { frame } from '../../gateway/ledger/frame.ts';
import { readEntries } from '../../gateway/ledger/read.ts';
import { firstPosition, segmentPath } from '../../gateway/ledger/segments.ts';
import type { LedgerEntry } from '../../plugins/audit/port.ts';
import { collect, entry, faults, newFolder, newReceipt, watchedFiles } from './ledger-fixtures.ts';

const unavailable = expect.objectContaining({ name: 'GatewayError', code: 'LEDGER_UNAVAILABLE' });
const opened = async (folder: string, more: Partial<FileLedgerOptions> = {}) => {
  const ledger = await fileLedger({ folder, onFault: () => undefined, ...more });
  onTestFinished(() => ledger.close());
  return ledger;
};
const receipts = async (folder: string) => (await collect(readEntries(folder))).map((each) => each.entry.receipt);
/** An entry of few bytes, of which some are parts of a character. */
const small = (): LedgerEntry => ({
  receipt: newReceipt(),
  at: '',
  kind: 'operation',
  purpose: '客服',
  policy: '',
  catalogue: '',
  outcome: 'answered',
});
const entries = (count: number) => Array.from({ length: count }, () => entry());

describe('a ledger in a folder', () => {
  test('gives back what was appended, byte for byte and in order, over restarts and segments', async () => {
    const folder = await newFolder();
    const all = entries(60);
    for (const part of [all.slice(0, 20), all.slice(20, 40), all.slice(40)]) {
      const ledger = await fileLedger({ folder, onFault: () => undefined, segmentBytes: 2_000 });
      for (const each of part) await ledger.append(each);
      await ledger.close();
    }
    const read = await collect(readEntries(folder));
    expect(read.map((each) => each.entry)).toEqual(all);
    expect((await readdir(folder)).filter((name) => name.endsWith('.log')).length).toBeGreaterThan(5);
    const middle = read[30]?.place ?? firstPosition;
    expect((await collect(readEntries(folder, { from: middle }))).map((each) => each.entry)).toEqual(all.slice(30));
  });

  test('does not resolve before its bytes are synced', async () => {
    const gate = Promise.withResolvers<void>();
    const order: string[] = [];
    const openFile = watchedFiles({
      write: (call) => call().finally(() => order.push('written')),
      datasync: async (call) => {
        if (order.length > 0) await gate.promise;
        await call();
        order.push('synced');
      },
    });
    const ledger = await opened(await newFolder(), { openFile });
    const appended = ledger.append(entry()).then(() => order.push('resolved'));
    await expect.poll(() => order).toEqual(['written']);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(order).toEqual(['written']);
    gate.resolve();
    await appended;
    expect(order).toEqual(['written', 'synced', 'resolved']);
  });

  test('writes and syncs once for all who come while a sync is under way', async () => {
    const gate = Promise.withResolvers<void>();
    const calls = { write: 0, datasync: 0, inFlight: 0, most: 0 };
    const openFile = watchedFiles({
      write: (call) => {
        calls.write += 1;
        return call();
      },
      datasync: async (call) => {
        calls.datasync += 1;
        calls.inFlight += 1;
        calls.most = Math.max(calls.most, calls.inFlight);
        await gate.promise;
        await call();
        calls.inFlight -= 1;
      },
    });
    const folder = await newFolder();
    const ledger = await opened(folder, { openFile });
    const first = ledger.append(entry());
    await expect.poll(() => calls.datasync).toBe(1);
    const later = entries(500).map((each) => ledger.append(each));
    gate.resolve();
    await Promise.all([first, ...later]);
    expect(calls).toEqual({ write: 2, datasync: 2, inFlight: 0, most: 1 });
    expect(await receipts(folder)).toHaveLength(501);
  });

  test('goes on where a write took only a part of its bytes', async () => {
    const folder = await newFolder();
    const { open } = await import('node:fs/promises');
    const ledger = await opened(folder, {
      openFile: async (path, flags) => {
        const file = await open(path, flags);
        const short = {
          write: (bytes: Uint8Array, at: number, length: number) => file.write(bytes, at, Math.min(length, 7)),
        };
        return new Proxy(file, {
          get: (target, key) => {
            if (key === 'write') return short.write;
            const value = Reflect.get(target, key) as unknown;
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          },
        });
      },
    });
    const all = entries(3);
    await Promise.all(all.map((each) => ledger.append(each)));
    expect(await receipts(folder)).toEqual(all.map((each) => each.receipt));
  });

  test('refuses early when too many wait, and drains on close those whom it took', async () => {
    const gate = Promise.withResolvers<void>();
    const openFile = watchedFiles({ datasync: (call) => gate.promise.then(call) });
    const folder = await newFolder();
    const ledger = await opened(folder, { openFile, limits: { entries: 3, bytes: 100_000 } });
    const taken = entries(3).map((each) => ledger.append(each));
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    const closing = ledger.close();
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    gate.resolve();
    await Promise.all([...taken, closing]);
    expect(await receipts(folder)).toHaveLength(3);
    const tiny = await opened(await newFolder(), { limits: { bytes: 100 } });
    await expect(tiny.append(entry())).rejects.toEqual(unavailable);
  });

  test('refuses a folder that another ledger has open, and takes over from a process that is gone', async () => {
    const folder = await newFolder();
    const ledger = await opened(folder);
    await expect(fileLedger({ folder, onFault: () => undefined })).rejects.toThrow(
      /has this ledger open; give each gateway/,
    );
    await ledger.close();
    await writeFile(join(folder, 'writer.lock'), `${process.pid} 1`);
    await opened(folder);
  });
});

describe('a ledger whose last write was cut short', { timeout: 60_000 }, () => {
  test('recovers all earlier entries at every byte offset of the last one, and loses nothing of the rest', async () => {
    const folder = await newFolder();
    const kept = [small(), entry(), small()];
    const lines = kept.map((each) => frame(JSON.stringify(each)));
    const last = frame(JSON.stringify(small()));
    const whole = Buffer.concat(lines);
    for (let length = 1; length < last.length; length += 1) {
      const path = segmentPath(folder, 1);
      const torn = last.subarray(0, length);
      // Every other time zeros stand behind it, as after a power cut.
      const tail = length % 2 ? torn : Buffer.concat([torn, Buffer.alloc(40)]);
      await writeFile(path, Buffer.concat([whole, tail]));
      const { seen, onFault } = faults();
      const ledger = await fileLedger({ folder, onFault });
      await ledger.close();
      expect(await readFile(path)).toEqual(whole);
      expect(await readFile(`${path}.${whole.length}.torn`)).toEqual(tail);
      expect(seen).toEqual([expect.objectContaining({ file: path, offset: whole.length })]);
      await rm(`${path}.${whole.length}.torn`);
    }
    expect(await receipts(folder)).toEqual(kept.map((each) => each.receipt));
  });

  test('is read without the torn tail while it is not mended', async () => {
    const folder = await newFolder();
    const kept = entry();
    await writeFile(segmentPath(folder, 1), Buffer.concat([frame(JSON.stringify(kept)), Buffer.from('412 0a')]));
    expect(await receipts(folder)).toEqual([kept.receipt]);
  });
});

describe('a ledger that is damaged', { timeout: 60_000 }, () => {
  test('is refused at every byte that is changed in the middle or in a whole last entry, with file, offset and advice', async () => {
    const folder = await newFolder();
    const lines = [small(), small(), small()].map((each) => frame(JSON.stringify(each)));
    const whole = Buffer.concat(lines);
    const path = segmentPath(folder, 1);
    const [first = 0, second = 0] = lines.map((line) => line.length);
    const starts = [0, first, first + second];
    for (let at = 0; at < whole.length - 1; at += 1) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8((whole[at] ?? 0) ^ 1, at);
      await writeFile(path, damaged);
      const error = await fileLedger({ folder, onFault: () => undefined }).then(
        () => expect.fail(`byte ${at} passed`),
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(LedgerUnusable);
      expect(error).toMatchObject({ file: path, offset: starts.findLast((start) => start <= at) });
      expect(String(error)).toMatch(/restore the file from a copy, or keep a copy .*truncate -s \d+/);
      expect(await readFile(path)).toEqual(damaged);
    }
  });

  test('is refused by its reader in an earlier segment too', async () => {
    const folder = await newFolder();
    const ledger = await opened(folder, { segmentBytes: 1 });
    for (const each of entries(3)) await ledger.append(each);
    const path = segmentPath(folder, 1);
    await truncate(path, (await stat(path)).size - 5);
    await expect(receipts(folder)).rejects.toThrow(/ends within a record/);
  });
});

describe('a ledger that cannot be written', () => {
  test('refuses all who wait, mends itself, and keeps what was written by half beside it', async () => {
    const folder = await newFolder();
    const state = { full: false, now: 0 };
    const openFile = watchedFiles({
      write: (call) => call(),
      datasync: async (call) => {
        if (state.full) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
        await call();
      },
    });
    const { seen, onFault } = faults();
    const ledger = await opened(folder, { openFile, onFault, clock: () => state.now });
    const before = entry();
    await ledger.append(before);
    state.full = true;
    const refused = await Promise.allSettled(entries(10).map((each) => ledger.append(each)));
    expect(refused.map((each) => each.status === 'rejected' && each.reason)).toEqual(Array(10).fill(unavailable));
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    await expect(ledger.ready()).rejects.toEqual(unavailable);
    expect(seen).toEqual([{ message: 'the ledger could not be written', code: 'EIO' }]);
    state.full = false;
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    state.now += 100;
    await ledger.ready();
    const after = entry();
    await ledger.append(after);
    expect(await receipts(folder)).toEqual([before.receipt, after.receipt]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.torn'))).toHaveLength(1);
  });

  test('waits longer from attempt to attempt, up to five seconds', async () => {
    const state = { now: 0, attempts: 0 };
    const openFile = watchedFiles({
      write: async () => {
        state.attempts += 1;
        throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    });
    const ledger = await opened(await newFolder(), { openFile, clock: () => state.now });
    const at: number[] = [];
    for (; state.now < 30_000; state.now += 50) {
      const attempts = state.attempts;
      await expect(ledger.append(entry())).rejects.toEqual(unavailable);
      if (state.attempts > attempts) at.push(state.now);
    }
    expect(at).toEqual([0, 100, 300, 700, 1_500, 3_100, 6_300, 11_300, 16_300, 21_300, 26_300]);
  });

  test('refuses when its folder is deleted, begins no new ledger by itself, and goes on when the folder is back', async () => {
    const folder = join(await newFolder(), 'ledger');
    const state = { now: 0 };
    const { seen, onFault } = faults();
    const ledger = await opened(folder, { onFault, clock: () => state.now });
    const first = entry();
    await ledger.append(first);
    const copy = await readFile(segmentPath(folder, 1));
    await rm(folder, { recursive: true });
    await expect(ledger.ready()).rejects.toEqual(unavailable);
    state.now += 10_000;
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    state.now += 10_000;
    await mkdir(folder);
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    expect(seen.map((fault) => fault.message)).toEqual([
      expect.stringContaining('this segment is gone; bring the folder back'),
      'the ledger could not be written',
      expect.stringContaining('this segment is gone; bring the folder back'),
    ]);
    state.now += 10_000;
    await writeFile(segmentPath(folder, 1), copy);
    const last = entry();
    await ledger.append(last);
    expect(await receipts(folder)).toEqual([first.receipt, last.receipt]);
  });

  test('refuses when the segment is deleted under an append, since its sync then means nothing', async () => {
    const folder = await newFolder();
    const ledger = await opened(folder);
    await rename(segmentPath(folder, 1), join(folder, 'aside'));
    await ledger.append(entry());
    await rm(join(folder, 'aside'));
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
  });

  test('refuses to go on beside another writer, and cuts nothing of what that one wrote', async () => {
    const folder = await newFolder();
    const state = { now: 0 };
    const { seen, onFault } = faults();
    const ledger = await opened(folder, { onFault, clock: () => state.now });
    await ledger.append(entry());
    await appendFile(segmentPath(folder, 1), frame(JSON.stringify(entry())));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(ledger.append(entry())).rejects.toEqual(unavailable);
      state.now += 10_000;
    }
    expect(seen[2]?.message).toMatch(/another process writes into this ledger/);
    expect(await receipts(folder)).toHaveLength(3);
  });

  test('refuses to go on where durable records are missing', async () => {
    const folder = await newFolder();
    const state = { now: 0 };
    const { seen, onFault } = faults();
    const ledger = await opened(folder, { onFault, clock: () => state.now });
    for (const each of entries(3)) await ledger.append(each);
    await truncate(segmentPath(folder, 1), 0);
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    state.now += 10_000;
    await expect(ledger.append(entry())).rejects.toEqual(unavailable);
    const message = expect.stringContaining('records that were durable are missing') as string;
    expect(seen).toEqual(
      [0, 1].map(() => ({ message, file: segmentPath(folder, 1), offset: expect.any(Number) as number })),
    );
  });

  test('survives a disk that is really full, and goes on when there is room', async ({ skip }) => {
    const disk = await newFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip('a small file system cannot be mounted here');
    }
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const folder = join(disk, 'ledger');
    await mkdir(folder);
    await writeFile(join(disk, 'ballast'), Buffer.alloc(64 * 1024));
    const state = { now: 0 };
    const { seen, onFault } = faults();
    const ledger = await fileLedger({ folder, onFault, clock: () => state.now });
    const acknowledged: string[] = [];
    for (let count = 0; count < 1_000 && seen.length === 0; count += 1) {
      const each = entry();
      await ledger.append(each).then(
        () => acknowledged.push(each.receipt),
        (error: unknown) => expect(error).toEqual(unavailable),
      );
    }
    expect(seen[0]).toEqual({ message: 'the ledger could not be written', code: 'ENOSPC' });
    state.now += 10_000;
    await expect(ledger.ready()).rejects.toEqual(unavailable);
    await rm(join(disk, 'ballast'));
    state.now += 10_000;
    await ledger.ready();
    const last = entry();
    await ledger.append(last);
    expect(await receipts(folder)).toEqual([...acknowledged, last.receipt]);
    await ledger.close();
  });
});
