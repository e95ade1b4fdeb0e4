import { expect, test } from 'vitest';
import { leakGateway, steady } from './gateway.ts';
import type { PersonaName } from './personas.ts';
import { expectNoBits } from './twice.ts';

const idsOf = async (persona: PersonaName, root: 'people' | 'parcels' = 'people'): Promise<readonly string[]> => {
  const { ask } = await leakGateway('a');
  const { data } = await ask(persona, `{ ${root}(first: 50) { nodes { id } } }`);
  return data[root].nodes.map(({ id }) => id);
};

const one = 'query($i: ID!) { node(id: $i) { __typename id } }';
const each = [
  one,
  'query($i: ID!) { person(id: $i) { id } }',
  'query($i: ID!) { people(filter: { id: { eq: $i } }) { nodes { id } } }',
  'query($i: ID!) { parcel(id: $i) { id person { id } } }',
];

test('leak 23: a record that one may not read answers like one that does not exist', async () => {
  const { ask, world } = await leakGateway('a');
  const unread = [
    ...world.people.filter(({ branch }) => branch !== 'north').map(({ id }) => `Person:${id}`),
    ...world.memos.filter(({ person }) => person.branch !== 'north').map(({ id }) => `Memo:${id}`),
    ...world.parcels.filter(({ status }) => status === 'LOST').map(({ id }) => `Parcel:${id}`),
    ...world.vaults.map(({ id }) => `Vault:${id}`),
  ];
  for (const query of each) {
    const never = steady(await ask('clerk', query, { variables: { i: 'Person:Kqqqqqqqqq' } }));
    for (const i of [
      ...unread,
      'Nonesuch:1',
      'Memo:999999',
      'Memo:99999999999999999999',
      'Memo:x',
      'Memo:-1',
      ':',
      '',
      'Person:',
    ]) {
      expect(steady(await ask('clerk', query, { variables: { i } })).replaceAll(/Memo|Parcel/g, 'Person'), i).toBe(
        never.replaceAll(/Memo|Parcel/g, 'Person'),
      );
    }
  }
});

test('leak 23: a lookup finds nobody whom one may not read, and neither of two', async () => {
  const { ask, world } = await leakGateway('a');
  const query = 'query($v: String!) { personLookup(by: { phone: $v }) { id name phone } }';
  const never = steady(await ask('clerk', query, { variables: { v: '+86 199 0000 0000' } }));
  for (const { phone, branch } of world.people) {
    const reply = await ask('clerk', query, { variables: { v: phone } });
    if (branch === 'north') expect(reply.data.personLookup.phone).toMatch(/^\*{4}/);
    else expect(steady(reply)).toBe(never);
  }
});

test('leaks 24 and 25: an id of another recipient, or one bit away, names nothing', async () => {
  const { ask, world } = await leakGateway('a');
  const [panel, courier, parcels] = await Promise.all([idsOf('panel'), idsOf('courier'), idsOf('courier', 'parcels')]);
  expect(panel.filter((id) => courier.includes(id))).toEqual([]);
  expect(await idsOf('courier')).toEqual(courier);
  const never = await Promise.all(
    each.map(async (query) => steady(await ask('courier', query, { variables: { i: 'nothing' } }))),
  );
  const [known = ''] = courier;
  const flipped = Array.from({ length: 30 }, (_, at) => {
    const bytes = Buffer.from(known, 'base64url');
    const place = Math.floor((at * bytes.length) / 30);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << (at % 8));
    return bytes.toString('base64url');
  });
  const clear = world.people.map(({ id }) => `Person:${id}`);
  for (const i of [...panel, ...flipped, ...clear, ...clear.map((id) => Buffer.from(id).toString('base64'))]) {
    for (const [at, query] of each.entries())
      expect(steady(await ask('courier', query, { variables: { i } })), i).toBe(never[at]);
  }
  expect((await ask('courier', one, { variables: { i: known } })).data.node.__typename).toBe('Person');
  // The type lies inside the token: one of a parcel is no person.
  expect((await ask('courier', each[1] ?? '', { variables: { i: parcels[0] } })).body.data).toEqual({ person: null });
  for (const i of [...panel, ...courier])
    expect((await ask('clerk', one, { variables: { i } })).body.data).toEqual({ node: null });
});

test('leak 25: the surrogate of a phone is accepted back from its own recipient and from no other', async () => {
  const { ask, world } = await leakGateway('a');
  const phones = async (persona: PersonaName): Promise<readonly string[]> =>
    (await ask(persona, '{ people(first: 50) { nodes { phone } } }')).data.people.nodes.map((row) => row.phone);
  const found = async (persona: PersonaName, phone: string): Promise<number> =>
    (
      await ask(persona, 'query($p: String!) { people(filter: { phone: { eq: $p } }) { nodes { id } } }', {
        variables: { p: phone },
      })
    ).data.people.nodes.length;
  const [panel, courier] = await Promise.all([phones('panel'), phones('courier')]);
  expect(panel.filter((phone) => courier.includes(phone))).toEqual([]);
  for (const phone of courier) expect(await found('courier', phone)).toBe(1);
  for (const phone of panel) expect(await found('courier', phone)).toBe(0);
  for (const { phone } of world.people)
    expect([await found('courier', phone), await found('panel', phone)]).toEqual([0, 0]);
});

test('leak 25: two recipients cannot join by the place of a row', async () => {
  const places = async (persona: PersonaName): Promise<readonly string[]> => {
    const { running, world } = await leakGateway('a');
    const view = running.gateway
      .edition()
      .view({ roles: [persona] }, persona === 'panel' ? 'study' : 'service')
      .entity('Person');
    const ids = await idsOf(persona);
    const keys = ids.map((id) => String(view.fields.get('id')?.cases[0]?.bound?.unmask?.(id)));
    if (persona === 'panel') expect(keys).not.toEqual([...keys].sort());
    return keys.filter((key) => world.people.some((row) => row.id === key && row.branch === 'south'));
  };
  const [panel, courier] = await Promise.all([places('panel'), places('courier')]);
  expect([...panel].sort()).toEqual([...courier].sort());
  expect(panel).not.toEqual(courier);
});

test('leak 60: what a surrogate stands for shows neither in its length nor from call to call', async () => {
  const { data } = await expectNoBits('courier', '{ people { nodes { id } } parcels { nodes { id } } }');
  const ids = [...data.people.nodes, ...data.parcels.nodes].map(({ id }) => id.length);
  expect(new Set(ids).size).toBe(1);
});
