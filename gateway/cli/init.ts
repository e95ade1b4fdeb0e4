import { resolve } from 'node:path';
import { printStore } from '../discover/openapi/print-store.ts';
import { SourceFault } from '../discover/port.ts';
import { examineStore } from './discover/examined.ts';
import { readPatterns } from './discover/patterns.ts';
import { summaryOf } from './discover/summary.ts';
import { largestCatalogue } from './discover/write.ts';
import { checked } from './init/checked.ts';
import { type DraftedFiles, draftFiles } from './init/draft-files.ts';
import { asking, type Questions, Stopped, unasked } from './init/questions.ts';
import { saidWords, type SaidWords } from './init/said.ts';
import {
  isStoreName,
  type StoreAddress,
  storeAddress,
  storeNameOf,
  variableOf,
  variablePrefix,
} from './init/store-address.ts';
import { fileWords, type Language } from './init/words.ts';
import { fileNames, filesThere, writeFiles } from './init/write-files.ts';
import type { ExitCode, Shell } from './shell.ts';

export interface InitOptions {
  readonly url: string;
  readonly out?: string;
  readonly name?: string;
  readonly lang?: Language;
  /** Rows of each table to look at, 0 for none; asked, or 200, where nothing is said. */
  readonly sample?: number;
  readonly patterns: readonly string[];
  readonly schema?: string;
  readonly only: readonly string[];
  readonly timeout?: number;
  readonly yes?: true;
  readonly force?: true;
}

/** What is asked, or taken as usual, before anything is read. */
interface Settled {
  readonly store: string;
  readonly sample: number;
}

const usualSample = 200;

/** `scrim init`: from the address of a store to a configuration that starts. */
export async function runInit(options: InitOptions, shell: Shell): Promise<ExitCode> {
  const language = options.lang ?? languageOf(shell);
  const words = saidWords[language];
  const questions = shell.ask && !options.yes ? asking(shell, shell.ask, words) : unasked;
  try {
    return await initialized(options, language, questions, shell);
  } catch (error) {
    const told = faultText(error, words);
    if (told === undefined) throw error;
    shell.stderr(`scrim: ${told}\n`);
    return 1;
  }
}

async function initialized(
  options: InitOptions,
  language: Language,
  questions: Questions,
  shell: Shell,
): Promise<ExitCode> {
  const words = saidWords[language];
  const address = storeAddress(options.url, shell);
  const named = options.out ?? (await questions.text(words.folder, 'privacy'));
  const folder = resolve(shell.folder, named);
  const there = options.force ? [] : await filesThere(folder);
  if (there.length > 0) return refused(named, there, shell);
  const settled = await settle(options, address, questions, words);
  const book = await readPatterns(options.patterns, shell);
  if (!book) return 1;
  const examined = await examineStore({ ...options, url: address.url, sample: settled.sample }, shell);
  const { kind, open, url } = address;
  const variable = address.variable ?? variableOf(settled.store);
  const data = resolve(folder, '.scrim');
  const described = examined.api && printStore(examined.api, settled.store, variablePrefix(settled.store));
  const served = {
    ...{ store: settled.store, kind, variable, data },
    ...(open && { address: url }),
    ...(described && { described: described.lines }),
  };
  const drafted = draftFiles(book, examined, served, fileWords[language]);
  shell.stderr(summaryOf(examined, drafted.classified));
  const unfit = unfitFor(drafted);
  if (unfit !== undefined) {
    shell.stderr(`scrim: ${unfit}\n`);
    return 1;
  }
  if (!(await questions.agreed(words.write(named)))) throw new Stopped();
  await writeFiles(folder, data, drafted.files);
  shell.stderr(`scrim: ${words.wrote(named)}\n`);
  const wanted = described?.variables ?? [];
  const needed = described ? { wanted } : { wanted, variable: { name: variable, value: url, open } };
  return checked(folder, drafted, needed, words, shell);
}

async function settle(
  options: InitOptions,
  { database, kind }: StoreAddress,
  questions: Questions,
  words: SaidWords,
): Promise<Settled> {
  const wrong = (name: string): string | undefined => (isStoreName(name) ? undefined : words.badStore);
  const store = options.name ?? (await questions.text(words.store, storeNameOf(database), wrong));
  // A description holds no values.
  const sample = kind === 'rest' ? 0 : (options.sample ?? ((await questions.agreed(words.sample)) ? usualSample : 0));
  return { store, sample };
}

/** What is there may be somebody's work of weeks. */
function refused(folder: string, there: readonly string[], shell: Shell): ExitCode {
  shell.stderr(
    `scrim: ${folder} has ${there.join(', ')} already: name another folder with --out, or write over ${there.length > 1 ? 'them' : 'it'} with --force; \`scrim discover --drift\` tells what is new in the store\n`,
  );
  return 2;
}

function unfitFor({ files, entities, unmapped }: DraftedFiles): string | undefined {
  if (entities.length === 0)
    return `no table can be an entity${unmapped.map(({ what, why }) => `\n  ${JSON.stringify(what)}: ${why}`).join('')}`;
  return fileNames.some((name) => Buffer.byteLength(files[name]) > largestCatalogue)
    ? 'there is more than a configuration can hold (1 MiB a file): take a part with --only or --schema'
    : undefined;
}

const languageOf = ({ environment }: Shell): Language =>
  (environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '').startsWith('zh') ? 'zh' : 'en';

/** INVARIANT: no text of a server and no part of the address is said, for a password could be in it. */
function faultText(error: unknown, words: SaidWords): string | undefined {
  if (error instanceof Stopped) return words.stopped;
  if (error instanceof SourceFault) return `the store cannot be read: ${error.message}`;
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? undefined : `the folder cannot be written (${code}): name another with --out`;
}
