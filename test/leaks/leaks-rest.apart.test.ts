// Every channel of the leak tests once more, with both worlds behind JSON APIs: one that filters and sorts, finds records one by
// one, or can only list them all, so that what the gateway throws away is right beside what it answers.
import { afterAll, describe, expect, test } from 'vitest';
import { type Mischief, type RestServer, say } from '../stores/rest-server.ts';
import { leakGateway, lieIn } from './gateway.ts';
import { restPlaces } from './on-rest.ts';

const { place, servers, close } = restPlaces();
lieIn(place);
// After that: its gateways open where they are told to.
await import('./every-channel.ts');

describe('every channel over JSON APIs', () => {
  test('the worlds lie behind APIs and nowhere else, and everything was asked of them', async () => {
    for (const variant of ['a', 'b'] as const) {
      const { running, replies } = await leakGateway(variant);
      expect([...running.gateway.stores.values()].map(({ nests }) => nests)).toEqual([false, false]);
      expect(replies.length).toBeGreaterThan(500);
    }
    expect(servers).toHaveLength(2);
    for (const { asked } of servers) {
      const calls = (what: RegExp): number => asked.filter((one) => what.test(one)).length;
      expect(calls(/\/token\/people\?.*branch\.eq=north/)).toBeGreaterThan(50);
      expect(calls(/\/token\/people\?.*id\.ids=/)).toBeGreaterThan(50);
      expect(calls(/\/offset\/memos\?size=7&offset=7/)).toBeGreaterThan(50);
      expect(calls(/\/link\/parcels\?.*person_id\.in=/)).toBeGreaterThan(10);
      expect(calls(/\/page\/vaults\?/)).toBeGreaterThan(5);
    }
  });

  test('fields that the API is not asked for never leave it, and those of nobody are asked for by nobody', () => {
    for (const { asked } of servers) {
      const people = asked.filter((one) => one.includes('/token/people?'));
      expect(people.every((one) => one.includes('fields=id'))).toBe(true);
      expect(people.some((one) => /plain_secret|contact_line/.test(one))).toBe(false);
    }
  });

  /** Everything that the API has, as it would be if nobody had asked for less. */
  const records = (server: RestServer): string =>
    [...server.tables.values()]
      .flatMap((table) => table.records)
      .map((one) => `{${Object.entries(one).map(([name, raw]) => `${JSON.stringify(name)}:${raw}`)}}`)
      .join();
  const plain = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 6_000);

  const ways: Readonly<Record<string, (all: string) => Mischief>> = {
    'as the text of an error': (all) => (_, response) => say(response, 500, `{"message":[${all}]}`),
    'as what it forbids': (all) => (_, response) => say(response, 403, all),
    'as what is wrong with the question': (all) => (_, response) => say(response, 400, `{"errors":[${all}]}`),
    'as what is no JSON': (all) => (_, response) => say(response, 200, `<html>${all}`),
    'as JSON that breaks off': (all) => (_, response) => say(response, 200, `{"data":[${all}`),
    'in another place': (all) => (_, response) => say(response, 200, `{"data":{"rows":[${all}]}}`),
    'as texts': (all) => (_, response) => say(response, 200, `{"data":[${JSON.stringify(all)}]}`),
    'in fields of other types': (all) => (_, response) => {
      const other = all.replace(/"(birth_date|tel_raw|status|kind|grade)":("[^"]*")/g, '"$1":{"was":$2}');
      return say(response, 200, `{"data":[${other}]}`);
    },
    'as keys': (all) => (_, response) => say(response, 200, `{"data":[{"id":{"was":[${all}]}}]}`),
    'as where to go on': (all) => (_, response) => {
      const next = JSON.stringify(all.slice(0, 6_000));
      return say(response, 200, `{"data":[],"meta":{"next_token":${next}},"links":{"next":${next}}}`);
    },
    'in its headers': (all) => (_, response) => {
      const headers = { location: `https://example.com/${plain(all)}`, 'retry-after': plain(all), 'x-why': plain(all) };
      response.statusMessage = plain(all).slice(0, 500);
      response.writeHead(302, headers).end();
      return true;
    },
    'before it breaks off': (all) => (_, response) => {
      response.writeHead(200, { 'content-length': String(Buffer.byteLength(all) + 10) });
      response.write(all, () => response.destroy());
      return true;
    },
  };
  const documents = [
    '{ people { nodes { id name phone email } } }',
    '{ memos { nodes { id text person { name } } } }',
    '{ parcels { nodes { id destination person { phone } } } }',
    '{ people { nodes { id memos { nodes { text } } parcels { nodes { destination } } } } }',
    '{ people { nodes { id vaults { nodes { contents } } } } }',
  ];

  test.each(Object.entries(ways))(
    'leaks 29 and 46: what an API says %s, where none of it is an answer, is told to nobody',
    async (_, way) => {
      const { ask, scan, world } = await leakGateway('a');
      const id = JSON.stringify(world.people[0]?.id);
      const server = servers.find((one) => one.tables.get('people')?.records[0]?.['id'] === id);
      if (!server || world.people.length !== server.tables.get('people')?.records.length)
        throw new Error('there is no API');
      const all = records(server);
      const told = new Set<string>();
      for (const persona of ['chief', 'clerk', 'courier', 'panel'] as const)
        for (const document of documents) {
          server.mischief = way(all);
          const { status, text, headers, body } = await ask(persona, document);
          server.mischief = undefined;
          expect(scan('nobody')(text + headers)).toEqual([]);
          expect(text).not.toContain('INTERNAL');
          told.add(`${status} ${body.errors?.[0]?.extensions.code}`);
          await expect.poll(async () => (await ask('chief', '{ people { nodes { id } } }')).status).toBe(200);
        }
      // Some may not ask some of this, and a page of nobody is a page; all others are told that the store cannot answer.
      expect([...told].some((one) => one.endsWith('STORE_UNAVAILABLE'))).toBe(true);
      for (const one of told) expect(one).toMatch(/^(400|403) |STORE_UNAVAILABLE$|^200 undefined$/);
    },
  );

  test('leaks 46 and 67: nor is it in the log, the metrics or the ledger', async () => {
    const { logged, recorded, get, scan } = await leakGateway('a');
    expect(logged()).toMatch(/TOO_LARGE|SHAPE|HTTP_500/);
    for (const text of [logged(), recorded(), (await get('/metrics')).text]) expect(scan('nobody')(text)).toEqual([]);
  });

  afterAll(async () => {
    for (const variant of ['a', 'b'] as const) await (await leakGateway(variant)).running.close(1000);
    await close();
  });
});
