import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileLedger } from '../../gateway/ledger/file.ts';
import { FileReferences } from '../../gateway/ledger/file-references.ts';
import type { LedgerSettings } from '../../gateway/ledger/open.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { postgresReferences } from '../../gateway/ledger/postgres-references.ts';
import { readEntries, readRows } from '../../gateway/ledger/read.ts';
import { type ReferenceIndex, referencer } from '../../gateway/ledger/references.ts';
import { collect, newFolder, newSchema, noPostgres, postgresUrl } from './ledger-fixtures.ts';

const missing = await noPostgres();
const onFault = () => undefined;

/** Runs a writer and kills it, all at once, after a while under load. What it printed is what it was acknowledged. */
async function killedUnderLoad(
  settings: LedgerSettings,
  atLeast: number,
): Promise<readonly (readonly [receipt: string, name: string])[]> {
  const script = join(import.meta.dirname, 'ledger-child.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const state = { output: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    state.output += text;
    if (state.output.length > atLeast * 25) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  const lines = state.output.split('\n').slice(0, -1);
  return lines.map((line) => line.split(' ') as [string, string]);
}

/** Every acknowledged entry is found by each of its subjects, once the references are derived to their end. */
async function expectFound(index: ReferenceIndex, acknowledged: readonly (readonly [string, string])[]): Promise<void> {
  const references = referencer({
    index,
    onFault,
    open: (subjects) => subjects.split(','),
    references: (keys) => keys.map((key) => `ref-${key}`),
  });
  await references.catchUp();
  const found = new Map<string, readonly string[]>();
  for (const name of new Set(acknowledged.map(([, name]) => name)))
    found.set(name, await references.find(`ref-${name}`));
  for (const [name, receipts] of found) {
    expect(new Set(receipts).size).toBe(receipts.length);
    const expected = acknowledged.filter((each) => each[1] === name).map(([receipt]) => receipt);
    expect(receipts).toEqual(expect.arrayContaining(expected));
  }
  expect(await references.find('ref-nobody')).toEqual([]);
  await references.close();
}

describe('a process that is killed under load', { timeout: 60_000 }, () => {
  test('leaves every acknowledged entry in its files, three times over', async () => {
    const folder = await newFolder();
    const acknowledged: (readonly [string, string])[] = [];
    for (let round = 0; round < 3; round += 1) {
      acknowledged.push(...(await killedUnderLoad({ kind: 'file', folder }, 400 + round * 311)));
      const ledger = await fileLedger({ folder, onFault });
      const recorded = new Set((await collect(readEntries(folder))).map((each) => each.entry.receipt));
      expect(acknowledged.filter(([receipt]) => !recorded.has(receipt))).toEqual([]);
      await expectFound(new FileReferences({ folder, durable: ledger.durable, onFault }), acknowledged);
      await ledger.close();
    }
  });

  test.skipIf(missing)(
    `leaves every acknowledged entry in its PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`,
    async () => {
      const schema = newSchema();
      const sql = pgClient({ url: postgresUrl, onFault });
      onTestFinished(() => sql.end());
      const acknowledged: (readonly [string, string])[] = [];
      for (let round = 0; round < 2; round += 1) {
        acknowledged.push(...(await killedUnderLoad({ kind: 'postgres', url: postgresUrl, schema }, 400)));
        // What was in flight when the process died may still commit.
        await new Promise((resolve) => setTimeout(resolve, 200));
        const recorded = new Set((await collect(readRows(sql, schema))).map((each) => each.entry.receipt));
        expect(acknowledged.filter(([receipt]) => !recorded.has(receipt))).toEqual([]);
        // What the dead process had taken comes back when its lease ends.
        await sql.query(`update ${schema}.scrim_ledger_pending set claimed = now() where claimed > now()`);
        await expectFound(postgresReferences({ sql, schema }), acknowledged);
      }
    },
  );
});
