import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runToken, type TokenArguments } from '../../gateway/cli/token.ts';
import { demoKey, demoKeyPath, demoKeys, mintToken, personasOf } from '../../gateway/identify/demo-issuer.ts';
import { partnersIssuer, staffIssuer } from '../fixtures/demo-issuers.ts';
import { issuersSection } from '../../gateway/identify/options.ts';
import { tokenVerifier } from '../../gateway/identify/token.ts';
import { causeOf, start } from './identity-world.ts';

let data: string;
beforeEach(async () => {
  data = join(await mkdtemp(join(tmpdir(), 'scrim-demo-')), 'data');
});
afterEach(() => rm(join(data, '..'), { recursive: true }));

const text = await readFile(new URL('../../gateway/demo/gateway.yaml', import.meta.url), 'utf8');
const file = parse(text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')) as { readonly issuers: unknown };
const issuers = issuersSection.parse(file.issuers);
const clock = (): number => start * 1000;

async function run(change: Partial<TokenArguments>) {
  const said = { stdout: '', stderr: '' };
  const code = await runToken(
    { persona: 'support', issuers, data, now: start, ...change },
    { stdout: (text) => void (said.stdout += text), stderr: (text) => void (said.stderr += text) },
  );
  return { code, ...said };
}

describe('a demo token', () => {
  it('can be had before the first start, and the gateway takes it', async () => {
    const { code, stdout, stderr } = await run({});
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const verifier = tokenVerifier(issuers, { clock, demoKeys: await demoKeys(data, issuers) });
    expect(await verifier.verify(`Bearer ${stdout.trim()}`)).toMatchObject({
      id: 'demo-support',
      roles: ['support'],
      issuer: 'https://demo.scrim.invalid',
      expires: start + 3600,
    });
  });

  it('can be had for each persona that the configuration names', async () => {
    const verifier = tokenVerifier(issuers, { clock, demoKeys: await demoKeys(data, issuers) });
    const personas = personasOf(issuers);
    const staff = ['support', 'fraud', 'analyst', 'marketing', 'customer', 'security', 'dpo', 'auditor'];
    const partners = ['partner-acme', 'partner-borealis', 'partner-expired'];
    expect(personas.map(({ name }) => name)).toEqual([...staff, ...partners]);
    for (const { name, subject, roles, partner, claims, issuer } of personas) {
      const { stdout } = await run({ persona: name });
      const principal = await verifier.verify(`Bearer ${stdout.trim()}`);
      expect(principal).toMatchObject({ id: subject, issuer: issuer.issuer, roles, claims });
      expect(principal.partner).toBe(partner);
    }
  });

  it('of a customer says whose record is their own, and nobody else has such a claim', async () => {
    expect(decodeJwt((await run({ persona: 'customer' })).stdout)).toMatchObject({ customer: '1' });
    for (const { name } of personasOf(issuers).filter(({ roles }) => !roles.includes('customer')))
      expect(decodeJwt((await run({ persona: name })).stdout), name).not.toHaveProperty('customer');
  });

  it('can speak for a partner that the configuration names', async () => {
    const partners = issuers.map((issuer) => ({ ...issuer, partners: ['acme'] }));
    const { stdout } = await run({ persona: 'partner-acme', issuers: partners });
    const verifier = tokenVerifier(partners, { clock, demoKeys: await demoKeys(data, partners) });
    expect(await verifier.verify(`Bearer ${stdout.trim()}`)).toMatchObject({ partner: 'acme', roles: [] });
  });

  it('is an access token as RFC 9068 has it, bound to a purpose where one asks', async () => {
    const { stdout } = await run({ purpose: 'customer-support', lifetime: 60 });
    expect(decodeProtectedHeader(stdout)).toEqual({
      alg: 'ES256',
      typ: 'at+jwt',
      kid: (await demoKey(data, staffIssuer)).id,
    });
    const claims = decodeJwt(stdout);
    expect(claims).toMatchObject({ aud: 'scrim', purpose: 'customer-support', iat: start, exp: start + 60 });
    expect(claims.jti).toMatch(/^[0-9a-f-]{36}$/);
    const verifier = tokenVerifier(issuers, { clock, demoKeys: await demoKeys(data, issuers) });
    expect(await verifier.verify(`Bearer ${stdout.trim()}`)).toMatchObject({
      boundPurpose: 'customer-support',
      purposes: ['customer-support'],
    });
  });

  it('of one data folder is worth nothing in another', async () => {
    const { stdout } = await run({});
    const other = await demoKeys(join(data, 'other'), issuers);
    const verifier = tokenVerifier(issuers, { clock, demoKeys: other });
    expect(await causeOf(verifier, `Bearer ${stdout.trim()}`)).toBe('unknown-key');
  });

  it('of the issuer that speaks for partners says nothing in the name of the one that speaks for staff, and the other way round', async () => {
    const keys = await demoKeys(data, issuers);
    const verifier = tokenVerifier(issuers, { clock, demoKeys: keys });
    const [staff, partners] = [keys.get(staffIssuer), keys.get(partnersIssuer)];
    if (!staff || !partners) throw new Error('the demo has two issuers');
    const from = { audience: 'scrim', subject: 'mallory', roles: ['fraud'], lifetime: 60, now: start };
    const causes = await Promise.all(
      [
        { ...from, issuer: staffIssuer, key: partners },
        { ...from, issuer: partnersIssuer, key: staff, roles: [], partner: 'acme' },
        // Under the name of the key that the issuer has, the signature does not hold.
        { ...from, issuer: staffIssuer, key: { ...partners, id: staff.id } },
      ].map(async (request) => causeOf(verifier, `Bearer ${await mintToken(request)}`)),
    );
    expect(causes).toEqual(['unknown-key', 'unknown-key', 'signature']);
    const own = await mintToken({ ...from, issuer: staffIssuer, key: staff });
    expect(await verifier.verify(`Bearer ${own}`)).toMatchObject({ roles: ['fraud'] });
    // Each key may say what its own issuer may assert, and no more.
    const raised = await mintToken({ ...from, issuer: partnersIssuer, key: partners });
    expect(await causeOf(verifier, `Bearer ${raised}`)).toBe('role-not-assertable');
  });

  it.each<readonly [string, Partial<TokenArguments>, RegExp]>([
    ['nobody whom the configuration names', { persona: 'root' }, /no persona `root`; there are: `support`/],
    ['a purpose that is not there', { purpose: 'gossip' }, /no purpose `gossip`/],
    ['no time at all', { lifetime: 0 }, /lifetime/],
    ['more than a day', { lifetime: 86_401 }, /lifetime/],
    ['a broken number', { lifetime: Number.NaN }, /lifetime/],
    ['a gateway that has no demo', { issuers: [] }, /no demo issuer/],
  ])('is not made for %s', async (_, change, why) => {
    const { code, stdout, stderr } = await run(change);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });
});

describe('the key of a demo issuer', () => {
  it('is for its own eyes only, one for all who ask at once, and never among the public parts', async () => {
    const keys = await Promise.all([1, 2, 3].map(() => demoKey(data, staffIssuer)));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
    expect(keys[0]?.publicKey).not.toHaveProperty('d');
    expect(await readdir(data)).toEqual([basename(demoKeyPath(data, staffIssuer))]);
    expect((await stat(demoKeyPath(data, staffIssuer))).mode & 0o777).toBe(0o600);
    expect((await stat(data)).mode & 0o777).toBe(0o700);
  });

  it('that is broken is refused with what to do, and not said back', async () => {
    await demoKey(data, staffIssuer);
    const path = demoKeyPath(data, staffIssuer);
    for (const text of ['', '{"kty":"EC"}', 'secret words', '{"kty":"oct","k":"c2VjcmV0"}']) {
      await writeFile(path, text);
      const { code, stdout, stderr } = await run({});
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`\`${path}\` is not the key of a demo issuer: delete it`);
      expect(stderr).not.toMatch(/secret|c2Vj/);
    }
  });
});
