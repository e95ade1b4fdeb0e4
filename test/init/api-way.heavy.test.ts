import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { described } from '../discover/described.ts';
import { post } from '../fixtures/process.ts';
import { folder, spawnScrim } from '../flow/cli-world.ts';

const contacts = ['Quentin', 'Rosalind', 'Thelonius', 'Ursula', 'Valentin'].map((name, at) => ({
  id: at + 1,
  full_name: `${name} Canary`,
  email: `${name.toLowerCase()}@example.com`,
  mobilePhone: `+1 415 555 012${at}`,
  born: '1987-05-06',
  address: { street: `${at} Juniper Lane`, city: 'Utopia', postalCode: '00001' },
  account: at === 0 ? null : { id: 7 },
  vip: at % 2 === 0,
}));
const deals = [
  { id: '00000000-0000-4000-8000-000000000001', contact_id: 2, amount: 120.5, closedAt: '2026-03-04T05:06:07Z' },
];

/** The invented CRM, as its description says that it answers. */
function answer(path: string, query: URLSearchParams): unknown {
  const of = (name: string): number => Number(query.get(name) ?? '0');
  const [page, size] = [Math.max(1, of('page')), of('per_page') || 2];
  const one = /^\/contacts\/(\d+)$/.exec(path)?.[1];
  if (one) return { data: contacts.find(({ id }) => id === Number(one)) };
  const some = contacts.filter(({ email }) => !query.has('email') || email === query.get('email'));
  const lists: Readonly<Record<string, unknown>> = {
    '/contacts': {
      data: some.slice((page - 1) * size, page * size),
      meta: { more: page * size < some.length, total: some.length },
    },
    '/accounts': [{ id: 7, name: 'Example & Co.', industry: 'parcels' }],
    '/deals': { items: deals.slice(of('offset')), total: deals.length },
  };
  return lists[path];
}

test('from the description of an API to governed answers over all its pages', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    if (pathname === '/crm.json') return void response.end(JSON.stringify(described));
    seen.push(`${request.method} ${pathname}`);
    if (request.headers.authorization !== 'Bearer s3cretToken') return void response.writeHead(401).end();
    const found = answer(pathname.replace('/api/v2', ''), searchParams);
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/crm.json`;
  const config = join(await folder(), 'privacy');
  const environment = { PATH: process.env['PATH'] ?? '' };

  const init = await spawnScrim(['init', at, '--out', config], environment).ended;
  expect(init).toMatchObject({ code: 0 });
  expect(init.stderr).toContain('CRM_TOKEN');
  expect(seen).toEqual([]);
  const files = await Promise.all(
    ['catalogue', 'policy', 'gateway'].map((name) => readFile(join(config, `${name}.yaml`), 'utf8')),
  );
  expect(files.join('\n')).not.toContain('s3cretToken');

  const known = { ...environment, CRM_TOKEN: 's3cretToken' };
  const check = await spawnScrim(['check', '--stores', '--config', config], known).ended;
  expect(check).toMatchObject({ code: 0, stdout: expect.stringContaining('no errors, no warnings') });
  const gateway = spawnScrim(['start', '--config', config, '--port', '0'], known);
  const [, url = ''] = await gateway.says(/answers at (http:\S+)/);
  const tokenFor = async (role: string): Promise<string> =>
    (await spawnScrim(['token', role, '--config', config], known).ended).stdout.trim();

  const support = { token: await tokenFor('support'), purpose: 'customer-support' };
  const query = /-d '(.*)'$/m.exec(init.stdout)?.[1] ?? '';
  expect(await post(url, support, JSON.parse(query))).toMatchObject({ status: 200 });
  const fields =
    'fullName email mobilePhone born addressStreet addressCity account { name } deals(first: 3) { nodes { amount } }';
  const all = await post(url, support, { query: `{ contacts(first: 9) { nodes { ${fields} } } }` });
  const nodes = (all.body.data as { contacts: { nodes: readonly object[] } } | null)?.contacts.nodes ?? [];
  expect(nodes).toHaveLength(5);
  expect(nodes[1]).toEqual({
    fullName: 'Rosalind Canary',
    email: expect.stringMatching(/^r\*+@example\.com$/),
    mobilePhone: '****0121',
    born: '1987-01-01',
    addressStreet: null,
    addressCity: 'Utopia',
    account: { name: 'Example & Co.' },
    deals: { nodes: [{ amount: '120.5' }] },
  });

  const analyst = { token: await tokenFor('analyst'), purpose: 'analytics' };
  const counted = await post(url, analyst, { query: '{ contacts { totalCount nodes { id fullName email born } } }' });
  expect(counted.body.data).toMatchObject({ contacts: { totalCount: 5 } });
  expect(counted.text).not.toMatch(/Canary|example\.com|Contact:1/);
  expect(seen.every((one) => one.startsWith('GET '))).toBe(true);
});
