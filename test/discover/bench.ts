import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inColumns } from '../../gateway/cli/columns.ts';
import { runScrim } from '../../gateway/cli/program.ts';
import { processShell } from '../../gateway/cli/process-shell.ts';
import type { Classified } from '../../plugins/classification/discover/facts.ts';
import { fixtureDump, fixtureFiles } from '../fixtures/discover/fixtures.ts';
import { readFixture } from '../fixtures/discover/read-fixture.ts';
import { type Loaded, loadDump, loadPostgres, type Servers } from './bench/load.ts';
import { type Label, score, type Score } from './bench/score.ts';

/**
 * `npm run bench:discover -- DIR`: how well `scrim discover` classifies the labelled databases of a folder (`NAME.json` with
 * `NAME.sql` or `NAME.sql.gz`), with a sample of values and without. Without a folder: the invented schemas of the tests.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    wrong: { type: 'boolean' },
    postgres: { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
    mariadb: { type: 'string', default: 'mariadb://root@127.0.0.1:3306/mysql' },
  },
});
const servers: Servers = { postgres: options.postgres, mariadb: options.mariadb };

interface Database {
  readonly name: string;
  readonly labels: readonly Label[];
  readonly load: (database: string) => Promise<Loaded>;
}

const labelled = (folder: string): readonly Database[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const name = file.replace(/\.json$/, '');
      const dump =
        readdirSync(folder).find((one) => one === `${name}.sql` || one === `${name}.sql.gz`) ?? `${name}.sql`;
      const labels = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly Label[];
      return { name, labels, load: (database) => loadDump(servers, join(folder, dump), database) };
    });

const invented = (): readonly Database[] =>
  fixtureFiles().map(({ name, path }) => {
    const fixture = readFixture(path);
    const labels = fixture.tables.flatMap((table) => table.columns);
    return { name, labels, load: (database) => loadPostgres(servers.postgres, fixtureDump(fixture), database) };
  });

const here = processShell();

async function discover(url: string, ...more: readonly string[]): Promise<readonly Classified[]> {
  const said: string[] = [];
  const shell = { ...here, stdout: (text: string) => void said.push(text), stderr: () => undefined };
  const code = await runScrim(['discover', url, '--json', ...more], shell);
  if (code !== 0) throw new Error('scrim discover failed');
  return JSON.parse(said.join('')) as readonly Classified[];
}

type Row = { readonly database: string; readonly sample: boolean; readonly seconds: number } & Score;

async function measure({ name, labels, load }: Database): Promise<readonly Row[]> {
  const loaded = await load(`scrim_discover_bench_${name.replace(/\W/g, '_')}`);
  try {
    const rows: Row[] = [];
    for (const sample of [true, false]) {
      const begin = performance.now();
      const found = await discover(loaded.url, ...(sample ? [] : ['--no-sample']));
      const seconds = (performance.now() - begin) / 1000;
      rows.push({ database: name, sample, seconds, ...score(labels, found) });
    }
    return rows;
  } finally {
    await loaded.drop();
  }
}

const [folder] = positionals;
const all: Row[] = [];
for (const database of folder === undefined ? invented() : labelled(resolve(folder)))
  all.push(...(await measure(database)));

const figure = (share: number): string => share.toFixed(3);
/** All databases together, each column counting alike. */
const total = (sample: boolean): readonly string[] => {
  const rows = all.filter((row) => row.sample === sample);
  const sum = (of: (row: Row) => number): number => rows.reduce((before, row) => before + of(row), 0);
  const [right, columns] = [sum(({ sums }) => sums.right), sum((row) => row.columns)];
  return [
    'all',
    sample ? 'yes' : 'no',
    String(columns),
    figure(right / sum(({ sums }) => sums.found)),
    figure(right / sum(({ sums }) => sums.there)),
    figure(sum(({ sums }) => sums.category) / columns),
    '',
    String(sum((row) => row.review)),
    sum((row) => row.seconds).toFixed(1),
  ];
};
const table = [
  ['database', 'values', 'columns', 'precision', 'recall', 'category', 'sensitive', 'review', 'seconds'],
  ...all.map((row) => [
    row.database,
    row.sample ? 'yes' : 'no',
    String(row.columns),
    figure(row.precision),
    figure(row.recall),
    figure(row.category),
    figure(row.sensitive),
    String(row.review),
    row.seconds.toFixed(1),
  ]),
  total(true),
  total(false),
];
const wrong = all.flatMap((row) => [
  ...row.wrong.map(
    (one) => `${row.database} ${one.column}: ${one.pii ? 'missed' : 'not personal'} (${one.confidence})`,
  ),
  ...row.astray.map((one) => `${row.database} ${one.column}: ${one.found} instead of ${one.category}`),
  ...row.absent.map((column) => `${row.database} ${column}: not found`),
]);
process.stdout.write(
  options.json
    ? `${JSON.stringify(all, null, 2)}\n`
    : `${[...inColumns(table), ...(options.wrong ? wrong : [])].join('\n')}\n`,
);
