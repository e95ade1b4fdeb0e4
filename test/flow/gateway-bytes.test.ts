import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { demoKey } from '../../gateway/identify/demo-issuer.ts';
import { staffIssuer } from '../fixtures/demo-issuers.ts';
import { readEntries } from '../../gateway/ledger/read.ts';
import { type Caller, demoData, demoToken, post, startProcess } from '../fixtures/process.ts';
import { collect } from './ledger-fixtures.ts';

const data = await demoData(afterAll);
const gateway = await startProcess({ data, until: afterAll });
const fraud: Caller = { token: await demoToken(data, 'fraud'), purpose: 'fraud-investigation' };
const port = Number(new URL(gateway.url).port);
const served = { query: '{ customers(first: 1) { nodes { id } } }' };

/** Whatever was sent before, the next one is served. */
afterEach(async () => {
  if (gateway.running()) expect((await post(gateway.url, fraud, served)).status).toBe(200);
});

const mediaTypes = ['application/graphql-response+json', 'application/json'];
const bytes = (...values: readonly number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values);
const half = (text: string): string => text.slice(0, text.length / 2);
const sentence = JSON.stringify(served);

const bodies: readonly (readonly [string, number, string | Uint8Array<ArrayBuffer>])[] = [
  ['5 MB', 413, JSON.stringify({ ...served, variables: { x: 'x'.repeat(5_000_000) } })],
  [
    'text that is not UTF-8',
    400,
    Buffer.concat([Buffer.from('{"query":"{ viewer { id } } # '), bytes(0xc3, 0x28, 0xff), Buffer.from('"}')]),
  ],
  ['half a JSON', 400, half(sentence)],
  ['no JSON', 400, 'query=%7Bviewer%7D'],
  ['nothing', 400, ''],
  ['a NUL', 400, '\0'],
  ['a text', 400, '"{ viewer { id } }"'],
  ['a batch', 400, `[${sentence},${sentence}]`],
  ['a query that is none', 400, '{"query":{"toString":"{ viewer { id } }"}}'],
  ['a parameter that is none', 400, '{"query":"{ viewer { id } }","__proto__":{"query":"x"}}'],
  ['brackets 400,000 deep', 400, `${'['.repeat(400_000)}${']'.repeat(400_000)}`],
  [
    'variables 200,000 deep',
    400,
    `{"query":"{ viewer { id } }","variables":{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`,
  ],
];

describe('a body that is no request', () => {
  test.each(bodies)('%s: %i', async (_, status, body) => {
    for (const accept of mediaTypes) {
      const reply = await post(gateway.url, { ...fraud, accept }, body);
      // Variables are part of a well-formed request, whatever they hold.
      const wellFormed = typeof body === 'string' && body.includes('"variables":{"x":[');
      expect(reply.status).toBe(wellFormed && accept === 'application/json' ? 200 : status);
      expect(['BAD_USER_INPUT', 'COST_EXCEEDED']).toContain(reply.body.errors?.[0]?.extensions.code);
      expect(reply.text.length).toBeLessThan(1_000);
    }
  });
});

