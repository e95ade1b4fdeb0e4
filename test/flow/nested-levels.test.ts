// Four levels in one store: what the store lays out itself is what the gateway lays out from rows, to the last byte.
import { randomBytes } from 'node:crypto';
import { parse } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../gateway/stores/contract.ts';
import { postgresStore } from '../../gateway/stores/postgres.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';
import { catalogueOf } from '../fixtures/worlds/catalogues.ts';
import { type Answering, type GatewayAnswer, gatewayPath } from '../fixtures/worlds/gateway-path.ts';
import type { PolicyValue } from '../fixtures/worlds/policies.ts';
import { parsed, ring, worldConcerns } from '../fixtures/worlds/world.ts';
import { literal, postgresWorld } from '../stores/world.ts';

const schema = `nest_${randomBytes(6).toString('hex')}`;
const there = (await needs('postgres')) === undefined;

const plain = { tier: 'low', category: 'what' };
const wide = Array.from({ length: 60 }, (_, at) => `w${at}`);
const types = {
  text: 'String',
  whole: 'Int',
  big: 'BigInt',
  amount: 'Decimal',
  flag: 'Boolean',
  born: 'Date',
  at: 'DateTime',
  tree: 'JSON',
  ratio: 'Float',
} as const;
const odd = ['Int', 'BigInt', 'Decimal', 'Boolean', 'Date'] as const;
const fields = {
  id: { type: 'ID', ...plain },
  ...Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, ...plain }])),
  mood: { type: 'Enum', values: ['SAD', 'GLAD'], ...plain },
  // The catalogue says what a column of text is not.
  ...Object.fromEntries(odd.map((type) => [`odd${type}`, { type, column: 'odd', ...plain }])),
};
const levels = ['One', 'Two', 'Three', 'Four'] as const;
type Level = (typeof levels)[number];

const below: Readonly<Record<Level, Level | undefined>> = { One: 'Two', Two: 'Three', Three: 'Four', Four: undefined };
const entityOf = (level: Level, at: number) => ({
  store: 's',
  table: `${schema}.rows`,
  key: { column: at === 1 ? 'code' : 'id', type: at === 1 ? 'text' : 'integer' },
  subject: 'none',
  roots: { many: level.toLowerCase() },
  fields: level === 'Three' ? { ...fields, ...Object.fromEntries(wide.map((name) => [name, plain])) } : fields,
  relations: below[level] ? { next: { to: below[level], via: at === 1 ? 'up_code' : 'up', many: true } } : {},
});
const catalogue = catalogueOf({
  entities: Object.fromEntries(levels.map((level, at) => [level, entityOf(level, at)])),
});

const value: PolicyValue = {
  tiers: ['low'],
  categories: ['what'],
  purposes: { care: { description: 'for it', legalBasis: 'contract', tier: 'low', categories: ['what'] } },
  partners: {},
  ladders: {},
  roles: {
    ada: {
      description: 'ada',
      tier: 'low',
      grants: [
        {
          purposes: ['care'],
          roots: levels.map((level) => level.toLowerCase()),
          clear: levels.map((level) => `${level}.*`),
          reduced: [],
          replaced: [],
          withheld: [],
          lookup: [],
          count: [],
          rows: {},
        },
      ],
    },
  },
  limits: { rows: 1_000_000, aliases: 1000 },
} as PolicyValue;

const { values } = postgresWorld;
const texts = [
  ...(values.String ?? []).slice(0, 60),
  '\u0001\u0007\b\f\u001f\u007f\u2028',
  'x'.repeat(100_000),
  '\\u0041"\\',
];
const trees = ['null', '"x\\"y"', '{"a": [1, 2.50, {"b": null}], "a": 2}', '1e400', '[]', null];
const pick = (list: readonly (string | null)[] | undefined, at: number): string =>
  literal(list?.[at % list.length] ?? null);

/** A row lies below the row whose number is a quarter of its own; what has a number of its own kind shows each value. */
const rowOf = (id: number): string =>
  `(${[
    id,
    `'c''${id}"'`,
    Math.floor(id / 4),
    `'c''${Math.floor(id / 4)}"'`,
    pick(texts, id),
    pick(values.Int, id),
    pick(values.BigInt, id),
    pick(values.Decimal, id),
    ['true', 'false', 'null'][id % 3],
    pick(values.Date, id),
    pick(values.DateTime, id),
    pick(trees, id),
    pick(['0.1', '-0', 'NaN', '1e300'], id),
    pick(['SAD', 'GLAD', null], id),
    ...wide.map((name) => literal(`${name} ${id}`)),
    pick(['1,"id":"Person:1","x":"', '1","id":"Person:1', 'true,"id":"Person:1"', '7'], id),
  ].join(', ')})`;

const ids = Array.from({ length: 240 }, (_, at) => at + 1);
const seed = `create schema ${schema}; create table ${schema}.rows (id int primary key, code text, up int, up_code text, text text, whole int, big bigint, amount numeric,
  flag boolean, born date, at timestamptz, tree json, ratio float8, mood text, ${wide.map((name) => `${name} text`).join(', ')}, odd text);
  insert into ${schema}.rows values ${ids.map(rowOf).join(', ')}`;

const open: { store?: Store } = {};
const sql = async (text: string): Promise<void> => {
  const client = new pg.Client(postgresUrl);
  await client.connect();
  await client.query(text).finally(() => client.end());
};

