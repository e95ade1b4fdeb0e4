import { expect, test } from 'vitest';
import { everyRoot } from './battery.ts';
import { leakGateway, type LeakGateway, steady } from './gateway.ts';
import { names, type PersonaName, personas } from './personas.ts';

/** Every document that somebody could think of: all that each persona sees, written for them and sent by all. */
function documents({ running }: LeakGateway): readonly string[] {
  const edition = running.gateway.edition();
  const all = names.flatMap((name) => everyRoot(edition.schema({ roles: [...personas[name].roles] }), 1));
  return [...new Set(all), '{ viewer { id roles purposes { id description } } }'];
}

const least: readonly PersonaName[] = [
  'nobody',
  'birch',
  'amber',
  'courier',
  'both',
  'panel',
  'archivist',
  'clerk',
  'chief',
];
const most = [...least].reverse();

async function asked(gateway: LeakGateway, order: readonly PersonaName[]): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const document of documents(gateway)) {
    for (const persona of order) answers.set(`${persona} ${document}`, steady(await gateway.ask(persona, document)));
  }
  return answers;
}

/** What a persona is told of themselves differs; of the worlds they see the same. */
const same: readonly PersonaName[] = ['nobody', 'birch', 'amber', 'courier', 'both', 'archivist', 'clerk'];

test('leaks 36 and 37: who asked before, with more rights or with fewer, changes no answer', async () => {
  const [after, before] = await Promise.all([
    leakGateway('a').then((gateway) => asked(gateway, most)),
    leakGateway('b').then((gateway) => asked(gateway, least)),
  ]);
  for (const [key, answer] of after)
    if (same.some((persona) => key.startsWith(`${persona} `)) && !key.startsWith('archivist'))
      expect(answer, key).toBe(before.get(key));
  // And asked again, with everything remembered, nobody gets anything else.
  const gateway = await leakGateway('a');
  for (const [key, answer] of await asked(gateway, least)) expect(answer, key).toBe(after.get(key));
});

test('leaks 38 and 39: the same document from many at once is answered to each alone', async () => {
  const gateway = await leakGateway('a');
  const document = '{ people(first: 20) { nodes { id branch phone referrer { id phone } parcels { nodes { id } } } } }';
  const alone = new Map<PersonaName, string>();
  const asking: readonly PersonaName[] = ['chief', 'clerk', 'courier', 'both', 'panel', 'nobody'];
  for (const persona of asking) alone.set(persona, steady(await gateway.ask(persona, document)));
  const crowd = Array.from({ length: 60 }, (_, at) => asking[(at * 7) % asking.length] ?? 'clerk');
  const replies = await Promise.all(
    crowd.map(async (persona) => [persona, steady(await gateway.ask(persona, document))] as const),
  );
  for (const [persona, reply] of replies) expect(reply).toBe(alone.get(persona));
  expect(new Set(alone.values()).size).toBe(asking.length);
});

test('leak 38: two principals of one role read by their own rows, though they share every plan', async () => {
  const { ask, world } = await leakGateway('a');
  const document = '{ memos(first: 50) { nodes { id } totalCount } }';
  const pairs = await Promise.all(
    Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'amber' : 'birch')).map(
      async (persona) => [persona, await ask(persona as PersonaName, document)] as const,
    ),
  );
  for (const [persona, { data }] of pairs) {
    const own = world.memos.filter(({ agent }) => agent === `agent-${persona}`).map(({ id }) => `Memo:${id}`);
    expect(data.memos.nodes.map(({ id }) => id).sort()).toEqual(own.sort());
    expect(data.memos.totalCount).toBe(own.length);
  }
});

test('leak 35: an answer is for nobody’s cache', async () => {
  const { replies } = await leakGateway('a');
  for (const { reply } of replies) {
    expect(reply.headers).toMatch(/^cache-control: private, no-store$/m);
    expect(reply.headers).toMatch(/^vary: .*Authorization.*Scrim-Purpose/m);
    expect(reply.headers).not.toMatch(
      /^(etag|last-modified|age|server|x-powered-by|set-cookie|access-control-[a-z-]+):/m,
    );
  }
});

test('leak 43: the operation that is judged is the one that runs', async () => {
  const { ask } = await leakGateway('a');
  const document =
    'query Harmless { viewer { id } } query Other { people(first: 2) { nodes { name phone } } } query Same { people(first: 2) { nodes { branch } } }';
  for (const persona of ['clerk', 'archivist'] as const) {
    expect((await ask(persona, document, { operationName: 'Harmless' })).data.people).toBeUndefined();
    const other = await ask(persona, document, { operationName: 'Other' });
    expect(other.status).toBe(persona === 'clerk' ? 200 : 403);
    if (persona === 'clerk') expect(other.data.people.nodes[0]?.phone).toMatch(/^\*{4}/);
    expect((await ask(persona, document, { operationName: 'Same' })).status).toBe(200);
    for (const operationName of ['', 'Nonesuch', 'harmless', '__proto__'])
      expect((await ask(persona, document, { operationName })).status).toBe(400);
    expect((await ask(persona, document)).status).toBe(400);
  }
});

test('leak 61: two roles add up to no cell that neither of them gives', async () => {
  const { ask, world } = await leakGateway('a');
  const fields = 'id name birthDate phone email address town ip balance';
  const { data } = await ask('both', `{ people(first: 50) { totalCount nodes { branch ${fields} } } }`);
  const { nodes } = data.people;
  expect(nodes.map(({ branch }) => branch).sort()).toEqual([
    'north',
    'north',
    'north',
    'north',
    'south',
    'south',
    'south',
    'south',
  ]);
  // A courier's rows give no clear id and no count: they are not counted.
  expect(data.people.totalCount).toBe(4);
  for (const row of nodes.filter(({ branch }) => branch === 'south')) {
    expect([row.name, row.birthDate, row.email, row.town, row.ip, row.balance]).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(row.phone).toMatch(/^\+\d\d /);
    expect(row.id).not.toContain(':');
  }
  for (const { phone, town, birthDate, branch } of world.people.filter((one) => one.branch !== 'north')) {
    for (const f of [
      { town: { eq: town } },
      { birthDate: { eq: `${birthDate.slice(0, 4)}-01-01` }, branch: { eq: branch } },
      { phone: { eq: phone } },
    ]) {
      const found = await ask('both', 'query($f: PersonFilter) { people(filter: $f) { nodes { branch } } }', {
        variables: { f },
      });
      expect(found.body.data?.people.nodes.filter((row) => row.branch !== 'north') ?? []).toEqual([]);
    }
  }
});
