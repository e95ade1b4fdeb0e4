import { createHmac, createPublicKey, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { tokenAlgorithms } from '../../gateway/identify/options.ts';
import { identityRefusals } from '../../gateway/identify/refusal.ts';
import { type TokenVerifier, tokenVerifier } from '../../gateway/identify/token.ts';
import {
  type Claims,
  canaries,
  causeOf,
  type IssuerInput,
  issuerOf,
  movedClock,
  published,
  raw,
  type SigningKey,
  sign,
  signingKey,
  start,
  usualClaims,
} from './identity-world.ts';
import { cpuOf } from '../fixtures/cpu.ts';

let key: SigningKey;
let stranger: SigningKey;
let rsa: SigningKey;
beforeAll(async () => {
  key = await signingKey('ES256', 'a');
  stranger = await signingKey('ES256', 'a');
  rsa = await signingKey('RS256', 'r');
});

const open = (input: Partial<IssuerInput> = {}, clock = movedClock().clock): TokenVerifier =>
  tokenVerifier(issuerOf({ ...published(key), ...input }), { clock });
const bearer = (token: string): string => `Bearer ${token}`;

describe('a good token', () => {
  it('makes a principal that holds what its issuer may say and no more', async () => {
    const roles = ['support', 'analyst', 'support'];
    const token = await sign(key, { roles, partner: 'acme', purpose: 'analytics', region: 'north', secret: 'x' });
    const principal = await open({ bind: ['region', 'constructor'] }).verify(bearer(token));
    expect(principal).toEqual({
      id: canaries.subject,
      issuer: 'https://issuer.example',
      roles: ['analyst', 'support'],
      partner: 'acme',
      purposes: ['analytics'],
      boundPurpose: 'analytics',
      claims: { region: 'north' },
      expires: start + 600,
    });
    expect(principal.claims['constructor']).toBeUndefined();
    for (const part of [principal, principal.roles, principal.claims]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('may name its roles in one string, in a nested claim, or none at all', async () => {
    const rolesOf = async (claims: Claims, input: Partial<IssuerInput> = {}): Promise<readonly string[]> =>
      (await open(input).verify(bearer(await sign(key, claims)))).roles;
    expect(await rolesOf({ roles: ' support  analyst ' })).toEqual(['analyst', 'support']);
    const nested = { claims: { roles: ['realm_access', 'roles'] } };
    expect(await rolesOf({ realm_access: { roles: ['analyst'] } }, nested)).toEqual(['analyst']);
    expect(await rolesOf({ roles: undefined })).toEqual([]);
  });

  it('keeps every purpose of its issuer where it is bound to none', async () => {
    const principal = await open().verify(bearer(await sign(key)));
    expect(principal.purposes).toEqual(['customer-support', 'analytics']);
    expect(principal).not.toHaveProperty('boundPurpose');
  });

  it.each(['Bearer', 'bearer', 'BEARER'])('comes after the scheme %s, whatever its case', async (scheme) => {
    expect(await causeOf(open(), `${scheme} ${await sign(key)}`)).toBe('accepted');
  });

  it.each(['at+jwt', 'JWT', 'application/AT+JWT'])('may be of type %s', async (typ) => {
    expect(await causeOf(open(), bearer(await sign(key, {}, { typ })))).toBe('accepted');
  });

  it('is meant for any of the audiences', async () => {
    const verifier = open({ audience: ['scrim', 'other'] });
    expect(await causeOf(verifier, bearer(await sign(key, { aud: ['x', 'other'] })))).toBe('accepted');
  });
});

describe('what a token says', () => {
  it.each<readonly [string, Claims, string]>([
    ['another audience', { aud: 'elsewhere' }, 'audience'],
    ['no audience', { aud: undefined }, 'audience'],
    ['another issuer', { iss: 'https://issuer.example/' }, 'unknown-issuer'],
    ['no issuer', { iss: undefined }, 'unknown-issuer'],
    ['an issuer that is an object', { iss: { toString: 'x' } }, 'unknown-issuer'],
    ['an end in the past', { exp: start - 31 }, 'expired'],
    ['no end', { exp: undefined }, 'claims'],
    ['an end that is text', { exp: '9999999999' }, 'claims'],
    ['a beginning in the future', { nbf: start + 31 }, 'not-yet'],
    ['a birth in the future', { iat: start + 31 }, 'not-yet'],
    ['a birth that is text', { iat: 'now' }, 'claims'],
    ['no subject', { sub: undefined }, 'claims'],
    ['an empty subject', { sub: '' }, 'claims'],
    ['a blank subject', { sub: '  ' }, 'claims'],
    ['a subject of 257 characters', { sub: 's'.repeat(257) }, 'claims'],
    ['a subject with a line break', { sub: 'a\nb' }, 'claims'],
    ['a role that the issuer may not assert', { roles: ['support', canaries.role] }, 'role-not-assertable'],
    ['a role that differs by case', { roles: ['Support'] }, 'role-not-assertable'],
    ['roles in an object', { roles: { support: true } }, 'claims'],
    ['a role that is a number', { roles: ['support', 1] }, 'claims'],
    ['null for roles', { roles: null }, 'claims'],
    ['a purpose that the issuer may not assert', { purpose: canaries.purpose }, 'purpose-not-assertable'],
    ['two purposes', { purpose: ['analytics'] }, 'claims'],
    ['an empty purpose', { purpose: '' }, 'purpose-not-assertable'],
    ['a partner that the issuer may not assert', { partner: 'borealis' }, 'partner-not-assertable'],
    ['null for a partner', { partner: null }, 'claims'],
    ['a binding to its sender', { cnf: { jkt: 'x' } }, 'bound'],
    ['a binding of null', { cnf: null }, 'bound'],
  ])('refuses %s', async (_, claims, cause) => {
    expect(await causeOf(open(), bearer(await sign(key, claims)))).toBe(cause);
  });

  it('refuses a bound claim that is no scalar', async () => {
    expect(await causeOf(open({ bind: ['region'] }), bearer(await sign(key, { region: ['north'] })))).toBe('claims');
  });

  it('refuses an end that is not finite, which would never come', async () => {
    const text = JSON.stringify(usualClaims).replace(/"exp":\d+/, '"exp":1e999');
    expect(JSON.parse(text).exp).toBe(Number.POSITIVE_INFINITY);
    const token = await new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'ES256', kid: 'a', typ: 'at+jwt' })
      .sign(key.privateKey);
    expect(await causeOf(open(), bearer(token))).toBe('claims');
  });

  it('allows for clocks that differ, and for no more than that', async () => {
    for (const [claims, cause] of [
      [{ exp: start - 29 }, 'accepted'],
      [{ nbf: start + 30 }, 'accepted'],
      [{ iat: start + 30 }, 'accepted'],
    ] as const) {
      expect(await causeOf(open(), bearer(await sign(key, claims)))).toBe(cause);
    }
    expect(await causeOf(open({ clockSkew: 0 }), bearer(await sign(key, { exp: start })))).toBe('expired');
  });

  it('ends at the age that its issuer is given, and then needs to say when it was made', async () => {
    const verifier = open({ maxAge: 60, clockSkew: 0 });
    expect(await causeOf(verifier, bearer(await sign(key, { iat: start - 60 })))).toBe('accepted');
    expect(await causeOf(verifier, bearer(await sign(key, { iat: start - 61 })))).toBe('expired');
    expect(await causeOf(verifier, bearer(await sign(key, { iat: undefined })))).toBe('claims');
  });
});

describe('how a token is signed', () => {
  it('refuses a token that is not signed', async () => {
    const token = new UnsecuredJWT({ ...usualClaims }).encode();
    expect(await causeOf(open(), bearer(token))).toBe('algorithm');
    expect(await causeOf(open(), bearer(`${raw({ alg: 'none' })}.${raw(usualClaims)}.`))).toBe('algorithm');
    expect(await causeOf(open(), bearer(`${raw({ alg: 'NoNe', kid: 'a' })}.${raw(usualClaims)}.AA`))).toBe('algorithm');
  });

  it('refuses HS256 with the public key as its secret', async () => {
    const verifier = open({ algorithms: ['RS256'], ...published(rsa) });
    const pem = createPublicKey({ key: rsa.publicKey as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const content = `${raw({ alg: 'HS256', kid: 'r', typ: 'at+jwt' })}.${raw(usualClaims)}`;
    for (const secret of [pem, JSON.stringify(rsa.publicKey)]) {
      const token = `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
      expect(await causeOf(verifier, bearer(token))).toBe('algorithm');
    }
  });

  it("refuses an algorithm that is sound but not its issuer's", async () => {
    const both = published(key, rsa);
    expect(await causeOf(open(both), bearer(await sign(rsa)))).toBe('algorithm');
    expect(await causeOf(open({ ...both, algorithms: ['RS256'] }), bearer(await sign(rsa)))).toBe('accepted');
  });

  it.each(['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const)('may be %s where its issuer says so', async (alg) => {
    const its = await signingKey(alg, 'k');
    const header = bearer(await sign(its));
    expect(await causeOf(open({ ...published(its), algorithms: [alg] }), header)).toBe('accepted');
    const others = tokenAlgorithms.filter((other) => other !== alg);
    expect(await causeOf(open({ ...published(its), algorithms: others }), header)).toBe('algorithm');
  });

  it('refuses an RSA key that is too short to be one', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'short' } as { kty: 'RSA' };
    const content = `${raw({ alg: 'RS256', kid: 'short', typ: 'at+jwt' })}.${raw(usualClaims)}`;
    const token = `${content}.${signBytes('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    const verifier = open({ jwks: { keys: [jwk] }, algorithms: ['RS256'] });
    expect(await causeOf(verifier, bearer(token))).toBe('unknown-key');
  });

  it('refuses the signature of somebody else under the same key id', async () => {
    expect(await causeOf(open(), bearer(await sign(stranger)))).toBe('signature');
  });

  it('refuses claims that were changed after signing', async () => {
    const [header, , signature] = (await sign(key)).split('.');
    const token = `${header}.${raw({ ...usualClaims, roles: ['analyst'] })}.${signature}`;
    expect(await causeOf(open(), bearer(token))).toBe('signature');
  });

  it('refuses a key that the token brings along', async () => {
    const token = await sign(stranger, {}, { jwk: stranger.publicKey, jku: 'https://evil.example/jwks', kid: 'evil' });
    expect(await causeOf(open(), bearer(token))).toBe('unknown-key');
  });

  it('refuses a critical header that it does not understand', async () => {
    const [, payload, signature] = (await sign(key)).split('.');
    const header = raw({ alg: 'ES256', kid: 'a', typ: 'at+jwt', crit: ['x'], x: 1 });
    expect(await causeOf(open(), bearer(`${header}.${payload}.${signature}`))).toBe('malformed');
  });

  it.each([undefined, 'dpop+jwt', 'logout+jwt', 'secevent+jwt', 7])('refuses the type %s', async (typ) => {
    expect(await causeOf(open(), bearer(await sign(key, {}, { typ })))).toBe('type');
  });

  it("refuses one issuer's token under the name of another", async () => {
    const two = [
      ...issuerOf(published(key)),
      ...issuerOf({ issuer: 'https://second.example', ...published(stranger), roles: ['dpo'] }),
    ];
    const verifier = tokenVerifier(two, { clock: movedClock().clock });
    const foreign = await sign(key, { iss: 'https://second.example', roles: ['dpo'] });
    expect(await causeOf(verifier, bearer(foreign))).toBe('signature');
    expect(await causeOf(verifier, bearer(await sign(key, { roles: ['dpo'] })))).toBe('role-not-assertable');
  });
});

describe('the header', () => {
  it('is refused where there is none, with the challenge that says so', async () => {
    for (const header of [undefined, '', '  ']) expect(await causeOf(open(), header)).toBe('missing');
    await expect(open().verify(undefined)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { challenge: 'invalid_request' },
    });
  });

  it('is refused with another scheme, with two, and with two tokens', async () => {
    const token = await sign(key);
    const good = bearer(token);
    const bad = [token, `Basic ${token}`, `${good}, ${good}`, `${good}, DPoP ${token}`, 'Bearer', 'Bearer '];
    for (const header of [...bad, `${good} x`, `Bearer\t${token}`, ` ${good}`]) {
      const refused = { cause: 'malformed', details: { challenge: 'invalid_request' } };
      await expect(open().verify(header)).rejects.toMatchObject(refused);
    }
    expect(await causeOf(open(), `DPoP ${token}`)).toBe('bound');
  });

  it('is refused by its size before anything of it is read', async () => {
    const work = await cpuOf(async () => {
      expect(await causeOf(open(), bearer(await sign(key, { pad: 'x'.repeat(100_000) })))).toBe('too-large');
      expect(await causeOf(open(), `Bearer ${' '.repeat(100_000)}x`)).toBe('too-large');
    });
    expect(work).toBeLessThan(500);
    expect(await causeOf(open(), bearer(await sign(key, { pad: 'x'.repeat(4000) })))).toBe('accepted');
  });

  it('never gets anything but a refusal out of garbage', async () => {
    const verifier = open();
    const good = await sign(key);
    const part = fc.oneof(fc.string(), fc.constantFrom(...good.split('.')), fc.jsonValue().map(raw));
    const scheme = fc.constantFrom('Bearer', 'DPoP', 'Basic', '');
    const spoilt = (at: number): string => good.slice(0, at) + (good[at] === '.' ? 'A' : '.') + good.slice(at + 1);
    const header = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(scheme, fc.array(part, { maxLength: 6 })).map(([name, parts]) => `${name} ${parts.join('.')}`),
      fc.nat(good.length - 1).map((at) => bearer(spoilt(at))),
    );
    await fc.assert(
      fc.asyncProperty(header, async (text) => {
        fc.pre(text !== bearer(good));
        const error: unknown = await verifier.verify(text).catch((refused: unknown) => refused);
        expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
        expect(Object.keys(identityRefusals)).toContain((error as { cause: string }).cause);
      }),
      { numRuns: 400 },
    );
  });

  it('never gets anything but a refusal out of headers and claims of any shape', async () => {
    const verifier = open();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (header, claims) => {
        const bare = `${raw(header)}.${raw(claims)}.AAAA`;
        const ours = { ...(claims as object), iss: 'https://issuer.example' };
        const named = `${raw({ alg: 'ES256', kid: 'a', ...(header as object) })}.${raw(ours)}.AAAA`;
        for (const token of [bare, named]) {
          await expect(verifier.verify(bearer(token))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a remembered token', () => {
  it('dies at its end by the given clock, skew or not', async () => {
    const time = movedClock();
    const verifier = open({ clockSkew: 0 }, time.clock);
    const header = bearer(await sign(key, { exp: start + 10 }));
    const first = await verifier.verify(header);
    time.pass(9);
    expect(await verifier.verify(header)).toBe(first);
    time.pass(1);
    expect(await causeOf(verifier, header)).toBe('expired');
    const skewed = open({ clockSkew: 5 }, time.clock);
    const last = bearer(await sign(key, { exp: time.now() + 1 }));
    const before = await skewed.verify(last);
    time.pass(1);
    expect(await skewed.verify(last)).not.toBe(before);
  });

  it('is verified anew after five minutes, and after as little as one sets', async () => {
    const time = movedClock();
    const verifier = open({}, time.clock);
    const header = bearer(await sign(key, { exp: start + 3600 }));
    const first = await verifier.verify(header);
    time.pass(299);
    expect(await verifier.verify(header)).toBe(first);
    time.pass(1);
    expect(await verifier.verify(header)).not.toBe(first);
  });

  it('dies at the age that its issuer is given', async () => {
    const time = movedClock();
    const verifier = open({ maxAge: 20, clockSkew: 0 }, time.clock);
    const header = bearer(await sign(key));
    await verifier.verify(header);
    time.pass(21);
    expect(await causeOf(verifier, header)).toBe('expired');
  });

  it('is forgotten when somebody says so, even while it is being verified', async () => {
    const verifier = open();
    const header = bearer(await sign(key));
    const first = await verifier.verify(header);
    verifier.forget(({ id }) => id !== canaries.subject);
    expect(await verifier.verify(header)).toBe(first);
    verifier.forget(({ id }) => id === canaries.subject);
    const pending = verifier.verify(header);
    verifier.clear();
    const second = await pending;
    expect(second).not.toBe(first);
    expect(await verifier.verify(header)).not.toBe(second);
  });

  it('makes room for others, so memory is bounded', async () => {
    const verifier = tokenVerifier(issuerOf(published(key)), {
      clock: movedClock().clock,
      remember: { max: 2 },
    });
    const headers = await Promise.all(['a', 'b', 'c'].map(async (sub) => bearer(await sign(key, { sub }))));
    const first = await verifier.verify(headers[0]);
    await verifier.verify(headers[1]);
    await verifier.verify(headers[2]);
    expect(await verifier.verify(headers[0])).not.toBe(first);
  });

  it('is never a refused one: a token that becomes valid is accepted then', async () => {
    const time = movedClock();
    const verifier = open({ clockSkew: 0 }, time.clock);
    const header = bearer(await sign(key, { nbf: start + 5 }));
    expect(await causeOf(verifier, header)).toBe('not-yet');
    time.pass(5);
    expect(await causeOf(verifier, header)).toBe('accepted');
  });
});
