import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedStatements, seedVersion } from './demo/seed/seed.ts';
import { loadDump, readDump } from './stores/dump/load.ts';
import type { FolderLock } from './stores/lock.ts';
import { type Embedded, type EmbeddedOptions, openEmbedded } from './stores/pglite.ts';

/** The name of the embedded database that a demo fills with its invented people. */
export const demoDatabase = 'demo';

export interface EmbeddedPlace {
  readonly data: string;
  readonly lock: FolderLock;
  readonly demo: boolean;
  /** What new databases are filled from, by name. */
  readonly dumps?: ReadonlyMap<string, string>;
  readonly onFault: NonNullable<EmbeddedOptions['onFault']>;
  /** Told what takes long. */
  readonly progress: (text: string) => void;
}

/** Opens embedded databases of the data folder; a new one is filled from its dump, and the demo's with its people. */
export async function openEmbeddedDatabases(
  names: readonly string[],
  place: EmbeddedPlace,
): Promise<ReadonlyMap<string, Embedded>> {
  const opened = new Map<string, Embedded>();
  for (const name of names) {
    const dump = place.dumps?.get(name);
    if (dump !== undefined) await fillFrom(name, dump, place);
    const demo = dump === undefined && place.demo && name === demoDatabase;
    opened.set(name, demo ? await openDemo(name, place) : await open(name, place));
  }
  return opened;
}

const open = (name: string, { data, lock, onFault }: EmbeddedPlace, from?: string): Promise<Embedded> =>
  openEmbedded({ folder: join(data, name), lock, onFault, ...(from !== undefined && { from }) });

/** INVARIANT: a folder of this name is a whole database. It is filled under another name, which no configuration can have. */
async function fillFrom(name: string, path: string, place: EmbeddedPlace): Promise<void> {
  if (await isThere(join(place.data, name))) return;
  const dump = await readDump(path);
  const draft = `${name}.filling`;
  const folder = join(place.data, draft);
  const told = `filling the embedded database \`${name}\` from \`${path}\`, once`;
  place.progress(told);
  await rm(folder, { recursive: true, force: true });
  try {
    const embedded = await open(draft, place, dump.kind === 'folder' ? dump.path : undefined);
    const progress = (percent: number): void => place.progress(`${told}: ${percent} %`);
    const loaded = dump.kind === 'sql' ? loadDump(embedded, dump.text, progress) : Promise.resolve();
    await loaded.finally(() => embedded.close());
    await rename(folder, join(place.data, name));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`\`${path}\` could not be loaded: ${error instanceof Error ? error.message : 'it failed'}`);
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** So many statements of the seed go over at once. */
const together = 8;

async function openDemo(name: string, place: EmbeddedPlace): Promise<Embedded> {
  const mark = join(place.data, `${name}.seed`);
  const seeded = await readFile(mark, 'utf8').catch(() => '');
  if (seeded === seedVersion) return open(name, place);
  place.progress('filling the demo with 2,000 invented customers, once');
  // What a start that was cut short left behind is half of something: it is made anew.
  await rm(join(place.data, name), { recursive: true, force: true });
  await mkdir(place.data, { recursive: true });
  const opening = open(name, place);
  // A new database takes seconds of its own thread: the people are invented meanwhile.
  const statements = [...seedStatements()];
  const embedded = await opening;
  for (let at = 0; at < statements.length; at += together) {
    await embedded.exec(['begin;', ...statements.slice(at, at + together), 'commit;'].join('\n'));
  }
  await writeFile(mark, seedVersion);
  return embedded;
}
