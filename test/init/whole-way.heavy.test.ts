import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { post } from '../fixtures/process.ts';
import { folder, spawnScrim } from '../flow/cli-world.ts';
import { mariadbShop, postgresShop, type Shop } from './servers.ts';
import { secrets } from './shop.ts';

const servers = [
  { server: 'postgres', open: postgresShop, missing: await needs('postgres') },
  { server: 'mariadb', open: mariadbShop, missing: await needs('mariadb') },
] as const;

const textsBelow = async (path: string): Promise<string> => {
  const files = await readdir(path, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
};

describe.each(servers)('from nothing to a governed answer on $server', ({ open, missing }) => {
  describe.skipIf(missing)('by script', () => {
    const held: { shop?: Shop } = {};
    beforeAll(async () => {
      held.shop = await open();
    });
    afterAll(() => held.shop?.drop());

    test('init, start, a token, an answer: masked, the unsure unseen, the store as it was', async () => {
      const { shop } = held;
      if (!shop) throw new Error('there is no shop');
      const before = await shop.whole();
      const config = join(await folder(), 'privacy');
      const environment = { SHOP_URL: shop.url, PATH: process.env['PATH'] ?? '' };
      const init = await spawnScrim(['init', 'env:SHOP_URL', '--out', config, '--name', 'shop'], environment).ended;
      expect(init).toMatchObject({ code: 0 });
      expect(init.stdout + init.stderr).not.toContain(' error ');
      const query = /-d '(.*)'$/m.exec(init.stdout)?.[1] ?? '';
      expect(query).toContain('clients');

      const gateway = spawnScrim(['start', '--config', config, '--port', '0'], environment);
      const [, url = ''] = await gateway.says(/answers at (http:\S+)/);
      const tokenFor = async (role: string): Promise<string> =>
        (await spawnScrim(['token', role, '--config', config], environment).ended).stdout.trim();
      const support = { token: await tokenFor('support'), purpose: 'customer-support' };
      const analyst = { token: await tokenFor('analyst'), purpose: 'analytics' };

      const first = await post(url, support, JSON.parse(query));
      expect(first).toMatchObject({ status: 200 });
      expect(first.body.extensions?.privacy?.receipt).toMatch(/\S{20}/);

      const fields = 'fullName mobilePhone email dateOfBirth homeAddress city';
      const seen = await post(url, support, {
        query: `{ clients(first: 1) { nodes { ${fields} nationalId purchases(first: 1) { nodes { purchasedAt totalAmount } } } } }`,
      });
      expect(seen.body.data).toEqual({
        clients: {
          nodes: [
            {
              fullName: 'Quentin Canary',
              mobilePhone: '****1299',
              email: expect.stringMatching(/^q\*+@example\.com$/),
              dateOfBirth: '1987-01-01',
              homeAddress: null,
              city: 'Utopia',
              nationalId: null,
              purchases: { nodes: [{ purchasedAt: expect.stringContaining('2026-03-04'), totalAmount: '120.50' }] },
            },
          ],
        },
      });
      const counted = await post(url, analyst, {
        query: `{ clients { totalCount nodes { id ${fields} } } purchases { nodes { purchasedAt } } }`,
      });
      expect(counted.body.data).toMatchObject({ clients: { totalCount: 2 } });
      expect(counted.text).toContain('2026-03-01');
      expect(counted.text).not.toMatch(/Quentin|2026-03-04|Client:1/);

      // What discovery is unsure of, secrets and settings are in nobody's schema.
      const closed = ['{ clients { nodes { qx7BlobRef } } }', '{ clients { nodes { passwordHash } } }'];
      for (const document of [...closed, '{ settings { nodes { settingValue } } }']) {
        for (const caller of [support, analyst]) {
          const { body } = await post(url, caller, { query: document });
          expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
        }
      }
      const introspected = await post(url, support, { query: '{ __schema { types { name fields { name } } } }' });
      expect(introspected.text).not.toMatch(/qx7BlobRef|passwordHash|settingValue/);

      gateway.child.kill('SIGTERM');
      const { code, stdout: log, stderr } = await gateway.ended;
      expect(code).toBe(0);
      // No value and no password stands in a file of the configuration, in the record, in the log, or in an answer.
      const { birth, ...others } = secrets;
      const everywhere = [await textsBelow(config), log, stderr, init.stdout, init.stderr];
      for (const text of [...everywhere, first.text, seen.text, counted.text])
        for (const secret of [...Object.values(others), birth, shop.password]) expect(text).not.toContain(secret);
      expect(await shop.whole()).toBe(before);
    }, 120_000);
  });
});
