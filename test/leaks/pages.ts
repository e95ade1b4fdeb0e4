import { expect, test } from 'vitest';
import { leakGateway, type LeakGateway, type Reply } from './gateway.ts';
import type { PersonaName } from './personas.ts';
import { expectNoBits } from './twice.ts';

test('leak 20: counts and pages are of readable rows alone', async () => {
  for (const persona of ['clerk', 'courier', 'both', 'amber', 'birch'] as const) {
    for (const root of ['people', 'memos', 'parcels']) {
      for (const first of [0, 1, 4, 5, 20]) {
        await expectNoBits(
          persona,
          `{ ${root}(first: ${first}) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }`,
        );
        await expectNoBits(
          persona,
          `{ ${root}(last: ${first}) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage } } }`,
        );
      }
    }
  }
  const { data } = await expectNoBits(
    'clerk',
    '{ people(first: 4) { totalCount nodes { id } pageInfo { hasNextPage } } }',
  );
  expect(data.people.totalCount).toBe(4);
  expect(data.people.pageInfo.hasNextPage).toBe(false);
});

test('leak 20: below a parent too, a page of hidden rows is an empty page', async () => {
  for (const persona of ['clerk', 'courier', 'both'] as const) {
    await expectNoBits(
      persona,
      '{ parcels(first: 50) { nodes { id person { id parcels(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } } referred(first: 1) { nodes { id } pageInfo { hasNextPage } } } } } }',
    );
  }
  const { data } = await expectNoBits(
    'clerk',
    '{ people { nodes { referred { totalCount nodes { id } } memos { totalCount nodes { id } } parcels { totalCount nodes { id } } } } }',
  );
  for (const one of data.people.nodes)
    for (const list of [one.referred, one.memos, one.parcels]) expect(list.totalCount).toBe(list.nodes.length);
});

const listed =
  'query($n: String, $o: [PersonOrderBy!], $f: PersonFilter) { people(first: 1, after: $n, orderBy: $o, filter: $f) { edges { cursor node { id } } } }';

async function cursorOf(gateway: LeakGateway, persona: PersonaName, variables: object = {}): Promise<string> {
  const { data } = await gateway.ask(persona, listed, { variables: { ...variables } });
  return data.people.edges[0]?.cursor ?? '';
}

test('leak 26: a cursor holds nothing to read, and two of one place are not alike', async () => {
  const gateway = await leakGateway('a');
  const cursors = await Promise.all(
    [0, 1].map(() => cursorOf(gateway, 'clerk', { o: [{ birthDate: 'ASC' }, { balance: 'DESC' }] })),
  );
  expect(cursors[0]).not.toBe(cursors[1]);
  for (const cursor of cursors) expect(gateway.scan('nobody')(cursor)).toEqual([]);
});

test('leaks 26 and 27: a cursor that was changed, made up or is of another place is refused, always in the same words', async () => {
  const gateway = await leakGateway('a');
  const cursor = await cursorOf(gateway, 'clerk');
  const flipped = Array.from({ length: 40 }, (_, at) => {
    const bytes = Buffer.from(cursor, 'base64url');
    const place = Math.floor((at * bytes.length) / 40);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << (at % 8));
    return bytes.toString('base64url');
  });
  const made = ['["Knorth"]', '[""]', '[null]', 'K', '{"id":"K"}', '[1]'].flatMap((text) => [
    text,
    Buffer.from(text).toString('base64url'),
  ]);
  const strangers = await Promise.all([
    cursorOf(gateway, 'courier'),
    cursorOf(gateway, 'both'),
    cursorOf(gateway, 'chief'),
  ]);
  const others = await Promise.all(
    [{ o: [{ town: 'ASC' }] }, { o: [{ town: 'DESC' }] }, { f: { branch: { eq: 'north' } } }].map((one) =>
      cursorOf(gateway, 'clerk', one),
    ),
  );
  const texts = new Set<string>();
  for (const n of [...flipped, ...made, ...strangers, ...others, cursor.slice(0, -4), `${cursor}AAAA`]) {
    const { status, body } = await gateway.ask('clerk', listed, { variables: { n } });
    expect([status, body.data]).toEqual([400, undefined]);
    texts.add(JSON.stringify(body.errors));
  }
  expect(texts.size).toBe(1);
  const archived = await gateway.ask('clerk', listed, { variables: { n: cursor }, purpose: 'archive' });
  expect(archived.status).toBe(400);
});

test('leak 26: a cursor into rows that are one agent’s own is nothing to another agent', async () => {
  const gateway = await leakGateway('a');
  const query = 'query($n: String) { memos(first: 1, after: $n) { edges { cursor node { id } } } }';
  const { data } = await gateway.ask('amber', query);
  const variables = { n: data.memos.edges[0]?.cursor };
  expect((await gateway.ask('amber', query, { variables })).status).toBe(200);
  expect((await gateway.ask('birch', query, { variables })).status).toBe(400);
});

test('leak 28: paging to the end meets each readable row once and no other', async () => {
  const gateway = await leakGateway('a');
  for (const [persona, branch] of [
    ['clerk', 'north'],
    ['courier', 'south'],
  ] as const) {
    const met: string[] = [];
    let n: string | null = null;
    for (let page = 0; page < 8; page += 1) {
      const { data }: Reply = await gateway.ask(persona, listed, { variables: { n } });
      const [edge] = data.people.edges;
      if (!edge) break;
      met.push(edge.node.id);
      n = edge.cursor;
    }
    const readable = gateway.world.people.filter((one) => one.branch === branch).length;
    expect([met.length, new Set(met).size]).toEqual([readable, readable]);
  }
});
