import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder } from '../../gateway/stores/lock.ts';
import { openEmbedded } from '../../gateway/stores/pglite.ts';
import type { Place } from './place.ts';
import { worldStatements, type World } from './tables.ts';

/** The configuration of a gateway of the leak tests, over embedded databases. */
export const worldFolder = fileURLToPath(new URL('./world', import.meta.url));

const empty: { folder?: Promise<string> } = {};

/** An empty database, made once: that takes longer than all the rest of opening two gateways. */
async function emptyDatabase(): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'scrim-leaks-'));
  process.once('exit', () => rmSync(data, { recursive: true, force: true }));
  const lock = lockFolder(data, { pid: process.pid, since: '2027-01-01T00:00:00Z' });
  const database = await openEmbedded({ folder: join(data, 'canaries'), lock });
  await database.close();
  lock.release();
  return join(data, 'canaries');
}

async function seed(data: string, filled: World): Promise<void> {
  empty.folder ??= emptyDatabase();
  cpSync(await empty.folder, join(data, 'canaries'), { recursive: true });
  const lock = lockFolder(data, { pid: process.pid, since: '2026-01-01T00:00:00Z' });
  const database = await openEmbedded({ folder: join(data, 'canaries'), lock });
  for (const statement of worldStatements(filled)) await database.exec(statement);
  await database.close();
  lock.release();
}

/** A database in the data folder. */
export const embedded: Place = async (data, filled) => {
  await seed(data, filled);
  return worldFolder;
};
