import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileLedger } from '../../gateway/ledger/file.ts';
import { FileReferences } from '../../gateway/ledger/file-references.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import type { LedgerFault } from '../../gateway/ledger/port.ts';
import { postgresLedger } from '../../gateway/ledger/postgres.ts';
import { postgresReferences } from '../../gateway/ledger/postgres-references.ts';
import { type ReferenceIndex, type Referencer, referencer } from '../../gateway/ledger/references.ts';
import { segmentPath } from '../../gateway/ledger/segments.ts';
import type { Ledger } from '../../plugins/audit/port.ts';
import { keyring } from '../../plugins/pseudonyms/keyring.ts';
import { openSubjects, sealSubjects, subjectReferences } from '../../plugins/pseudonyms/subjects.ts';
import { entry, faults, newFolder, newReceipt, newSchema, noPostgres, postgresUrl } from './ledger-fixtures.ts';

const missing = await noPostgres();
const keys = keyring([{ id: 'k1', secret: new Uint8Array(32).fill(7) }]);
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const about = (...subjects: readonly string[]) => {
  const receipt = newReceipt();
  return entry({
    receipt,
    subjects: sealSubjects(keys, JSON.stringify(subjects), receipt, random),
    subjectCount: subjects.length,
  });
};
const reference = (key: string): string => subjectReferences(keys, [key])[0] ?? '';

interface Opened {
  readonly ledger: Ledger;
  readonly index: () => ReferenceIndex;
}

const start = (index: ReferenceIndex, onFault: (fault: LedgerFault) => void = () => undefined): Referencer => {
  const references = referencer({
    index,
    onFault,
    references: (of) => subjectReferences(keys, of),
    open: (subjects, receipt) => openSubjects(keys, subjects, receipt),
    batch: 4,
    pause: 5,
  });
  onTestFinished(() => references.close());
  return references;
};

async function inFiles(): Promise<Opened & { readonly folder: string }> {
  const folder = await newFolder();
  const ledger = await fileLedger({ folder, onFault: () => undefined, segmentBytes: 3_000 });
  onTestFinished(() => ledger.close());
  return {
    folder,
    ledger,
    index: () => new FileReferences({ folder, durable: ledger.durable, onFault: () => undefined }),
  };
}

async function inPostgres(): Promise<Opened> {
  const schema = newSchema();
  const sql = pgClient({ url: postgresUrl, onFault: () => undefined });
  const ledger = postgresLedger({ sql, schema, onFault: () => undefined });
  onTestFinished(() => ledger.close());
  return { ledger, index: () => postgresReferences({ sql, schema, lease: 200 }) };
}

const ledgers = [
  ['files', inFiles, undefined],
  ['PostgreSQL', inPostgres, missing],
] as const;