const foreign = await generateKeyPair('ES256', { extractable: true });
const own = await demoKey(data, staffIssuer);
const now = Date.now() / 1000;
const unsigned = (claims: object): string =>
  `${[{ alg: 'none', typ: 'at+jwt' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
const claims = { iss: 'https://demo.scrim.invalid', aud: 'scrim', sub: 'demo-fraud', roles: ['fraud'], exp: now + 600 };
const foreignKey = { id: own.id, privateKey: foreign.privateKey, publicKey: await exportJWK(foreign.publicKey) };

const tokens: readonly (readonly [string, number, () => Promise<string | undefined>])[] = [
  ['none', 401, async () => undefined],
  ['alg: none', 401, async () => unsigned(claims)],
  ['for somebody else', 401, () => demoToken(data, 'fraud', { audience: 'elsewhere' })],
  ['expired', 401, () => demoToken(data, 'fraud', { now: now - 7_200 })],
  ['of tomorrow', 401, () => demoToken(data, 'fraud', { now: now + 86_400 })],
  ['of an unknown key', 401, () => demoToken(data, 'fraud', { key: { ...foreignKey, id: 'nobody' } })],
  ['of another key under a known id', 401, () => demoToken(data, 'fraud', { key: foreignKey })],
  ['of another issuer', 401, () => demoToken(data, 'fraud', { issuer: 'https://elsewhere.invalid' })],
  ['with a role that nobody may assert', 401, () => demoToken(data, 'root')],
  ['of 9 KB', 401, () => demoToken(data, 'fraud', { subject: 'x'.repeat(9_000) })],
  ['of 100 KB', 431, () => demoToken(data, 'fraud', { subject: 'x'.repeat(100_000) })],
  ['with a part too few', 401, async () => (await demoToken(data, 'fraud')).replace(/\.[^.]*$/, '')],
  ['with its end cut off', 401, async () => half(await demoToken(data, 'fraud'))],
  ['that is no token', 401, async () => '..'],
];

describe('a token that does not do', () => {
  test.each(tokens)('%s: %i, whatever is accepted', async (_, status, make) => {
    const token = await make();
    for (const accept of mediaTypes) {
      const reply = await post(
        gateway.url,
        { accept, purpose: 'fraud-investigation', ...(token !== undefined && { token }) },
        served,
      );
      expect(reply.status).toBe(status);
      expect(reply.body.data).toBeUndefined();
      if (status !== 401) continue;
      expect(reply.body.errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer realm="scrim"/);
    }
  });
});

async function socket(...parts: readonly (string | Uint8Array)[]): Promise<Socket> {
  const opened = connect(port, '127.0.0.1');
  opened.on('error', () => undefined);
  await once(opened, 'connect');
  for (const part of parts) opened.write(part);
  return opened;
}

async function firstLine(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const opened = await socket(...parts);
  const [chunk] = (await once(opened, 'data')) as [Buffer];
  opened.destroy();
  return chunk.toString('latin1').split('\r\n')[0] ?? '';
}

const head = (...lines: readonly string[]): string =>
  ['POST /graphql HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...lines, '', ''].join('\r\n');

describe('what is hardly HTTP', () => {
  test.each([
    ['a header of 100 KB', 431, [head(`X-Large: ${'x'.repeat(100_000)}`)]],
    ['ten thousand headers', 431, [head(...Array.from({ length: 10_000 }, (_, at) => `X-${at}: 1`))]],
    ['a greeting of TLS', 400, [bytes(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3)]],
    ['a NUL in a header', 400, [head('Authorization: Bearer \0')]],
    ['two lengths', 400, [head('Content-Length: 5', 'Content-Length: 6'), 'hello!']],
    ['a length and chunks', 400, [head('Content-Length: 5', 'Transfer-Encoding: chunked'), '0\r\n\r\n']],
    ['chunks of no size', 400, [head('Transfer-Encoding: chunked'), 'zz\r\n']],
    ['chunks of 5 MB', 413, [head('Transfer-Encoding: chunked'), `4c4b40\r\n${' '.repeat(5_000_000)}\r\n0\r\n\r\n`]],
    ['5 MB that are only announced', 413, [head('Content-Length: 5000000')]],
  ])('%s: %i', async (_, status, parts) => {
    expect(await firstLine(...parts)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test('three hundred requests that are never finished keep nobody waiting', async () => {
    const token = `Authorization: Bearer ${fraud.token}`;
    const opened = await Promise.all(
      Array.from({ length: 300 }, (_, at) =>
        socket(at % 2 ? half(head(token)) : head(token, 'Content-Length: 9000') + half(sentence)),
      ),
    );
    const began = performance.now();
    expect((await post(gateway.url, fraud, served)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(9_000);
    for (const each of opened) each.destroy();
  });
});

describe('a flood', { timeout: 120_000 }, () => {
  const resident = async (): Promise<number> => {
    const text = await (await fetch(`${gateway.origin}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]) / 1e6;
  };
  const round = async (at: number): Promise<void> => {
    const large = bodies[0]?.[2] ?? '';
    const cut = await Promise.all(
      Array.from({ length: 20 }, () => socket(head('Content-Length: 900000') + 'x'.repeat(450_000))),
    );
    await Promise.all([
      ...Array.from({ length: 4 }, () => post(gateway.url, fraud, large)),
      ...Array.from({ length: 20 }, () => post(gateway.url, { ...fraud, token: 'x'.repeat(8_000) }, served)),
      ...Array.from({ length: 40 }, (_, one) =>
        post(gateway.url, fraud, { query: `{ a${at}x${one}: viewer { ${'id '.repeat(1_500)} } }` }),
      ),
      ...Array.from({ length: 20 }, (_, one) =>
        post(gateway.url, fraud, {
          query: 'query ($c: [String!]) { customers(first: 1, filter: { city: { notIn: $c } }) { nodes { id } } }',
          variables: { c: Array.from({ length: 1_000 }, (_, n) => `${at} ${one} ${n}`) },
        }),
      ),
    ]);
    for (const each of cut) each.destroy();
  };

  test('of large, broken and ever different requests takes no more memory the longer it lasts', async () => {
    for (let at = 0; at < 5; at += 1) await round(at);
    const before = await resident();
    for (let at = 5; at < 13; at += 1) await round(at);
    expect((await resident()) - before).toBeLessThan(150);
  });
});

test('callers whom nobody knows are counted on the ledger, by cause, source and minute, when it ends in good order', async () => {
  gateway.signal('SIGTERM');
  expect(await gateway.ended).toMatchObject({ code: 0, signal: null });
  const entries = (await collect(readEntries(join(data, 'ledger')))).map(({ entry }) => entry);
  const counted = entries.filter(({ kind }) => kind === 'unauthenticated');
  const causes = new Set(counted.map(({ cause }) => cause));
  for (const cause of [
    'missing',
    'audience',
    'expired',
    'unknown-key',
    'signature',
    'unknown-issuer',
    'role-not-assertable',
    'too-large',
  ])
    expect(causes).toContain(cause);
  // Each minute, cause and source is one entry, however many came.
  expect(new Set(counted.map(({ at, cause, source }) => `${at} ${cause} ${source}`)).size).toBe(counted.length);
  expect(counted.length).toBeLessThan(40);
  expect(counted.reduce((sum, { count = 0 }) => sum + count, 0)).toBeGreaterThan(270);
  for (const entry of counted) {
    expect(entry).toMatchObject({ outcome: 'refused', codes: ['UNAUTHENTICATED'], source: '127.0.0.0/24' });
    expect(entry.at).toMatch(/:00\.000Z$/);
    expect(Object.keys(entry)).not.toContain('principal');
  }
});
