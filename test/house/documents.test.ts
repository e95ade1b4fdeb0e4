import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfiguration } from '../../gateway/config/load.ts';
import { errorCodes } from '../../schema/terms/errors.ts';
import { schemaFiles } from './schemas.ts';
import { files, root } from './sources.ts';
import { techniqueFiles } from './techniques.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = files.filter((path) => path.endsWith('.md'));

test.each(['docs/errors.md', 'docs/errors.zh-CN.md'])(
  'every error code is in %s with its status, and no other is',
  (page) => {
    const rows = [...read(page).matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map(
      ([, code, status]) => `${code} ${status}`,
    );
    expect(rows.sort()).toEqual(
      Object.entries(errorCodes)
        .map(([code, { status }]) => `${code} ${status}`)
        .sort(),
    );
  },
);

test.each([...schemaFiles()])('%s says what the code reads (npm run schemas writes it)', (path, text) => {
  expect(existsSync(join(root, path)) && read(path)).toBe(text);
});

test.each([...techniqueFiles()])('%s says what the table says (npm run techniques writes it)', (path, text) => {
  expect(existsSync(join(root, path)) && read(path)).toBe(text);
});

test('every configuration that we ship names its schema where it is', () => {
  const named = files
    .filter((path) => /^gateway\/demo\/.*\.yaml$/.test(path))
    .map((path) => [path, /^# yaml-language-server: \$schema=(\S+)/.exec(read(path))?.[1]] as const);
  expect(
    named.filter(([path, schema]) => schema === undefined || !existsSync(join(root, dirname(path), schema))),
  ).toEqual([]);
});

test('the configuration of the containers is right, from the three files that the image holds', async () => {
  const urls = {
    SCRIM_CRM_URL: 'postgres://reader@db/scrim',
    SCRIM_SHOP_URL: 'mariadb://reader@db/shop',
    SCRIM_LEDGER_URL: 'postgres://ledger@db/scrim',
  };
  const { gateway, findings } = await loadConfiguration(join(root, 'gateway/demo/compose'), urls);
  expect(findings).toEqual([]);
  expect(gateway).toMatchObject({
    demo: true,
    stores: { crm: { kind: 'postgres' }, shop: { kind: 'mariadb' } },
    ledger: { kind: 'postgres' },
  });
});

test('every link between documents leads somewhere', () => {
  const dead = documents.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .filter(([, to = '']) => !existsSync(join(root, dirname(path), to)))
      .map(([, to]) => `${path} → ${to}`),
  );
  expect(dead).toEqual([]);
});

test('the two READMEs have the same sections and the same commands', () => {
  const outline = (path: string): readonly number[] =>
    [...read(path).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
  const blocks = (path: string): readonly string[] =>
    [...read(path).matchAll(/```(?:sh|yaml|ts)\n[\s\S]*?```/g)].map(([block]) => block.replace(/#.*$/gm, '').trim());
  expect(outline('README.zh-CN.md')).toEqual(outline('README.md'));
  expect(blocks('README.zh-CN.md')).toEqual(blocks('README.md'));
});

/** The names of keys, wherever they stand in a schema. */
function keysIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as { readonly properties?: Readonly<Record<string, unknown>> };
  const below = Object.values(schema).flatMap((one) => (Array.isArray(one) ? one.flatMap(keysIn) : keysIn(one)));
  return [...Object.keys(properties), ...Object.values(properties).flatMap(keysIn), ...below];
}

test.each([
  ['policy', ['docs/configuration.md', 'docs/differential-privacy.md']],
  ['catalogue', ['docs/configuration.md']],
  ['gateway', ['docs/configuration.md', 'docs/rest-stores.md']],
] as const)('every key of %s.yaml is explained', (name, pages) => {
  const code = pages.flatMap((page) => read(page).match(/```[\s\S]*?```|`[^`]*`/g) ?? []);
  // The last one is a word of JSON Web Keys, whose standard explains them.
  const words = new Set([...code.flatMap((text) => text.match(/[\w-]+/g) ?? []), 'kty']);
  const keys = new Set(keysIn(JSON.parse(read(`docs/schemas/${name}.schema.json`))));
  expect(keys.size).toBeGreaterThan(10);
  expect([...keys].filter((key) => !words.has(key))).toEqual([]);
});
