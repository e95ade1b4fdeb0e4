import { expect } from 'vitest';
import { type Catalogue, entityOf, type Relation } from '../../schema/catalogue/catalogue.ts';
import type { CaseFile } from './case-file.ts';
import type { Answer, DemoGateway } from './gateway.ts';
import { type Reach, reachOf, valuesAt } from './reach.ts';
import { fieldsOf, isOpenIn, keyOf, readable, type Shown } from './reading.ts';
import type { Truth, TruthRow } from './truth.ts';
import { wordings } from './wording.ts';

/** The rows of a case against the stores: exactly those exist, wherever one looks. */
export interface Existing {
  /** Page by page: each row once and no other. */
  readonly paged: (entity: string) => Promise<void>;
  /** Below each row of the one end exactly those of the other. */
  readonly joined: (relation: Relation) => Promise<void>;
  /** What is there but not for them answers like what never was. */
  readonly hidden: (entity: string) => Promise<void>;
}

type Ask = (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;

export function existing(
  file: CaseFile,
  catalogue: Catalogue,
  gateway: Pick<DemoGateway, 'ask'>,
  truth: Truth,
): Existing {
  const ask: Ask = (query, variables) => gateway.ask(file.who, file.purpose, query, variables);
  const isOpen = isOpenIn(file);
  const plain = (name: string) => plainOf(file, catalogue, name, truth);
  return {
    paged: async (name) => {
      const { selection, shown, expected } = await plain(name);
      const there = await readable(file, name, truth);
      expect(there.length, 'some exist').toBeGreaterThan(0);
      const reach = reachOf(catalogue, name, isOpen);
      const found = await walk(reach, ['__typename', ...selection].join(' '), there.length);
      if (isOpen(`${name}.id`))
        expect(found.length, 'none twice').toBe(
          once(
            reach,
            found.map(({ id }) => String(id)),
          ).length,
        );
      expect(once(reach, found.map(shown))).toEqual(once(reach, there.map(expected)));
      if (reach.hops.length === 0) await checkCount(`Query.${reach.root}`, name, there.length);
    },
    joined: async (relation) => {
      const { name, from, to, many } = relation;
      const [one, other] = [await plain(from), await plain(to)];
      const [ones, others] = [await readable(file, from, truth), await byId(readable(file, to, truth))];
      const counted = many && isOpen(`${to}Connection.totalCount`) ? ' totalCount' : '';
      const below = ['__typename', ...other.selection].join(' ');
      const selection = `${one.selection.join(' ')} ${name}${many ? `(first: ${await fanOutOf(relation)}) { nodes { ${below} }${counted} }` : ` { ${below} }`}`;
      const reach = reachOf(catalogue, from, isOpen);
      const rows = await walk(reach, selection, ones.length, many ? await fanOutOf(relation) : 1);
      const pairs = Map.groupBy(await truth.related(relation), ([id]) => id);
      const beside = ({ values }: TruthRow): readonly string[] =>
        (pairs.get(String(values['id'])) ?? [])
          .flatMap(([, id]) => others.get(id) ?? [])
          .map(other.expected)
          .sort();
      const seen = rows.map((row) => {
        const at = row[name] as { readonly nodes: readonly Shown[]; readonly totalCount?: number } | Shown | null;
        const list = many ? (at as { readonly nodes: readonly Shown[] }).nodes : at === null ? [] : [at as Shown];
        if (counted) expect((at as { readonly totalCount: number }).totalCount).toBe(list.length);
        return JSON.stringify([one.shown(row), list.map(other.shown).sort()]);
      });
      expect(
        seen.some((text) => !text.endsWith('[]]')),
        'some are related',
      ).toBe(true);
      expect(once(reach, seen)).toEqual(
        once(
          reach,
          ones.map((row) => JSON.stringify([one.expected(row), beside(row)])),
        ),
      );
    },
    hidden: async (name) => {
      const there = await byId(readable(file, name, truth));
      const absent = (await truth.entity(name)).filter(({ values }) => !there.has(String(values['id']))).slice(0, 3);
      expect(absent.length, 'some are hidden').toBeGreaterThan(0);
      const never = [`${name}:77777777`];
      for (const query of lookingFor(file, catalogue, name)) {
        const told = async (ids: readonly string[]): Promise<string> => {
          const { status, body } = await ask(query, { id: ids[0], ids });
          return JSON.stringify([status, body.data, body.errors, body.extensions?.privacy?.fields]);
        };
        const unknown = await told(never);
        expect(unknown).toContain('[200,');
        for (const { values } of absent) expect(await told([String(values['id'])]), query).toBe(unknown);
      }
    },
  };

  /** One more than hang on any row, so that no page of them is cut. */
  async function fanOutOf(relation: Relation): Promise<number> {
    const groups = Map.groupBy(await truth.related(relation), ([from]) => from);
    return 1 + Math.max(...[...groups.values()].map((group) => group.length));
  }

  /** Every row on a way, page by page of its root; the last page says that it is the last. */
  async function walk(reach: Reach, selection: string, expected: number, inner = 1): Promise<readonly Shown[]> {
    const sizes = new Map(
      await Promise.all(reach.hops.map(async (hop) => [hop, hop.many ? await fanOutOf(hop) : 1] as const)),
    );
    const most = Math.floor(
      affordable / [...sizes.values()].reduce((product, size) => product * (size + 1), inner + 1),
    );
    const first = Math.min(1000, most, Math.max(1, Math.ceil(expected / 3)));
    const query = reach.page(selection, (hop) => sizes.get(hop) ?? 1);
    const found: Shown[] = [];
    for (let after: unknown = null; ; ) {
      const { body } = await ask(query, { first, after });
      expect(body.errors).toBeUndefined();
      found.push(...(valuesAt(body.data, reach.path) as readonly (Shown | null)[]).filter((row) => row !== null));
      const at = (body.data as Readonly<Record<string, { readonly nodes: unknown[]; readonly pageInfo: Shown }>>)[
        reach.root
      ];
      if (at?.pageInfo['hasNextPage'] !== true) return found;
      expect(at.nodes.length, 'no page is short').toBe(first);
      after = at.pageInfo['endCursor'];
    }
  }

  async function checkCount(coordinate: string, name: string, n: number): Promise<void> {
    if (!isOpen(`${name}Connection.totalCount`)) return;
    const root = coordinate.split('.')[1] ?? '';
    const { body } = await ask(`{ ${root} { totalCount } }`);
    expect(body.data).toEqual({ [root]: { totalCount: n } });
  }
}

/** The most rows that the demo's policy lets one operation read. */
const affordable = 20_000;

/** Through a relation to one the same row comes up again and again. */
const once = (reach: Reach, texts: readonly string[]): readonly string[] =>
  (reach.hops.some(({ many }) => !many) ? [...new Set(texts)] : [...texts]).sort();

const byId = async (rows: Promise<readonly TruthRow[]>): Promise<ReadonlyMap<string, TruthRow>> =>
  new Map((await rows).map((row) => [String(row.values['id']), row]));

/** All that the table says to the letter of a row, in one text: of one that came out, and of one in the store. */
async function plainOf(file: CaseFile, catalogue: Catalogue, name: string, truth: Truth) {
  const selection = fieldsOf(
    file,
    catalogue,
    name,
    (entry) => entry.shows === 'clear' || entry.shows === 'conditional' || isExact(entry),
  );
  const open = new Map<string, ReadonlySet<string>>();
  for (const field of selection) {
    const entry = file.fields?.[`${name}.${field}`];
    if (entry?.shows !== 'conditional') continue;
    open.set(field, new Set((await truth.where(name, entry.where)).map(({ values }) => String(values['id']))));
  }
  const told = ({ values }: TruthRow, field: string): string | null => {
    const raw = values[field] ?? null;
    const entry = file.fields?.[`${name}.${field}`];
    if (entry?.shows === 'conditional') return open.get(field)?.has(String(values['id'])) ? raw : null;
    const exactly = entry && 'as' in entry ? wordings[entry.as].exactly : undefined;
    return raw !== null && exactly ? exactly(raw) : raw;
  };
  return {
    selection,
    shown: (row: Shown): string => keyOf(selection, row),
    expected: (row: TruthRow): string =>
      keyOf(selection, Object.fromEntries(selection.map((field) => [field, told(row, field)]))),
  };
}

const isExact = (entry: { readonly shows: string; readonly as?: keyof typeof wordings }): boolean =>
  entry.shows === 'reduced' && entry.as !== undefined && wordings[entry.as].exactly !== undefined;

/** Every way to ask for one record of an entity by its id, as far as there is one. */
function lookingFor(file: CaseFile, catalogue: Catalogue, name: string): readonly string[] {
  const { roots, relations } = entityOf(catalogue, name);
  const isOpen = isOpenIn(file);
  const plain = file.fields?.[`${name}.id`]?.shows;
  const filtered = roots.many && isOpen(`Query.${roots.many}`);
  return [
    'query ($id: ID!) { node(id: $id) { __typename id } }',
    ...(roots.one && isOpen(`Query.${roots.one}`)
      ? [`query ($id: ID!) { ${roots.one}(id: $id) { __typename id } }`]
      : []),
    ...(filtered && plain !== 'absent'
      ? [
          `query ($ids: [ID!]!) { ${roots.many}(filter: { id: { in: $ids } }) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }`,
        ]
      : []),
    ...[...relations.values()].flatMap(({ to, many, name: back }) => {
      const far = entityOf(catalogue, to);
      const hop = [...far.relations.values()].find((one) => one.to === name && one.many !== many);
      if (!far.roots.many || !isOpen(`Query.${far.roots.many}`) || !hop || many || !isOpen(`${name}.${back}`))
        return [];
      if (far.store !== entityOf(catalogue, name).store) return [];
      return [
        `query ($ids: [ID!]!) { ${far.roots.many}(filter: { ${hop.name}: { some: { id: { in: $ids } } } }) { nodes { id } } }`,
      ];
    }),
    ...[...catalogue.entities.values()].flatMap((from) =>
      [...from.relations.values()]
        .filter((hop) => hop.to === name && !hop.many && isOpen(`${from.name}.${hop.name}`))
        .flatMap((hop) =>
          from.roots.many && isOpen(`Query.${from.roots.many}`)
            ? [
                `query ($ids: [ID!]!) { ${from.roots.many}(filter: { ${hop.name}: { id: { in: $ids } } }) { nodes { id } pageInfo { hasNextPage } } }`,
              ]
            : [],
        ),
    ),
  ];
}
