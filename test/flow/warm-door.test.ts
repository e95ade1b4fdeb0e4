import { auditServer } from 'graphql-http';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Random } from '../../gateway/demo/seed/random.ts';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import { readFileSync } from 'node:fs';
import { caseFiles } from '../cases/case-file.ts';
import type { Answer } from '../cases/gateway.ts';
import { tell } from '../cases/story.ts';
import { type Truth, truthOf } from '../cases/truth.ts';
import { type AnyValues, anyOperation } from '../fixtures/any-operation.ts';
import { demoGateway } from '../fixtures/gateway.ts';

const gateway = await demoGateway();

/** The warm door takes `/graphql` alone, so this address is the cold door's. */
const addresses = { cold: `${gateway.url}?`, warm: gateway.url };

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

async function send(
  door: keyof typeof addresses,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<Reply> {
  const response = await fetch(addresses[door], {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { date: _, ...told } = Object.fromEntries(response.headers);
  return { status: response.status, headers: told, text: await response.text() };
}

/** What differs from answer to answer, of one length each: receipts and cursors; and that the second of two was paid before. */
const alike = ({ text, headers: { 'content-length': length, ...headers }, ...reply }: Reply): unknown => ({
  ...reply,
  headers,
  length: Number(length) - (text.includes('"again":false') ? 1 : 0),
  text: text
    .replace(/"receipt":"[\w-]{22}"/, '"receipt":"…"')
    .replace(/"again":(true|false)/g, '"again":…')
    .replace(/"[\w-]{80,}"/g, (cursor) => `"${cursor.length}"`),
});

const through = async (door: string): Promise<number> => {
  const text = await (await fetch(gateway.url.replace('/graphql', '/metrics'))).text();
  return Number(new RegExp(`scrim_doors_total\\{door="${door}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
};

/** Both answers, which must be one. The first cold one is what the warm door remembers. */
async function both(headers: Readonly<Record<string, string>>, body: unknown): Promise<Reply> {
  const cold = await send('cold', headers, body);
  const warm = await send('warm', headers, body);
  expect(alike(warm)).toEqual(alike(cold));
  return cold;
}

const headersOf = async (persona: string | null, purpose: string | null, accept: string) => ({
  accept,
  ...(persona !== null && { authorization: `Bearer ${await gateway.token(persona)}` }),
  ...(purpose !== null && { 'scrim-purpose': purpose }),
});

const types = ['application/graphql-response+json', 'application/json'] as const;

describe('both doors answer the same bytes', () => {
  let truth: Truth;
  beforeAll(() => {
    const text = readFileSync(new URL('../../gateway/demo/catalogue.yaml', import.meta.url), 'utf8');
    const read = readCatalogue(text, 'catalogue.yaml');
    if (!('catalogue' in read)) throw new Error('the catalogue of the demo is not usable');
    truth = truthOf(read.catalogue, gateway.rows);
  });

  const ask = async (
    persona: string | null,
    purpose: string | null,
    query: string,
    variables = {},
  ): Promise<Answer> => {
    const [first] = await Promise.all(
      types.map(async (accept) => both(await headersOf(persona, purpose, accept), { query, variables })),
    );
    return { status: first?.status ?? 0, body: JSON.parse(first?.text ?? '{}') as Answer['body'] };
  };

  test.each(caseFiles().map((file) => [file.name, file] as const))(
    'in the golden cases of %s',
    { timeout: 60_000 },
    async (_, file) => {
      for (const { steps } of file.cases ?? []) await tell(file, steps, { ask }, truth);
    },
  );

  const values: AnyValues = {
    Int: (random: Random) => random.below(6),
    ID: (random: Random) => random.pick(['Customer:1', 'Order:2', 'none']),
    String: (random: Random) => random.pick(['', 'x', '广州市', '"', '\\', '\u2028', '😀']),
    Boolean: (random: Random) => random.chance(0.5),
    Date: () => '1985-06-01',
    DateTime: () => '2025-06-01T12:00:00Z',
    Decimal: () => '1.50',
    BigInt: () => '7',
  };
  test.each([
    ['fraud', 'fraud-investigation', 120],
    ['analyst', 'analytics', 100],
    ['partner-acme', 'parcel-delivery', 60],
    ['customer', 'self-service', 60],
  ] as const)('in random operations of %s', { timeout: 60_000 }, async (persona, purpose, count) => {
    const before = await through('warm');
    const { roles, partner } = {
      fraud: { roles: ['fraud'], partner: undefined },
      analyst: { roles: ['analyst'], partner: undefined },
      customer: { roles: ['customer'], partner: undefined },
      'partner-acme': { roles: [], partner: 'acme' },
    }[persona];
    const edition = gateway.running.gateway.edition();
    const agreements = partner === undefined ? undefined : edition.agreements(partner, Date.now() / 1000);
    const schema = edition.schema({ roles, ...(partner !== undefined && { partner, agreements: agreements ?? [] }) });
    const headers = await headersOf(persona, purpose, types[0]);
    for (let at = 0; at < count; at += 1) await both(headers, { ...anyOperation(schema, values, 'door', persona, at) });
    // Those that were refused as documents go on being refused by the cold door.
    expect((await through('warm')) - before).toBeGreaterThan(count / 2);
  });
});

test('the audits pass through the warm door as through the cold one', async () => {
  const authorization = `Bearer ${await gateway.token('support')}`;
  const fetchFn: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', authorization);
    return fetch(url, { ...init, headers });
  };
  const passes = async (url: string): Promise<number> => {
    const results = await auditServer({ url, fetchFn });
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
    return results.length;
  };
  expect(await passes(addresses.cold)).toBe(61);
  const before = await through('warm');
  expect(await passes(addresses.warm)).toBe(61);
  expect(await through('warm')).toBeGreaterThan(before + 10);
});

describe('the warm door leaves alone', () => {
  const query = '{ customers(first: 1) { nodes { id name } } }';
  const usual = { query };
  const tried: readonly (readonly [string, Readonly<Record<string, string>>, unknown, number])[] = [
    ['a body that is another type', { 'content-type': 'text/plain' }, usual, 415],
    ['an answer that nobody can give', { accept: 'image/png' }, usual, 406],
    ['a batch', {}, [usual], 400],
    ['a parameter that is none', {}, { ...usual, more: 1 }, 400],
    ['a mutation', {}, { query: 'mutation { a }' }, 400],
    ['a document of two operations', {}, { query: 'query A { viewer { id } } query B { viewer { id } }' }, 400],
    ['a token that nobody signed', { authorization: 'Bearer e30.e30.e30' }, usual, 401],
    ['nobody', { authorization: '' }, usual, 401],
  ];
  test.each(tried)('%s', async (_, more, body, status) => {
    const headers = { ...(await headersOf('fraud', 'fraud-investigation', types[0])), ...more };
    const before = await through('warm');
    const replies = [await both(headers, body), await both(headers, body)];
    expect(replies.map((reply) => reply.status)).toEqual([status, status]);
    expect(await through('warm')).toBe(before);
  });

  test('nobody else’s document: who may not see a field is refused it, whoever was answered before', async () => {
    const document = { query: '{ customers(first: 1) { nodes { nationalId } } }' };
    const fraud = await headersOf('fraud', 'fraud-investigation', types[0]);
    const analyst = await headersOf('analyst', 'analytics', types[0]);
    for (let time = 0; time < 2; time += 1) {
      expect((await both(fraud, document)).status).toBe(200);
      expect((await both(analyst, document)).status).toBe(400);
    }
  });
});
