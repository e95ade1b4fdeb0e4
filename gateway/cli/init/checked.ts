import { relative } from 'node:path';
import { loadConfiguration } from '../../config/load.ts';
import { reportOf } from '../check.ts';
import { printFindings } from '../print-findings.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { closingText } from './closing.ts';
import type { DraftedFiles } from './draft-files.ts';
import type { SaidWords } from './said.ts';

/** What the environment has to hold. */
export interface Needed {
  /** The address of a database. It stands in gateway.yaml too, where it is open. */
  readonly variable?: { readonly name: string; readonly value: string; readonly open: boolean };
  /** What an API wants to know. */
  readonly wanted: readonly string[];
}

/** Checks what was written, and says how to start. */
export async function checked(
  folder: string,
  { query, waiting }: DraftedFiles,
  { variable, wanted }: Needed,
  words: SaidWords,
  shell: Shell,
): Promise<ExitCode> {
  const missing = wanted.filter((name) => shell.environment[name] === undefined);
  const environment = {
    ...shell.environment,
    ...(variable && { [variable.name]: variable.value }),
    ...Object.fromEntries(missing.map((name) => [name, standIn(name)])),
  };
  const told = relative(shell.folder, folder) || '.';
  const typed = told.startsWith('..') ? folder : told;
  const command = shell.command ?? 'scrim';
  const configuration = await loadConfiguration(folder, environment);
  // Without its secrets an API would only say that it does not know who asks.
  const report = await reportOf(configuration, missing.length === 0, { ...shell, environment });
  shell.stderr(printFindings(report.findings, shell.folder));
  if (!report.usable) {
    shell.stderr(`scrim: ${words.wrong} ${command} check --stores --config ${typed}\n`);
    return 1;
  }
  if (missing.length > 0)
    shell.stderr(`scrim: ${words.unasked(missing.join(', '))}: ${command} check --stores --config ${typed}\n`);
  const needed = { ...(variable && !variable.open && { variable: variable.name }), wanted };
  const keyed = report.notes.length > 0;
  shell.stdout(closingText({ command, folder: typed, ...needed, query, waiting, keyed }, words));
  return 0;
}

/** What stands for a variable that is not set yet, so that everything else can be checked. */
const standIn = (name: string): string => (name.endsWith('_API') ? 'https://api.invalid' : 'unset');