describe.each(ledgers)('references in %s', (_name, open, absent) => {
  test.skipIf(absent)('find every record about a subject, in order, and none about another', async () => {
    const { ledger, index } = await open();
    const references = start(index());
    const both = about('Customer:1', 'Customer:2', 'Customer:1');
    const one = about('Customer:1');
    const many = about(...Array.from({ length: 300 }, (_, n) => `Customer:${n + 100}`));
    for (const each of [both, entry(), one, entry(), many]) await ledger.append(each);
    await references.catchUp();
    expect(await references.find(reference('Customer:1'))).toEqual([both.receipt, one.receipt]);
    expect(await references.find(reference('Customer:2'))).toEqual([both.receipt]);
    expect(await references.find(reference('Customer:399'))).toEqual([many.receipt]);
    expect(await references.find(reference('Customer:3'))).toEqual([]);
    const later = about('Customer:3');
    await ledger.append(later);
    await expect.poll(() => references.find(reference('Customer:3'))).toEqual([later.receipt]);
  });

  test.skipIf(absent)('go on where they stood when they start again, and do nothing twice', async () => {
    const { ledger, index } = await open();
    const all = Array.from({ length: 10 }, () => about('Customer:1'));
    for (const each of all.slice(0, 5)) await ledger.append(each);
    const first = start(index());
    await first.catchUp();
    await first.close();
    for (const each of all.slice(5)) await ledger.append(each);
    const second = index();
    expect(await second.pending(100)).toHaveLength(5);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const again = start(second);
    await again.catchUp();
    expect(await again.find(reference('Customer:1'))).toEqual(all.map((each) => each.receipt));
  });

  test.skipIf(absent)('may be written twice', async () => {
    const { ledger, index } = await open();
    const each = about('Customer:1');
    await ledger.append(each);
    const twice = index();
    const [place] = await twice.pending(10);
    const batch = [{ place: place?.place ?? '', receipt: each.receipt, references: [reference('Customer:1')] }];
    await twice.write(batch);
    await twice.write(batch);
    expect(await twice.find(reference('Customer:1'))).toEqual([each.receipt]);
    expect(await twice.pending(10)).toEqual([]);
    await twice.close();
  });

  test.skipIf(absent)('are not held up by a record that no key opens', async () => {
    const { ledger, index } = await open();
    const { seen, onFault } = faults();
    const good = about('Customer:1');
    // Sealed for another record, so it does not open in this one.
    const bad = entry({ subjects: about('Customer:1').subjects ?? '' });
    for (const each of [bad, good]) await ledger.append(each);
    const references = start(index(), onFault);
    await references.catchUp();
    expect(await references.find(reference('Customer:1'))).toEqual([good.receipt]);
    expect(seen).toEqual([
      { message: `no key opens the subjects of record \`${bad.receipt}\`; searches will not find it` },
    ]);
  });

  test.skipIf(absent)('leave the loop free while they are derived', async () => {
    const { ledger, index } = await open();
    for (let n = 0; n < 3; n += 1)
      await ledger.append(about(...Array.from({ length: 1_000 }, (_, key) => `Customer:${n}-${key}`)));
    const turns = { taken: 0, going: true };
    const count = (): void => {
      turns.taken += 1;
      if (turns.going) setImmediate(count);
    };
    setImmediate(count);
    const references = start(index());
    await references.catchUp();
    turns.going = false;
    expect(turns.taken).toBeGreaterThan(60);
  });
});

test.skipIf(missing)('replicas on one PostgreSQL share the work', async () => {
  const { ledger, index } = await inPostgres();
  await Promise.all(Array.from({ length: 20 }, () => ledger.append(about('Customer:1'))));
  const taken = await Promise.all([index().pending(8), index().pending(8)]);
  expect(new Set(taken.flat().map((each) => each.receipt)).size).toBe(16);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(await index().pending(100)).toHaveLength(20);
});

describe('a file of references', () => {
  const prepared = async () => {
    const opened = await inFiles();
    const all = Array.from({ length: 9 }, () => about('Customer:1'));
    for (const each of all) await opened.ledger.append(each);
    const references = start(opened.index());
    await references.catchUp();
    await references.close();
    const path = join(opened.folder, 'references');
    const expectAll = async () => {
      const again = start(opened.index());
      await again.catchUp();
      expect(await again.find(reference('Customer:1'))).toEqual(all.map((each) => each.receipt));
      await again.close();
    };
    return { ...opened, path, expectAll };
  };

  test('is mended when its last write was cut short', async () => {
    const { path, expectAll } = await prepared();
    await truncate(path, (await stat(path)).size - 7);
    await expectAll();
  });

  test('is derived again when it is damaged or gone', async () => {
    const { path, expectAll } = await prepared();
    const bytes = await readFile(path);
    bytes.writeUInt8((bytes[40] ?? 0) ^ 1, 40);
    await writeFile(path, bytes);
    await expectAll();
    await rm(path);
    await expectAll();
  });

  test('is derived again when it goes further than its ledger', async () => {
    const { folder, ledger, path } = await prepared();
    await ledger.close();
    for (let segment = 2; segment < 20; segment += 1) await rm(segmentPath(folder, segment), { force: true });
    const shorter = await fileLedger({ folder, onFault: () => undefined });
    onTestFinished(() => shorter.close());
    const late = about('Customer:5');
    await shorter.append(late);
    const references = start(new FileReferences({ folder, durable: shorter.durable, onFault: () => undefined }));
    await references.catchUp();
    expect(await references.find(reference('Customer:5'))).toEqual([late.receipt]);
    expect((await readFile(`${path}.damaged`)).length).toBeGreaterThan(0);
  });

  test('holds no key of a subject', async () => {
    const { path } = await prepared();
    expect(await readFile(path, 'utf8')).not.toContain('Customer:1');
  });
});
