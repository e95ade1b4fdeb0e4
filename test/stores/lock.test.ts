import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FolderLocked, lockFolder } from '../../gateway/stores/lock.ts';

const since = '2026-11-01T10:00:00.000Z';
const folders: string[] = [];
const children: ChildProcess[] = [];

const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'scrim-lock-'));
  folders.push(folder);
  return folder;
};

/** Starts a process that takes the folder, and gives what it says of that. */
async function holder(folder: string): Promise<{ readonly child: ChildProcess; readonly said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), folder, since], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, said: chunk.toString().trim() };
}

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('a second process is told who holds the folder, since when, and what to do', async () => {
  const folder = freshFolder();
  const { child, said } = await holder(folder);
  expect(said).toBe('held');
  const second = await holder(folder);
  expect(second.said).toBe(
    `the data folder \`${folder}\` is in use by process ${child.pid} since ${since}: stop that one first, or give this one a folder of its own`,
  );
  expect(() => lockFolder(folder, { pid: process.pid, since })).toThrow(FolderLocked);
});

test('a folder whose holder was killed is free at once', async () => {
  const folder = freshFolder();
  const { child } = await holder(folder);
  await kill(child);
  expect(existsSync(join(folder, 'lock.json'))).toBe(true);
  expect((await holder(folder)).said).toBe('held');
});

test('of many processes that come at once after a death, exactly one gets the folder', async () => {
  const folder = freshFolder();
  await kill((await holder(folder)).child);
  const said = (await Promise.all(Array.from({ length: 6 }, () => holder(folder)))).map((one) => one.said);
  expect(said.filter((line) => line === 'held')).toHaveLength(1);
  expect(said.filter((line) => line.includes('is in use by'))).toHaveLength(5);
}, 20_000);

test('a note of a living process that does not hold the folder keeps nobody out', () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid: process.pid, since }));
  lockFolder(folder, { pid: process.pid, since }).release();
});

test('the same folder by another name is the same folder', () => {
  const folder = freshFolder();
  const alias = `${folder}-alias`;
  symlinkSync(folder, alias);
  folders.push(alias);
  const lock = lockFolder(folder, { pid: process.pid, since });
  expect(() => lockFolder(alias, { pid: process.pid, since })).toThrow('is in use by process');
  lock.release();
});

test('it is released once, makes a folder where there is none, and knows what lies in it', () => {
  const folder = join(freshFolder(), 'a', 'b');
  const lock = lockFolder(folder, { pid: process.pid, since });
  expect(lock.covers(join(folder, 'demo'))).toBe(true);
  expect(lock.covers(folder)).toBe(true);
  expect(lock.covers(`${folder}-demo`)).toBe(false);
  expect(lock.covers(join(folder, '..', 'c'))).toBe(false);
  lock.release();
  lock.release();
  const again = lockFolder(folder, { pid: process.pid, since });
  lock.release();
  expect(() => lockFolder(folder, { pid: process.pid, since })).toThrow(FolderLocked);
  again.release();
});
