import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { Rulebook } from '../../../plugins/classification/discover/rulebook.ts';
import { draftOf } from '../../discover/draft/draft.ts';
import type { ExitCode, Shell } from '../shell.ts';
import type { ExaminedStore } from './examined.ts';
import { usualSchema } from './usual-schema.ts';

interface Where {
  readonly out?: string;
  readonly json?: true;
  readonly store?: string;
}

/** As much as is read of a configuration file. */
export const largestCatalogue = 1024 * 1024;

/** Writes the draft into a folder, or prints it. A catalogue that is there already stays as it is. */
export async function writeDraft(
  { out, store = 'main' }: Where,
  { tables, kind }: ExaminedStore,
  { book, classified }: { readonly book: Rulebook; readonly classified: readonly Classified[] },
  shell: Shell,
): Promise<ExitCode> {
  const usual = usualSchema({ tables, kind });
  const { text, entities, unmapped } = draftOf(book, tables, classified, { store, usual });
  const told = `scrim: ${entities.length} entities${unmapped.length > 0 ? `; ${unmapped.length} tables or columns have no place in a catalogue, and the draft says why` : ''}\n`;
  if (entities.length === 0) {
    shell.stderr(
      `scrim: no table can be an entity:\n${unmapped.map(({ what, why }) => `  ${JSON.stringify(what)}: ${why}\n`).join('')}`,
    );
    return 1;
  }
  if (text.length > largestCatalogue)
    shell.stderr(
      'scrim: the draft is larger than a catalogue may be (1 MiB): draft parts with --schema, or cut what nobody reads\n',
    );
  if (out === undefined) {
    shell.stdout(text);
    shell.stderr(told);
    return 0;
  }
  const folder = resolve(shell.folder, out);
  const file = join(folder, 'catalogue.yaml');
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
    shell.stderr(
      `scrim: ${file} ${there ? 'is there already: name another folder, or move it away' : 'cannot be written'}\n`,
    );
    return 1;
  }
  shell.stderr(`${told}scrim: wrote ${file}; look at each line that says "review"\n`);
  return 0;
}
