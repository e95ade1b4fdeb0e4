import { expect, test } from 'vitest';
import { noRows } from '../../gateway/rows.ts';
import type { Store } from '../../gateway/stores/contract.ts';
import { listed } from '../stores/listed.ts';
import { everyRoot } from './battery.ts';
import { scanner } from './canaries.ts';
import { leakGateway, type LeakGateway } from './gateway.ts';
import { canariesFor, type PersonaName, personas } from './personas.ts';

/** Runs something and tells all that left the stores meanwhile. */
async function read({ running }: LeakGateway, act: () => Promise<unknown>): Promise<string> {
  const left: string[] = [];
  const stores = [...running.gateway.stores.values()] as { read: Store['read'] }[];
  const before = stores.map((store) => store.read);
  stores.forEach((store, at) => {
    store.read = async (query, values, call) => {
      const rows = (await before[at]?.(query, values, call)) ?? noRows;
      left.push(JSON.stringify(listed(query, rows)));
      return rows;
    };
  });
  try {
    await act();
  } finally {
    for (const [at, store] of stores.entries()) Object.assign(store, { read: before[at] });
  }
  return left.join('\n');
}

/** What may not even leave a store: cells of which nothing is shown. Memos are redacted by what is known of their subject. */
const unread = (gateway: LeakGateway, persona: PersonaName) =>
  scanner(
    canariesFor(gateway.world, personas[persona]).filter(({ shown }) => !shown.some((text) => text !== 'unnamed-')),
  );

test.each(['archivist', 'courier', 'birch', 'nobody'] as const)(
  'leak 66: nothing leaves a store for %s that is not read for an answer, and no row that is not theirs',
  async (persona) => {
    const gateway = await leakGateway('a');
    const schema = gateway.running.gateway.edition().schema({ roles: [...personas[persona].roles] });
    const documents = persona === 'birch' ? ['{ memos { nodes { id kind } } }'] : everyRoot(schema, 1);
    const left = await read(gateway, async () => {
      for (const document of documents) await gateway.ask(persona, document);
      await gateway.ask(persona, '{ people { nodes { id name branch } } }');
    });
    // Keys find rows and are turned into ids; a courier's phones are turned into surrogates.
    const found = unread(gateway, persona)(left).filter((place) => !/^Person\.(id|phone) of /.test(place));
    expect(found).toEqual([]);
    if (persona === 'nobody') expect(left).toBe('');
  },
);

test('leak 66: a refused operation touches no store', async () => {
  const gateway = await leakGateway('a');
  const refused = [
    ['archivist', '{ people { nodes { id phone } } }'],
    ['archivist', 'query($i: ID!) { node(id: $i) { ... on Person { id phone } } }'],
    ['clerk', '{ people { nodes { id secretCode } } }'],
    ['clerk', '{ people(first: 1000) { nodes { id } } }'],
    ['archivist', '{ memos { nodes { id } } people { nodes { id } } }'],
  ] as const;
  for (const [persona, document] of refused) {
    const variables = { i: `Person:${gateway.world.people[0]?.id}` };
    const left = await read(gateway, async () => {
      expect((await gateway.ask(persona, document, { variables })).data).toBeUndefined();
    });
    expect(left).toBe('');
  }
});
