import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Embedded } from '../pglite.ts';
import { type DumpStep, splitDump } from './split.ts';

/** A dump as it was found: statements, or the files of a whole database. */
export type Dump = { readonly kind: 'sql'; readonly text: string } | { readonly kind: 'folder'; readonly path: string };

/** @throws Error where there is no such file, or it is a dump of another kind */
export async function readDump(path: string): Promise<Dump> {
  const file = await readFile(path).catch(() => {
    throw new Error(`the dump \`${path}\` cannot be read`);
  });
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;
  if (bytes.toString('latin1', 257, 262) === 'ustar') return { kind: 'folder', path };
  if (bytes.toString('latin1', 0, 5) === 'PGDMP')
    throw new Error(`\`${path}\` is no plain dump: make one with \`pg_dump --format=plain\``);
  return { kind: 'sql', text: bytes.toString('utf8') };
}

/** So many characters of statements go over at once: each of them alone would take longer on the way than in the database. */
const batched = 256 * 1024;

/** Owners and rights are of accounts that an embedded database does not have. */
const ofAccounts = /^\s*(?:grant|revoke|alter\s+default\s+privileges|alter\s[\s\S]*\sowner\s+to)\s/i;

/** Runs a plain dump. @param progress told each tenth of it @throws Error with the line, and never with a value */
export async function loadDump(
  database: Pick<Embedded, 'load'>,
  text: string,
  progress: (percent: number) => void,
): Promise<void> {
  const batch = { sql: [] as string[], length: 0, line: 1 };
  const done = { length: 0, told: 0 };
  const run = async (step: DumpStep): Promise<void> => {
    await database.load(step.sql, step.rows).catch((error: Error) => {
      throw new Error(`line ${step.line}: ${error.message}`);
    });
    done.length += step.sql.length + (step.rows?.length ?? 0);
    const percent = Math.floor((done.length * 10) / text.length) * 10;
    if (percent > done.told) progress((done.told = percent));
  };
  const flush = async (): Promise<void> => {
    if (batch.sql.length > 0) await run({ sql: batch.sql.join('\n'), line: batch.line });
    batch.sql = [];
    batch.length = 0;
  };
  // A session is for reading, until somebody says otherwise.
  await database.load('reset all');
  for (const step of splitDump(text)) {
    if (ofAccounts.test(step.sql)) continue;
    if (step.rows !== undefined) {
      await flush();
      await run(step);
      continue;
    }
    if (batch.sql.length === 0) batch.line = step.line;
    batch.length += batch.sql.push(step.sql) && step.sql.length;
    if (batch.length >= batched) await flush();
  }
  await flush();
}
