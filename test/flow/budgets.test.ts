import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileBudgets } from '../../gateway/ledger/budgets/file.ts';
import { postgresBudgets } from '../../gateway/ledger/budgets/postgres.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { openOnDisk } from '../../gateway/ledger/segment-store.ts';
import { segmentPath } from '../../gateway/ledger/segments.ts';
import { asking } from './budgets-asking.ts';
import { budgetsContract } from './budgets-suite.ts';
import { newFolder, newSchema, noPostgres, postgresUrl } from './ledger-fixtures.ts';

const missing = await noPostgres();
const onFault = () => undefined;
const now = () => new Date('2099-11-21T12:00:00Z');

budgetsContract('a folder', false, async () => {
  const folder = await newFolder();
  return () => fileBudgets({ folder, onFault, now });
});

budgetsContract(`PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, !!missing, async () => {
  const schema = newSchema();
  return async () => postgresBudgets({ sql: pgClient({ url: postgresUrl, onFault }), schema, onFault });
});

test('a folder is one process’s, and a second one is told so', async () => {
  const folder = await newFolder();
  const budgets = await fileBudgets({ folder, onFault, now });
  onTestFinished(() => budgets.close());
  await expect(fileBudgets({ folder, onFault, now })).rejects.toThrow(/has this ledger open/);
});

test('what a disk does not take is granted to nobody, stays spent, and is free when it is asked again', async () => {
  const folder = await newFolder();
  const broken = { now: false };
  const clock = { at: 0 };
  const budgets = await fileBudgets({
    folder,
    onFault,
    now,
    clock: () => clock.at,
    openFile: async (path, flags) => {
      const file = await openOnDisk(path, flags);
      const fail = () => Promise.reject(Object.assign(new Error('no'), { code: 'EIO' }));
      return { ...file, datasync: () => (broken.now ? fail() : file.datasync()) };
    },
  });
  onTestFinished(() => budgets.close());
  await budgets.reserve(asking('a', 4n));
  broken.now = true;
  await expect(budgets.reserve(asking('b', 4n))).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  broken.now = false;
  clock.at += 10_000;
  expect(await budgets.reserve(asking('c', 4n))).toMatchObject({ granted: false, left: 2n });
  expect(await budgets.reserve(asking('b', 4n))).toMatchObject({ granted: true, again: true });
  await budgets.close();
  const later = await fileBudgets({ folder, onFault, now });
  onTestFinished(() => later.close());
  expect(await later.reserve(asking('c', 4n))).toMatchObject({ granted: false, left: 2n });
});

test('a line that was cut short was granted to nobody; a damaged one stops the start', async () => {
  const folder = await newFolder();
  const budgets = await fileBudgets({ folder, onFault, now });
  await budgets.reserve(asking('a', 4n));
  await budgets.reserve(asking('b', 4n));
  await budgets.close();
  const path = segmentPath(folder, 1);
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  await file.truncate(size - 5);
  const later = await fileBudgets({ folder, onFault, now });
  expect(await later.reserve(asking('c', 7n))).toMatchObject({ granted: false, left: 6n });
  await later.close();
  await file.write('X', 12);
  await file.close();
  await expect(fileBudgets({ folder, onFault, now })).rejects.toThrow(new RegExp(join(folder, 'segment')));
});

test('a period that is over is forgotten, and its money with it', async () => {
  const folder = await newFolder();
  const first = await fileBudgets({ folder, onFault, now });
  await first.reserve(asking('a', 10n));
  await first.close();
  const later = await fileBudgets({ folder, onFault, now: () => new Date('2099-12-01T00:00:00Z') });
  onTestFinished(() => later.close());
  const next = { ...asking('a', 10n).account, period: { id: '2099-12', until: '2100-01-01T00:00:00.000Z' } };
  expect(await later.reserve({ ...asking('a', 10n), account: next })).toMatchObject({ granted: true, again: false });
});
