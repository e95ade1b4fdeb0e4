import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { loadConfiguration } from '../../gateway/config/load.ts';
import { demoKeyPath, demoKeys } from '../../gateway/identify/demo-issuer.ts';
import { staffIssuer } from '../fixtures/demo-issuers.ts';
import { tokenVerifier } from '../../gateway/identify/token.ts';
import { changedDemo, folder, instead, scrim, spawnScrim } from './cli-world.ts';

describe('scrim token', () => {
  it('prints a token that the gateway takes, and nothing else', async () => {
    const data = join(await folder(), 'data');
    const environment = { SCRIM_DATA: data };
    const { code, stdout, stderr } = await spawnScrim(['token', 'analyst', '--purpose', 'analytics'], environment)
      .ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { gateway } = await loadConfiguration(demoFolder, environment);
    const settings = { clock: () => Date.now(), demoKeys: await demoKeys(data, gateway?.issuers ?? []) };
    const verifier = tokenVerifier(gateway?.issuers ?? [], settings);
    expect(await verifier.verify(`Bearer ${stdout.trim()}`)).toMatchObject({
      id: 'demo-analyst',
      roles: ['analyst'],
      boundPurpose: 'analytics',
    });
    expect((await stat(data)).mode & 0o077, 'the key is for nobody else').toBe(0);
    const { d } = JSON.parse(await readFile(demoKeyPath(data, staffIssuer), 'utf8')) as { readonly d: string };
    expect(stdout).not.toContain(d);
  });

  it('ends when it is told to', async () => {
    const environment = { SCRIM_DATA: await folder() };
    const { stdout } = await scrim(['token', 'support', '--lifetime', '90'], environment);
    const { iat = 0, exp = 0, purpose } = decodeJwt(stdout.trim());
    expect([exp - iat, purpose]).toEqual([90, undefined]);
    expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(60);
  });

  it.each([
    [['suport'], '`support`, `fraud`, `analyst`'],
    [['support', '--purpose', 'curiosity'], 'there is no purpose `curiosity`'],
    [['support', '--lifetime', '86401'], '1 to 86400 whole seconds'],
  ])('refuses %j, and makes no key for it', async (args, words) => {
    const data = await folder();
    const { code, stdout, stderr } = await scrim(['token', ...args], { SCRIM_DATA: data });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(await readdir(data)).toEqual([]);
  });

  it('makes none where the configuration has no demo, or is wrong', async () => {
    const environment = { SCRIM_DATA: await folder() };
    const real = await changedDemo({
      'gateway.yaml': (text) =>
        ['issuer', 'partners'].reduce(
          (before, name) =>
            instead('demo: true\n    algorithms', `jwks: https://${name}.example/keys\n    algorithms`)(before),
          text,
        ),
    });
    const other = await scrim(['token', 'support', '--config', real], environment);
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toContain('tokens come from your own issuer');

    const broken = await changedDemo({ 'gateway.yaml': instead('ledger:', 'leger:') });
    const refused = await scrim(['token', 'support', '--config', broken], environment);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/gateway\.yaml:\d+:\d+ error `leger`/);
  });
});
