import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issuersSection } from '../../gateway/identify/options.ts';
import { tokenVerifier } from '../../gateway/identify/token.ts';
import { causeOf, issuerOf, keySetServer, movedClock, type SigningKey, sign, signingKey } from './identity-world.ts';

let a: SigningKey;
let b: SigningKey;
beforeAll(async () => {
  [a, b] = await Promise.all([signingKey('ES256', 'a'), signingKey('ES256', 'b')]);
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(...keys: readonly SigningKey[]) {
  const server = await keySetServer(keys.map(({ publicKey }) => publicKey));
  closing.push(() => server.down().catch(() => undefined));
  return server;
}

describe('a key set by address', () => {
  it('is read once for many tokens', async () => {
    const server = await serve(a);
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: movedClock().clock });
    const headers = await Promise.all(['x', 'y', 'z'].map(async (sub) => `Bearer ${await sign(a, { sub })}`));
    const causes = await Promise.all(headers.map((header) => causeOf(verifier, header)));
    expect(causes).toEqual(['accepted', 'accepted', 'accepted']);
    expect(server.reads()).toBe(1);
  });

  it('is not read for a token of nobody', async () => {
    const server = await serve(a);
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: movedClock().clock });
    expect(await causeOf(verifier, `Bearer ${await sign(a, { iss: 'https://other.example' })}`)).toBe('unknown-issuer');
    expect(await causeOf(verifier, 'Bearer x.y.z')).toBe('malformed');
    expect(server.reads()).toBe(0);
  });

  it('is read again for a new key, and what the old key signed is forgotten then', async () => {
    const server = await serve(a);
    const settings = { clock: movedClock().clock, keySets: { cooldown: 0 } };
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), settings);
    const old = `Bearer ${await sign(a)}`;
    expect(await causeOf(verifier, old)).toBe('accepted');
    server.publish(b.publicKey);
    expect(await causeOf(verifier, old)).toBe('accepted');
    expect(await causeOf(verifier, `Bearer ${await sign(b)}`)).toBe('accepted');
    expect(await causeOf(verifier, old)).toBe('unknown-key');
  });

  it('lets old and new keys live side by side', async () => {
    const server = await serve(a);
    const settings = { clock: movedClock().clock, keySets: { cooldown: 0 } };
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), settings);
    const old = `Bearer ${await sign(a)}`;
    await verifier.verify(old);
    server.publish(a.publicKey, b.publicKey);
    expect(await causeOf(verifier, `Bearer ${await sign(b)}`)).toBe('accepted');
    expect(await causeOf(verifier, old)).toBe('accepted');
  });

  it('gives a key up that was taken out, at the latest when set and memory have grown old', async () => {
    const time = movedClock();
    const server = await serve(a);
    const settings = { clock: time.clock, remember: { seconds: 5 }, keySets: { freshFor: 0 } };
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), settings);
    const old = `Bearer ${await sign(a)}`;
    await verifier.verify(old);
    server.publish(b.publicKey);
    time.pass(5);
    expect(await causeOf(verifier, old)).toBe('unknown-key');
  });

  it('is not read anew for each unknown key: nobody can make the gateway beat on it', async () => {
    const server = await serve(a);
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: movedClock().clock });
    await verifier.verify(`Bearer ${await sign(a)}`);
    for (let i = 0; i < 20; i += 1) {
      expect(await causeOf(verifier, `Bearer ${await sign(b, {}, { kid: `k${i}` })}`)).toBe('unknown-key');
    }
    expect(server.reads()).toBe(1);
  });

  it('refuses for now while its host is down, serves those who are remembered, and recovers by itself', async () => {
    const time = movedClock();
    const server = await serve(a);
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: time.clock });
    const header = `Bearer ${await sign(a)}`;
    await server.down();
    await expect(verifier.verify(header)).rejects.toMatchObject({
      code: 'COORDINATION_UNAVAILABLE',
      cause: 'keys-unavailable',
      details: { retryAfter: 5 },
    });
    await server.up();
    expect(await causeOf(verifier, header)).toBe('keys-unavailable');
    time.pass(1);
    expect(await causeOf(verifier, header)).toBe('accepted');
    await server.down();
    expect(await causeOf(verifier, header)).toBe('accepted');
  });

  it('is asked once a second at most while it fails', async () => {
    const time = movedClock();
    const server = await serve(a);
    server.answerWith(500, 'no');
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: time.clock });
    const header = `Bearer ${await sign(a)}`;
    for (let i = 0; i < 5; i += 1) expect(await causeOf(verifier, header)).toBe('keys-unavailable');
    expect(server.reads()).toBe(1);
    time.pass(1);
    expect(await causeOf(verifier, header)).toBe('keys-unavailable');
    expect(server.reads()).toBe(2);
  });

  it.each([
    [200, 'not json'],
    [200, '{}'],
    [200, '{"keys":[1]}'],
    [302, ''],
    [404, '{"keys":[]}'],
  ])('is not there when the host answers %i %s', async (status, body) => {
    const server = await serve(a);
    server.answerWith(status, body);
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: movedClock().clock });
    expect(await causeOf(verifier, `Bearer ${await sign(a)}`)).toBe('keys-unavailable');
  });

  it('waits for a silent host only as long as it is told', async () => {
    const silent = (_: string, init: RequestInit): Promise<Response> =>
      new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const settings = { clock: movedClock().clock, fetch: silent, keySets: { timeout: 50 } };
    const verifier = tokenVerifier(issuerOf({ jwks: 'https://keys.example/jwks' }), settings);
    expect(await causeOf(verifier, `Bearer ${await sign(a)}`)).toBe('keys-unavailable');
  });

  it('refuses a token that names no key among several', async () => {
    const server = await serve(a, b);
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: movedClock().clock });
    expect(await causeOf(verifier, `Bearer ${await sign(a, {}, { kid: undefined })}`)).toBe('unknown-key');
  });

  it('never lends a private key or a shared secret', async () => {
    const server = await serve(a);
    server.publish({ ...a.publicKey, d: 'AAAA' }, { kty: 'oct', k: 'AAAA', kid: 'o' });
    const verifier = tokenVerifier(issuerOf({ jwks: server.url }), { clock: movedClock().clock });
    expect(await causeOf(verifier, `Bearer ${await sign(a)}`)).toBe('keys-unavailable');
    expect(await causeOf(verifier, `Bearer ${await sign(a, {}, { kid: 'o' })}`)).toBe('unknown-key');
  });
});

