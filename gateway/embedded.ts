import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedStatements, seedVersion } from './demo/seed/seed.ts';
import type { FolderLock } from './stores/lock.ts';
import { type Embedded, type EmbeddedOptions, openEmbedded } from './stores/pglite.ts';

/** The name of the embedded database that a demo fills with its invented people. */
export const demoDatabase = 'demo';

export interface EmbeddedPlace {
  readonly data: string;
  readonly lock: FolderLock;
  readonly demo: boolean;
  readonly onFault: NonNullable<EmbeddedOptions['onFault']>;
  /** Told what takes long. */
  readonly progress: (text: string) => void;
}

/** Opens embedded databases of the data folder; the demo's is filled when it is new, or of an older kind. */
export async function openEmbeddedDatabases(
  names: readonly string[],
  place: EmbeddedPlace,
): Promise<ReadonlyMap<string, Embedded>> {
  const opened = new Map<string, Embedded>();
  for (const name of names) {
    const filled = place.demo && name === demoDatabase;
    opened.set(name, filled ? await openDemo(name, place) : await open(name, place));
  }
  return opened;
}

const open = (name: string, { data, lock, onFault }: EmbeddedPlace): Promise<Embedded> =>
  openEmbedded({ folder: join(data, name), lock, onFault });

async function openDemo(name: string, place: EmbeddedPlace): Promise<Embedded> {
  const mark = join(place.data, `${name}.seed`);
  const seeded = await readFile(mark, 'utf8').catch(() => '');
  if (seeded === seedVersion) return open(name, place);
  place.progress('filling the demo with 2,000 invented customers, once');
  // What a start that was cut short left behind is half of something: it is made anew.
  await rm(join(place.data, name), { recursive: true, force: true });
  await mkdir(place.data, { recursive: true });
  const embedded = await open(name, place);
  for (const statement of seedStatements()) await embedded.exec(statement);
  await writeFile(mark, seedVersion);
  return embedded;
}
