import { classify } from '../../plugins/classification/discover/classify.ts';
import type { Rulebook } from '../../plugins/classification/discover/rulebook.ts';
import { type Examined, examine } from '../discover/examine.ts';
import { readRulebook } from '../discover/patterns.ts';
import { type Source, SourceFault } from '../discover/port.ts';
import { openSource } from '../discover/source.ts';
import { runDrift } from './discover/drift.ts';
import { jsonOf } from './discover/json.ts';
import { summaryOf } from './discover/summary.ts';
import { writeDraft } from './discover/write.ts';
import { printFindings } from './print-findings.ts';
import type { ExitCode, Shell } from './shell.ts';

export interface DiscoverOptions {
  readonly url: string;
  readonly out?: string;
  readonly json?: true;
  /** Rows of each table to look at; 0 for none. */
  readonly sample: number;
  readonly patterns: readonly string[];
  readonly schema?: string;
  readonly store?: string;
  readonly drift?: true;
  readonly config?: string;
  readonly except: readonly string[];
  readonly progress?: true;
}

/** How long one statement may take. */
const timeoutMs = 5_000;
/** More rows tell no more of what a column is. */
const mostRows = 10_000;

/** `scrim discover`: what is in a store, and what it is thought to be. */
export async function runDiscover(options: DiscoverOptions, shell: Shell): Promise<ExitCode> {
  const wrong = wrongUsage(options);
  if (wrong !== undefined) {
    shell.stderr(`scrim: ${wrong}\n`);
    return 2;
  }
  const book = await readPatterns(options.patterns, shell);
  if (!book) return 1;
  try {
    const examined = await examineStore(options, shell);
    if (options.drift && examined.kind !== 'openapi') return await runDrift(options, examined, book, shell);
    return await told(options, examined, book, shell);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    // INVARIANT: no text of a server and no part of the address is said, for a password could be in it.
    shell.stderr(`scrim: the store cannot be read: ${error.message}\n`);
    return 1;
  }
}

function wrongUsage({ drift, config, out, sample, except }: DiscoverOptions): string | undefined {
  if (drift && config === undefined) return '--drift needs --config: the folder to compare with the store';
  if (drift && out !== undefined) return '--drift writes nothing: leave out --out';
  if (!drift && (config !== undefined || except.length > 0)) return '--config and --except belong to --drift';
  return sample > mostRows ? `--sample takes at most ${mostRows} rows` : undefined;
}

async function readPatterns(files: readonly string[], shell: Shell): Promise<Rulebook | undefined> {
  try {
    const book = await readRulebook(files);
    if (!('findings' in book)) return book;
    shell.stderr(printFindings(book.findings, shell.folder));
  } catch {
    shell.stderr('scrim: a file of --patterns cannot be read\n');
  }
  return undefined;
}

async function examineStore(
  options: DiscoverOptions,
  shell: Shell,
): Promise<Examined & { readonly kind: Source['kind'] }> {
  const { schema, sample, progress } = options;
  const url = addressFrom(options.url, shell);
  const source = await openSource({ url, timeoutMs, ...(schema !== undefined && { schema }) });
  const watched = progress || shell.terminal;
  try {
    const tell = (done: number, all: number, table: string): void => {
      if (done % 20 === 0) shell.stderr(`scrim: ${done} of ${all} tables, now ${JSON.stringify(table)}\n`);
    };
    const examined = await examine(source, { rows: sample, ...(watched && { progress: tell }) });
    return { ...examined, kind: source.kind };
  } finally {
    await source.close();
  }
}

/** `env:CRM_URL` keeps a password out of the list of processes. */
function addressFrom(url: string, { environment }: Shell): string {
  const name = /^env:(\w+)$/.exec(url)?.[1];
  if (name === undefined) return url;
  const address = environment[name];
  if (address === undefined) throw new SourceFault(`the environment has no \`${name}\``);
  return address;
}

async function told(
  options: DiscoverOptions,
  examined: Examined & { readonly kind: Source['kind'] },
  book: Rulebook,
  shell: Shell,
): Promise<ExitCode> {
  const classified = classify(book, examined.tables);
  if (options.json) shell.stdout(jsonOf(classified));
  shell.stderr(summaryOf(examined, classified));
  if (examined.tables.length === 0) return 1;
  if (options.json && options.out === undefined) return 0;
  if (examined.kind !== 'openapi') return writeDraft(options, examined, { book, classified }, shell);
  shell.stderr('scrim: a description of an API tells what its fields are, and not how they are read: use --json\n');
  return 2;
}
