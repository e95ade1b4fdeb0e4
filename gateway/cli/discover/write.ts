import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { Rulebook } from '../../../plugins/classification/discover/rulebook.ts';
import { draftOf } from '../../discover/draft/draft.ts';
import { printStore } from '../../discover/openapi/print-store.ts';
import { variablePrefix } from '../init/store-address.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { entityTables, unreadOf } from './entity-tables.ts';
import type { ExaminedStore } from './examined.ts';
import { usualSchema } from './usual-schema.ts';

interface Where {
  readonly out?: string;
  readonly json?: true;
  readonly store?: string;
}

/** As much as is read of a configuration file. */
export const largestCatalogue = 1024 * 1024;

type Files = readonly (readonly [name: string, text: string])[];

/** Writes the draft into a folder, or prints it. Files that are there already stay as they are. */
export async function writeDraft(
  { out, store = 'main' }: Where,
  examined: ExaminedStore,
  { book, classified }: { readonly book: Rulebook; readonly classified: readonly Classified[] },
  shell: Shell,
): Promise<ExitCode> {
  const drafting = { store, usual: usualSchema(examined), left: unreadOf(examined) };
  const { text, entities, unmapped } = draftOf(book, entityTables(examined), classified, drafting);
  const told = `scrim: ${entities.length} entities${unmapped.length > 0 ? `; ${unmapped.length} tables or columns have no place in a catalogue, and the draft says why` : ''}\n`;
  if (entities.length === 0) {
    const none = unmapped.map(({ what, why }) => `  ${JSON.stringify(what)}: ${why}\n`).join('');
    shell.stderr(`scrim: nothing can be an entity${none === '' ? '' : `:\n${none}`}\n`);
    return 1;
  }
  if (text.length > largestCatalogue)
    shell.stderr(
      'scrim: the draft is larger than a catalogue may be (1 MiB): draft parts with --only or --schema, or cut what nobody reads\n',
    );
  if (out === undefined) {
    shell.stdout(text);
    shell.stderr(`${told}${examined.api ? 'scrim: with --out, how the API is read is written as well\n' : ''}`);
    return 0;
  }
  return written(resolve(shell.folder, out), [['catalogue.yaml', text], ...storeFile(examined, store)], told, shell);
}

/** How an API is read belongs into gateway.yaml, which is not ours to write over. */
function storeFile({ api }: ExaminedStore, store: string): Files {
  if (!api) return [];
  const { lines, variables } = printStore(api, store, variablePrefix(store));
  const head = [
    '# A draft of how the API is read, for gateway.yaml. Look at each line that says "review".',
    ...(variables.length > 0 ? [`# The environment has to hold ${variables.join(', ')}.`] : []),
  ];
  return [['stores.yaml', `${[...head, 'stores:', ...lines].join('\n')}\n`]];
}

async function written(folder: string, files: Files, told: string, shell: Shell): Promise<ExitCode> {
  for (const [name, text] of files) {
    const file = join(folder, name);
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
  }
  const names = files.map(([name]) => join(folder, name)).join(' and ');
  shell.stderr(`${told}scrim: wrote ${names}; look at each line that says "review"\n`);
  return 0;
}