beforeAll(async () => {
  if (!there) return;
  await sql(seed);
  open.store = postgresStore('s', {
    host: '127.0.0.1',
    port: 5432,
    database: 'test',
    user: 'postgres',
    tls: false,
    poolSize: 2,
    timeoutMs: 10_000,
    connectTimeoutMs: 5_000,
    now: () => performance.now(),
  });
});
afterAll(async () => {
  if (!there) return;
  await open.store?.close();
  await sql(`drop schema ${schema} cascade`);
});

/** One plan, whose statements are kept, over a store that brings rows below rows or over one that does not. */
function answering(source: string, nests: boolean): Answering {
  if (!open.store) throw new Error('there is no store');
  const policy = parsed(value, catalogue);
  const world = { catalogue, policy, concerns: worldConcerns, keyring: ring, rows: new Map() };
  const asker = { entitlement: { roles: ['ada'] }, purpose: 'care', bindings: {} };
  return gatewayPath(world, asker, new Map([['s', { ...open.store, nests }]])).plan(parse(source), source);
}

async function alike(source: string, asked: readonly Readonly<Record<string, unknown>>[] = [{}]): Promise<unknown> {
  const [nested, apart] = [answering(source, true), answering(source, false)];
  const said = ({ data, errors }: GatewayAnswer): unknown => [errors, JSON.stringify(data)];
  const answers: unknown[] = [];
  for (const variables of asked) {
    const answer = await nested(variables);
    expect([variables, said(answer)]).toEqual([variables, said(await apart(variables))]);
    expect(answer.errors).toEqual([]);
    answers.push(answer.data);
  }
  return answers;
}

const every = ['id', ...Object.keys(types).filter((name) => name !== 'ratio'), 'mood'].join(' ');

describe.runIf(there)('rows that a store brings below rows', () => {
  test('hold every value of every type as rows that come apart do', async () => {
    const [{ one }] = (await alike(
      `{ one(first: 60) { nodes { ${every} next { nodes { ${every} next { nodes { ${every} } } } } } } }`,
    )) as [{ readonly one: { readonly nodes: readonly unknown[] } }];
    expect(one.nodes).toHaveLength(60);
  });

  test('may have any number of fields', async () => {
    await alike(`{ two(first: 40) { nodes { id next(first: 2) { nodes { ${wide.join(' ')} } } } } }`);
    const aliases = Array.from({ length: 120 }, (_, at) => `a${at}: text`).join(' ');
    await alike(
      `{ one(first: 9) { nodes { next(first: 2) { nodes { ${aliases} next(first: 1) { nodes { id } } } } } } }`,
    );
  });

  test('may have keys of any length, or that look like columns of the store’s own', async () => {
    const long = 'k'.repeat(200);
    await alike(
      `{ one(first: 20) { nodes { json: next { n0: nodes { j: text n1: id t2: whole ${long}: id key: text json: next { nodes { ${long}: at r: id } } } } } } }`,
    );
  });

  test('are ordered and filtered each at its own level, whatever was asked of another level before', async () => {
    const source = `query($a: [TwoOrderBy!], $b: [ThreeOrderBy!], $c: [FourOrderBy!], $d: TwoFilter, $e: ThreeFilter, $f: FourFilter) {
      one(first: 9) { nodes { id next(orderBy: $a, filter: $d, first: 2) { nodes { id next(orderBy: $b, filter: $e, first: 2) { nodes { id
        next(orderBy: $c, filter: $f, first: 2) { nodes { id text } } } } } } } } }`;
    const by = [{ born: 'DESC' }, { whole: 'ASC' }];
    const where = { mood: { eq: 'SAD' } };
    await alike(source, [
      { a: by },
      { b: by },
      { c: by },
      { a: by, c: by },
      { a: [by[0]], b: [by[1]] },
      { a: by, b: [] },
      { d: where },
      { e: where },
      { f: where },
      { d: { mood: { eq: 'GLAD' } }, f: where },
      { d: where, e: { mood: { eq: 'GLAD' } } },
    ]);
  });
});

test.runIf(there)('a column of text that is called a number, a date or a truth is never taken for JSON', async () => {
  const names = odd.map((type) => `odd${type}`).join(' ');
  const source = `{ one(first: 8) { nodes { id ${names} next(first: 3) { nodes { id ${names} } } } } }`;
  for (const nests of [true, false]) {
    const { data, errors } = await answering(source, nests)({});
    expect(errors).toEqual([]);
    const text = JSON.stringify(data);
    // Whatever stands in such a cell is one value, and the ids are the rows' own.
    expect(text.match(/"id":"(One|Two):[^"]/g)).toHaveLength(text.match(/"id":/g)?.length ?? 0);
    expect(text).not.toContain('"x":');
  }
});

test.runIf(there)('a filter over a relation never stands for another that names the same fields', async () => {
  const source = 'query($f: OneFilter) { one(first: 60, filter: $f) { nodes { id } } }';
  const [a, b, c] = [{ whole: { gt: 0 } }, { big: { gt: '0' } }, { flag: { eq: true } }];
  const asked = [
    { next: { some: { ...a, ...b }, none: c } },
    { next: { some: a, none: { ...b, ...c } } },
    { next: { some: { ...a, ...b, ...c } } },
  ].map((f) => ({ f }));
  const kept = answering(source, true);
  const said = async (answer: Answering, variables: Readonly<Record<string, unknown>>) =>
    (await answer(variables)).data;
  for (const variables of asked)
    expect([variables, await said(kept, variables)]).toEqual([
      variables,
      await said(answering(source, true), variables),
    ]);
});
