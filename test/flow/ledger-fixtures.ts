import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { LedgerFile, LedgerFault, OpenFile } from '../../gateway/ledger/port.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';

export { postgresUrl };
export { entry, newReceipt } from './ledger-entries.ts';

/** A folder that is gone after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scrim-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Collects what the operator would be told. */
export function faults(): { readonly seen: LedgerFault[]; readonly onFault: (fault: LedgerFault) => void } {
  const seen: LedgerFault[] = [];
  return { seen, onFault: (fault) => void seen.push(fault) };
}

/** Real files whose calls a test may watch, hold up or fail. */
export function watchedFiles(
  around: Partial<{ [K in 'write' | 'datasync']: (call: () => Promise<unknown>) => Promise<unknown> }>,
): OpenFile {
  return async (path, flags) => {
    const file = await open(path, flags);
    if (!path.endsWith('.log')) return file;
    const watched: LedgerFile = {
      read: (...args) => file.read(...args),
      write: (...args) =>
        (around.write?.(() => file.write(...args)) ?? file.write(...args)) as Promise<{ bytesWritten: number }>,
      datasync: () => (around.datasync?.(() => file.datasync()) ?? file.datasync()) as Promise<void>,
      truncate: (length) => file.truncate(length),
      stat: () => file.stat(),
      close: () => file.close(),
    };
    return watched;
  };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Why there is no PostgreSQL to test with; nothing where there is one. In CI there must be. */
export const noPostgres = (): Promise<string | undefined> => needs('postgres');

/** The name of a schema that is gone after the test. */
export function newSchema(url = postgresUrl): string {
  const schema = `ledger_${randomBytes(6).toString('hex')}`;
  onTestFinished(async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`drop schema if exists ${schema} cascade`);
    await client.end();
  });
  return schema;
}
