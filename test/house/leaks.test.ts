import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channels } from '../leaks/matrix/channels.ts';
import { files, root } from './sources.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const table = read('docs/leaks.md');
const cited = [...table.matchAll(/`(test\/[^`]+\.ts)` “([^”]+)”/g)].map(([, path = '', name = '']) => ({ path, name }));
/** Channels of what is not served: subscriptions, federation, mutations. */
const absent = [50, 51, 54, 55, 64, 65];

test('the table of leaks names only tests that exist', () => {
  expect(cited.length).toBeGreaterThan(60);
  expect(cited.filter(({ path, name }) => !files.includes(path) || !read(path).includes(name))).toEqual([]);
});

test('every channel has its row and its test', () => {
  const rows = table
    .split('\n')
    .flatMap((line) => (/^\| (\d+) \|/.test(line) ? [{ number: Number(/\d+/.exec(line)?.[0]), line }] : []));
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: 67 }, (_, at) => at + 1).filter((number) => !absent.includes(number)),
  );
  expect(rows.filter(({ line }) => !/`test\/[^`]+\.ts` “/.test(line))).toEqual([]);
});

test('every channel of the table is tried by everybody after everybody', () => {
  const rows = [...table.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(channels.map(({ number }) => number)).toEqual(rows);
});

test('whatever a test calls known to remain is told of', () => {
  const remaining = files
    .filter((path) => path.startsWith('test/leaks/') && path.endsWith('.ts'))
    .flatMap((path) => [...read(path).matchAll(/'(known limit: [^']+)'/g)].map(([, name]) => name));
  expect(remaining.length).toBeGreaterThan(0);
  expect(remaining.filter((name) => !cited.some((one) => one.name === name))).toEqual([]);
});