describe('a key set in a file', () => {
  it('is read beside the configuration, at the start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scrim-keyset-'));
    closing.push(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'jwks.json'), JSON.stringify({ keys: [a.publicKey] }));
    const settings = { clock: movedClock().clock, folder };
    const verifier = tokenVerifier(issuerOf({ jwks: 'jwks.json' }), settings);
    expect(await causeOf(verifier, `Bearer ${await sign(a)}`)).toBe('accepted');
    expect(() => tokenVerifier(issuerOf({ jwks: 'none.json' }), settings)).toThrow(/there is no key set at/);
    for (const text of ['{', '{}', '{"keys":[]}', JSON.stringify({ keys: [{ ...a.publicKey, d: 'AAAA' }] })]) {
      await writeFile(join(folder, 'bad.json'), text);
      expect(() => tokenVerifier(issuerOf({ jwks: 'bad.json' }), settings)).toThrow(/is not a key set/);
    }
  });
});

describe('the issuers of gateway.yaml', () => {
  const issuer = 'https://i.example';
  const good = { issuer, audience: 'scrim', algorithms: ['ES256'], jwks: `${issuer}/jwks` };
  const messages = (value: unknown): string => JSON.stringify(issuersSection.safeParse(value).error?.issues ?? []);

  it.each([
    ['none', { algorithms: ['none'] }],
    ['a shared secret', { algorithms: ['HS256'] }],
    ['no algorithm', { algorithms: [] }],
    ['keys over http', { jwks: 'http://i.example/jwks' }],
    ['keys over another protocol', { jwks: 'file:///etc/keys' }],
    ['a password in the address', { jwks: 'https://a:b@i.example/' }],
    ['both keys and the demo', { demo: true }],
    ['claims of its own for the demo', { jwks: undefined, demo: true, claims: { roles: 'groups' } }],
    ['no keys at all', { jwks: undefined }],
    ['a shared key', { jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } }],
    ['a private key', { jwks: { keys: [{ kty: 'EC', d: 'AAAA' }] } }],
    ['an unknown setting', { audiences: ['x'] }],
    ['no audience', { audience: [] }],
  ])('refuse %s', (_, change) => {
    expect(messages([good])).toBe('[]');
    expect(messages([{ ...good, ...change }])).not.toBe('[]');
  });

  it('refuse two with one name', () => {
    expect(messages([good, { ...good, audience: 'other' }])).toContain('two issuers');
    expect(messages([good, { ...good, issuer: 'https://j.example' }])).toBe('[]');
  });

  it('may have keys over http on this machine, and nothing that they may assert', () => {
    const [parsed] = issuersSection.parse([{ ...good, jwks: 'http://localhost:9/jwks' }]);
    expect(parsed).toMatchObject({ roles: [], purposes: [], partners: [], clockSkew: 30, typ: ['at+jwt', 'JWT'] });
  });

  it('have a shape that an editor can complete', async () => {
    const { z } = await import('zod');
    expect(JSON.stringify(z.toJSONSchema(issuersSection, { io: 'input' }))).toContain('"audience"');
  });

  it('cannot be of the demo outside of it', () => {
    const { jwks: _, ...demo } = { ...good, demo: true };
    expect(() => tokenVerifier(issuersSection.parse([demo]), { clock: () => 0 })).toThrow(/not a demo/);
  });
});
