import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { files, root, type Source, sources } from './sources.ts';

const floors = sources.filter(({ path }) => !path.startsWith('test/'));

/** Each place where the code of these files says it: `path:line`. */
function places(of: readonly Source[], pattern: RegExp): readonly string[] {
  return of.flatMap(({ path, code }) =>
    code.split('\n').flatMap((line) => (pattern.test(line) ? [`${path}: ${line.trim().slice(0, 100)}`] : [])),
  );
}

/** Where a process meets the world. */
const edge = (path: string): boolean => path === 'gateway/main.ts' || path.startsWith('gateway/cli/');

test.each([
  ['the environment', /\bprocess\.env\b/],
  ['the clock', /\bDate\.now\b|\bnew Date\(\)/],
  ['randomness without a key', /\bMath\.random\b/],
  ['the console', /\bconsole\.\w/],
])('%s is an argument everywhere but at the edge', (_, pattern) => {
  const inner = floors.filter(({ path }) => !edge(path));
  expect(places(inner, pattern)).toEqual([]);
});

test('nothing is of the type any, and nothing is forced to be there', () => {
  expect(places(sources, /(?::|<|\bas|\|)\s*any\b(?!['`\w])/)).toEqual([]);
  expect(places(sources, /@ts-(?:ignore|nocheck|expect-error)/)).toEqual([]);
});

test('no suite runs alone', () => {
  const alone = new RegExp(`\\b(?:test|it|describe)(?:\\.\\w+)*\\.${'only'}\\b`);
  expect(places(sources, alone)).toEqual([]);
});

test('there are named exports only, and no state in a module', () => {
  expect(places(sources, /^export default\b/)).toEqual([]);
  expect(places(floors, /^(?:export )?(?:let|var)\b/)).toEqual([]);
});

/** The few that are longer, and how much: what generates random operations and what judges them read as one. */
const longer: Readonly<Record<string, number>> = {
  'test/fixtures/worlds/operations.ts': 340,
  'test/reference/judge.ts': 300,
};

test('a file says one thing: 250 lines, and a suite that reads case by case 400', () => {
  const long = sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > (longer[path] ?? (path.endsWith('.test.ts') ? 400 : 250)) ? [`${path}: ${lines}`] : [];
  });
  expect(long).toEqual([]);
});

test('the top of the house is as the plan has it', () => {
  const folders = new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
  expect(
    [...folders].filter((name) => !['.ci', 'docs', 'gateway', 'plugins', 'schema', 'test'].includes(name ?? '')),
  ).toEqual([]);
});

test('no note to ourselves and no place of one machine is left in what others read', () => {
  const stranger = new RegExp(
    [
      `\\b(?:TO${'DO'}|FIX${'ME'}|X${'XX'})\\b`,
      `(?<![\\w.:/-])/(?:home|work|root|Users|mnt)/\\w`,
      `\\bissue #?\\d`,
      `\\bco-authored-by\\b`,
    ].join('|'),
    'i',
  );
  const read = files.filter(
    (path) => /\.(?:ts|md|yaml|yml|sh|json)$|^Dockerfile$|^\.ci\//.test(path) && path !== 'package-lock.json',
  );
  const found = read.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (stranger.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
  );
  expect(found).toEqual([]);
});
