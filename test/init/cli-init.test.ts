import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runScrim } from '../../gateway/cli/program.ts';
import { needs } from '../fixtures/servers.ts';
import { folder, scrim, testShell } from '../flow/cli-world.ts';
import { postgresShop, type Shop } from './servers.ts';

const missing = await needs('postgres');

test('an address that is none is not repeated, and says what to give', async () => {
  const said = await scrim(['init', 'oracle://me:pass-w0rd@db/crm', '--out', await folder()]);
  expect(said).toMatchObject({ code: 1, stdout: '' });
  expect(said.stderr).toContain('postgres://, mariadb:// or mysql://');
  expect(said.stderr).not.toContain('pass-w0rd');
});

test('a variable that is not set is named', async () => {
  const { code, stderr } = await scrim(['init', 'env:CRM_URL']);
  expect(code).toBe(1);
  expect(stderr).toContain('`CRM_URL`');
});

describe.skipIf(missing)('a PostgreSQL of one’s own', () => {
  const held: { shop?: Shop } = {};
  const url = (): string => held.shop?.url ?? '';
  beforeAll(async () => {
    held.shop = await postgresShop();
  });
  afterAll(() => held.shop?.drop());

  test('a store that is not there is said without the address, and nothing is written', async () => {
    const out = join(await folder(), 'privacy');
    const said = await scrim(['init', `${url()}_gone`, '--out', out]);
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).not.toMatch(/Pass-word|scrim_init_/);
    await expect(readdir(out)).rejects.toThrow('ENOENT');
  });

  test('three files that a check has nothing to say of, and no password in them', async () => {
    const out = join(await folder(), 'privacy');
    const said = await scrim(['init', url(), '--out', out, '--name', 'shop']);
    expect(said).toMatchObject({ code: 0 });
    expect((await readdir(out)).sort()).toEqual(['.scrim', 'catalogue.yaml', 'gateway.yaml', 'policy.yaml']);
    expect(said.stdout).toContain('export SHOP_URL=');
    for (const name of ['catalogue.yaml', 'gateway.yaml', 'policy.yaml'])
      expect(await readFile(join(out, name), 'utf8')).not.toContain(held.shop?.password);
    const checked = await scrim(['check', '--config', out, '--stores', '--strict'], { SHOP_URL: url() });
    expect(checked).toMatchObject({ code: 0 });
  });

  test('what is there stays as it is, unless one says otherwise', async () => {
    const out = await folder();
    await writeFile(join(out, 'policy.yaml'), 'mine');
    const refused = await scrim(['init', url(), '--out', out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/has policy\.yaml already: .*--out.*--force/);
    expect(await readdir(out)).toEqual(['policy.yaml']);
    expect(await scrim(['init', url(), '--out', out, '--force'])).toMatchObject({ code: 0 });
    expect(await readFile(join(out, 'policy.yaml'), 'utf8')).toContain('roles:');
  });

  test('in Chinese the files and what is said explain themselves in Chinese', async () => {
    const out = join(await folder(), 'privacy');
    const { code, stdout } = await scrim(['init', url(), '--out', out, '--lang', 'zh']);
    expect(code).toBe(0);
    expect(stdout).toContain('启动');
    expect(await readFile(join(out, 'policy.yaml'), 'utf8')).toContain('客服');
  });

  test('whoever is asked may answer, be asked again, or go away, which leaves nothing', async () => {
    const asked = async (...answers: readonly (string | undefined)[]) => {
      const { shell, said } = testShell();
      const place = await folder();
      const left = [...answers];
      const code = await runScrim(['init', url()], { ...shell, folder: place, ask: async () => left.shift() });
      return { code, ...said, files: await readdir(place), left };
    };
    expect(await asked('', 'Not A Name', 'crm', '', '')).toMatchObject({ code: 0, files: ['privacy'], left: [] });
    for (const gone of [[], ['mine', 'crm'], ['', '', 'n'], ['', '', 'n', 'n']])
      expect(await asked(...gone)).toMatchObject({ code: 1, stderr: expect.stringContaining('stopped'), files: [] });
  });
});
