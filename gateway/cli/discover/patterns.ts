import type { Rulebook } from '../../../plugins/classification/discover/rulebook.ts';
import { readRulebook } from '../../discover/patterns.ts';
import { printFindings } from '../print-findings.ts';
import type { Shell } from '../shell.ts';

/** The rules with files of a user's own before them; nothing where one is wrong, which is then said. */
export async function readPatterns(files: readonly string[], shell: Shell): Promise<Rulebook | undefined> {
  try {
    const book = await readRulebook(files);
    if (!('findings' in book)) return book;
    shell.stderr(printFindings(book.findings, shell.folder));
  } catch {
    shell.stderr('scrim: a file of --patterns cannot be read\n');
  }
  return undefined;
}
