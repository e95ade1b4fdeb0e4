import { expect, test } from 'vitest';
import { examine } from '../../gateway/discover/examine.ts';
import type { Source } from '../../gateway/discover/port.ts';
import type { StoredTable } from '../../gateway/discover/stored.ts';

const table = (name: string): StoredTable => ({
  key: name,
  schema: 'public',
  name,
  kind: 'table',
  columns: [{ name: 'email', type: 'text', sqlType: 'text', nullable: true }],
  primaryKey: [],
  unique: [],
  foreignKeys: [],
});

/** A store each of whose tables takes so long to look at. */
const slow = (each: number) => {
  const clock = { at: 0 };
  const source: Source = {
    kind: 'postgres',
    describe: async () => ({ tables: ['a', 'b', 'c', 'd'].map(table), closed: [] }),
    sample: async () => {
      clock.at += each;
      return [['reader1@example.com']];
    },
    close: async () => undefined,
  };
  return { source, now: () => clock.at };
};

test('when the time for samples is spent, the other tables are told without one', async () => {
  const { source, now } = slow(60);
  const { tables, unsampled } = await examine(source, { rows: 5, withinMs: 100, now });
  expect(tables.map(({ columns }) => columns[0]?.sample?.tested)).toEqual([1, 1, undefined, undefined]);
  expect(unsampled).toEqual(['c', 'd']);
});

test.each([
  [['*'], 'a b c d'],
  [['a', 'd'], 'a d'],
  [['a*b'], ''],
  [[], 'a b c d'],
])('of tables a to d %j leaves %j', async (only, left) => {
  const { source, now } = slow(0);
  const { tables } = await examine(source, { rows: 0, withinMs: 1, now, only });
  expect(tables.map(({ key }) => key).join(' ')).toBe(left);
});
