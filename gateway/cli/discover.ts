import { classify } from '../../plugins/classification/discover/classify.ts';
import type { Rulebook } from '../../plugins/classification/discover/rulebook.ts';
import { SourceFault } from '../discover/port.ts';
import { runDrift } from './discover/drift.ts';
import { entityTables } from './discover/entity-tables.ts';
import { type ExaminedStore, examineStore } from './discover/examined.ts';
import { jsonOf } from './discover/json.ts';
import { readPatterns } from './discover/patterns.ts';
import { summaryOf } from './discover/summary.ts';
import { writeDraft } from './discover/write.ts';
import type { ExitCode, Shell } from './shell.ts';

export interface DiscoverOptions {
  readonly url: string;
  readonly out?: string;
  readonly json?: true;
  /** Rows of each table to look at; 0 for none. */
  readonly sample: number;
  readonly patterns: readonly string[];
  readonly schema?: string;
  readonly only: readonly string[];
  readonly timeout?: number;
  readonly store?: string;
  readonly drift?: true;
  readonly config?: string;
  readonly except: readonly string[];
  readonly progress?: true;
}

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
    if (options.drift) return await runDrift(options, examined, book, shell);
    return await told(options, examined, book, shell);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    // INVARIANT: no text of a server and no part of the address is said, for a password could be in it.
    shell.stderr(`scrim: the store cannot be read: ${error.message}\n`);
    return 1;
  }
}

function wrongUsage({ drift, config, out, sample, except, only }: DiscoverOptions): string | undefined {
  if (drift && config === undefined) return '--drift needs --config: the folder to compare with the store';
  if (drift && out !== undefined) return '--drift writes nothing: leave out --out';
  if (drift && only.length > 0)
    return '--drift compares all that the catalogue has: leave out --only, or name --except';
  if (!drift && (config !== undefined || except.length > 0)) return '--config and --except belong to --drift';
  return sample > mostRows ? `--sample takes at most ${mostRows} rows` : undefined;
}

async function told(
  options: DiscoverOptions,
  examined: ExaminedStore,
  book: Rulebook,
  shell: Shell,
): Promise<ExitCode> {
  const drafts = !options.json || options.out !== undefined;
  const classified = classify(book, options.json ? examined.tables : entityTables(examined));
  if (options.json) shell.stdout(jsonOf(classified));
  shell.stderr(summaryOf(examined, classified));
  if (examined.tables.length === 0) return 1;
  const drawn = options.json ? classify(book, entityTables(examined)) : classified;
  return drafts ? writeDraft(options, examined, { book, classified: drawn }, shell) : 0;
}
