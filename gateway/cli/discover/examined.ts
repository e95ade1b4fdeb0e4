import { type Examined, examine } from '../../discover/examine.ts';
import { type Source, SourceFault } from '../../discover/port.ts';
import { openSource } from '../../discover/source.ts';
import type { Shell } from '../shell.ts';

export interface ExamineOptions {
  readonly url: string;
  /** Rows of each table to look at; 0 for none. */
  readonly sample: number;
  readonly schema?: string;
  /** Names of tables, in which `*` stands for anything. */
  readonly only?: readonly string[];
  readonly progress?: true;
  /** Seconds for one statement. */
  readonly timeout?: number;
}

/** What a store is, and of which kind. */
export type ExaminedStore = Examined & { readonly kind: Source['kind'] };

/** How long all samples together may take. */
const sampleMs = 120_000;

/** Reads the structure of a store and some of its rows, and tells on a terminal how far it is. @throws SourceFault */
export async function examineStore(options: ExamineOptions, shell: Shell): Promise<ExaminedStore> {
  const { schema, sample, progress, only = [], timeout = 5 } = options;
  const url = addressFrom(options.url, shell);
  const source = await openSource({ url, timeoutMs: timeout * 1000, ...(schema !== undefined && { schema }) });
  const watched = progress || shell.terminal;
  try {
    const bounds = { withinMs: sampleMs, now: shell.process.now };
    const tell = (done: number, all: number, table: string): void => {
      if (done % 20 === 0) shell.stderr(`scrim: ${done} of ${all} tables, now ${JSON.stringify(table)}\n`);
    };
    const examined = await examine(source, { ...bounds, rows: sample, only, ...(watched && { progress: tell }) });
    return { ...examined, kind: source.kind };
  } finally {
    await source.close();
  }
}

/** `env:CRM_URL` keeps a password out of the list of processes. @throws SourceFault */
export function addressFrom(url: string, { environment }: Shell): string {
  const name = /^env:(\w+)$/.exec(url)?.[1];
  if (name === undefined) return url;
  const address = environment[name];
  if (address === undefined) throw new SourceFault(`the environment has no \`${name}\``);
  return address;
}
