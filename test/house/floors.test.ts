import { expect, test } from 'vitest';
import { sources } from './sources.ts';

/** What may be imported from where, beside one's own room: each entry is a folder or a file. */
const floors: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  plugins: ['schema'],
  gateway: ['schema', 'plugins', 'package.json'],
  test: ['schema', 'plugins', 'gateway', 'package.json'],
};

/** What a stage takes and gives: values that every stage may know. */
const values = [
  'gateway/plan.ts',
  'gateway/views.ts',
  'gateway/aggregate.ts',
  'gateway/noise.ts',
  'gateway/bound.ts',
  'gateway/statement.ts',
  'gateway/include.ts',
  'gateway/rows.ts',
  'gateway/json.ts',
];

/**
 * The stages of a request and the rooms beside it. They never import each other: what lies directly in `gateway/`
 * brings them together. Each entry here is an exception with its reason.
 */
const stages: Readonly<Record<string, readonly string[]>> = {
  identify: [],
  // A compiled statement is what a store offers to prepare.
  compile: ['gateway/stores/contract.ts'],
  // Fetching asks the port, and knows no store behind it.
  execute: ['gateway/stores/contract.ts'],
  // How a PostgreSQL is reached is one thing, whoever reaches it.
  stores: ['gateway/postgres/address.ts', 'gateway/postgres/tls.ts'],
  ledger: ['gateway/postgres/address.ts', 'gateway/postgres/tls.ts'],
  // Discovery reads a live store by sessions of its own, set as those of a store are.
  discover: [
    'gateway/postgres/address.ts',
    'gateway/postgres/tls.ts',
    'gateway/stores/mariadb/connection.ts',
    'gateway/stores/mariadb/faults.ts',
    'gateway/stores/mariadb/scheme.ts',
    'gateway/stores/mariadb/session-open.ts',
    'gateway/stores/mariadb/tls.ts',
    'gateway/stores/postgres/session.ts',
  ],
  postgres: [],
  record: [],
  http: [],
  observe: [],
  matrix: [],
  demo: [],
  // The file `gateway.yaml` is made of the sections that each room declares for itself.
  config: [
    'gateway/identify/options.ts',
    'gateway/identify/keys.ts',
    'gateway/ledger/open.ts',
    'gateway/stores/open.ts',
  ],
};

/** They stand at the top: commands put everything together. */
const heads = new Set(['cli']);

const within = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);

const parts = sources.flatMap((source) => source.imports.map((to) => ({ from: source.path, to })));
const told = (wrong: readonly { readonly from: string; readonly to: string }[]): readonly string[] =>
  wrong.map(({ from, to }) => `${from} imports ${to}`);

test('imports only go down: schema, plugins, gateway, test', () => {
  const wrong = parts.filter(({ from, to }) => {
    const floor = from.split('/')[0] ?? '';
    return ![floor, ...(floors[floor] ?? [])].some((allowed) => within(to, allowed));
  });
  expect(told(wrong)).toEqual([]);
});

/** A folder of `plugins/` with an `index.ts` is a concern; one without is what several concerns share. */
const concerns = new Set(sources.flatMap(({ path }) => /^plugins\/([^/]+)\/index\.ts$/.exec(path)?.[1] ?? []));

test('no concern knows another concern, and what they share knows none', () => {
  const roomOf = (path: string): string | undefined => /^plugins\/([^/]+)\//.exec(path)?.[1];
  const wrong = parts.filter(({ from, to }) => {
    const [own, other] = [roomOf(from), roomOf(to)];
    return own !== undefined && own !== other && (concerns.has(other ?? '') || to === 'plugins/index.ts');
  });
  expect(told(wrong)).toEqual([]);
  expect(concerns.size).toBeGreaterThan(6);
});

test('stages never import each other, nor what brings them together', () => {
  const wrong = parts.filter(({ from, to }) => {
    const stage = /^gateway\/([^/]+)\//.exec(from)?.[1];
    if (stage === undefined || heads.has(stage) || !within(to, 'gateway')) return false;
    return ![`gateway/${stage}`, ...values, ...(stages[stage] ?? [])].some((allowed) => within(to, allowed));
  });
  expect(told(wrong)).toEqual([]);
});

test('every room of the gateway has its place in these rules, and every rule a room', () => {
  const rooms = new Set(sources.flatMap(({ path }) => /^gateway\/([^/]+)\//.exec(path)?.[1] ?? []));
  expect([...rooms].sort()).toEqual([...Object.keys(stages), ...heads].sort());
  const used = new Set(parts.map(({ to }) => to));
  expect([...values, ...Object.values(stages).flat()].filter((path) => !used.has(path))).toEqual([]);
});

test('only commands and the process itself look into the commands', () => {
  const wrong = parts.filter(
    ({ from, to }) =>
      within(to, 'gateway/cli') && !within(from, 'gateway/cli') && !within(from, 'test') && from !== 'gateway/main.ts',
  );
  expect(told(wrong)).toEqual([]);
});

/** The files on a way from `start` back to itself, or nothing. */
function cycleFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const seen = new Set<string>();
  const ways: (readonly string[])[] = [[start]];
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

test('nothing imports itself, however long the way', () => {
  const floor = sources.filter(({ path }) => !path.startsWith('test/'));
  const graph = new Map(floor.map(({ path, imports }) => [path, imports] as const));
  const cycles = floor.flatMap(({ path }) => cycleFrom(path, graph)?.join(' → ') ?? []);
  expect(cycles).toEqual([]);
});
