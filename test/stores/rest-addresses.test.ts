import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { allowing, checkedLookup } from '../../gateway/stores/rest/addresses.ts';
import { exchange } from '../../gateway/stores/rest/exchange.ts';
import { restOptions } from '../../gateway/stores/rest/options.ts';

const closes: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

const bounds = { timeMs: 1000, bytes: 1000 };

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    '172.31.255.255',
    '192.168.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:127.0.0.1',
    '0:0:0:0:0:ffff:7f00:1',
    '::FFFF:127.0.0.1',
    '64:ff9b:1::7f00:1',
    '127.1',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '2130706433',
    '127.0.0.1.',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('%s is refused unless it is named', (address) => expect(allowing([])(address)).toBe(false));

  test.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) =>
    expect(allowing([])(address)).toBe(true),
  );

  test('of a network that is named is allowed, and no other is', () => {
    const allowed = allowing(['10.1.0.0/16', 'fd00:1::/32']);
    expect(['10.1.255.255', '::ffff:10.1.0.1', 'fd00:1::5'].map(allowed)).toEqual([true, true, true]);
    expect(['10.2.0.1', '127.0.0.1', 'fd00:2::5'].map(allowed)).toEqual([false, false, false]);
  });
});

describe('a name', () => {
  const lookedUp = (addresses: readonly string[], named: readonly string[] = []): Promise<unknown> =>
    new Promise((resolve) => {
      const lookup = checkedLookup(allowing(named), async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
      lookup('crm.example.com', { all: true }, (error, found) => resolve(error ?? found));
    });

  test('that leads to a private network by any of its addresses is refused', async () => {
    expect(await lookedUp(['8.8.8.8', '10.0.0.1'])).toMatchObject({ state: 'ADDRESS_REFUSED' });
    expect(await lookedUp(['::ffff:127.0.0.1'])).toMatchObject({ state: 'ADDRESS_REFUSED' });
    expect(await lookedUp([])).toMatchObject({ state: 'ENOTFOUND' });
    expect(await lookedUp(['8.8.8.8'])).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await lookedUp(['10.0.0.1'], ['10.0.0.0/8'])).toEqual([{ address: '10.0.0.1', family: 4 }]);
  });

  test('is asked once for a connection: what it says the second time is never connected to', async () => {
    const server = createServer((_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closes.push(() => server.close());
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const lookup = checkedLookup(allowing(['127.0.0.1/32']), async () =>
      (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
    );
    const wires = exchange({ allowed: allowing(['127.0.0.1/32']), lookup, tls: {}, concurrent: 1 });
    closes.push(wires.close);
    const url = new URL(`http://rebound.example.com:${(server.address() as AddressInfo).port}/`);
    const { status } = await wires.send({ method: 'GET', url, headers: {} }, bounds);
    expect(status).toBe(200);
    expect(answers).toHaveLength(1);
  });

  test('whose lookup is fooled is still refused at the connection', async () => {
    const server = createServer((_, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closes.push(() => server.close());
    const wires = exchange({
      allowed: allowing([]),
      lookup: (_, options, callback) =>
        options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
      tls: {},
      concurrent: 1,
    });
    closes.push(wires.close);
    const url = new URL(`http://crm.example.com:${(server.address() as AddressInfo).port}/`);
    await expect(wires.send({ method: 'GET', url, headers: {} }, bounds)).rejects.toMatchObject({
      state: 'ADDRESS_REFUSED',
    });
  });

  test('that is an address is checked like one, however it is written', async () => {
    const wires = exchange({ allowed: allowing([]), lookup: checkedLookup(allowing([])), tls: {}, concurrent: 1 });
    closes.push(wires.close);
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0x7f000001',
      '0177.0.0.1',
      '017700000001',
      '127.1',
      '127.0.0.1.',
      '①②⑦.⓪.⓪.①',
      '127。0。0。1',
      '%31%32%37.0.0.1',
      '0',
      '0.0.0.0',
      '0xa9fea9fe',
      '169.254.169.254',
      '[::]',
      '[::1]',
      '[::ffff:7f00:1]',
      '[::ffff:169.254.169.254]',
      '[0:0:0:0:0:ffff:127.0.0.1]',
      '[fe80::1]',
      '[fd00:ec2::254]',
      'localhost',
      'LOCALHOST',
    ])
      await expect(
        wires.send({ method: 'GET', url: new URL(`https://${host}/`), headers: {} }, bounds),
      ).rejects.toMatchObject({ state: 'ADDRESS_REFUSED' });
  });
});

describe('options', () => {
  const resources = { people: { key: 'id', fields: { id: {} }, list: { path: '/people' } } };
  const parsed = (more: object): boolean =>
    restOptions.safeParse({ kind: 'rest', url: 'https://crm.example.com/v1', scan: true, resources, ...more }).success;

  test('are right', () => expect(parsed({})).toBe(true));

  test.each([
    ['an address without TLS', { url: 'http://crm.example.com' }],
    [
      'a token endpoint without TLS',
      {
        authorization: {
          by: 'client-credentials',
          tokenUrl: 'http://crm.example.com/token',
          clientId: 'a',
          clientSecret: 'b',
        },
      },
    ],
    ['another protocol', { url: 'file:///etc/passwd' }],
    ['a name that only begins like this machine', { url: 'http://127.0.0.1.example.com' }],
    ['a user in the address', { url: 'https://somebody:secret@crm.example.com' }],
    ['a host behind one', { url: 'https://crm.example.com@10.0.0.1/' }],
    ['a query in the address', { url: 'https://crm.example.com/v1?tenant=5' }],
    ['a fragment in the address', { url: 'https://crm.example.com/v1#5' }],
    [
      'a path to another host',
      { resources: { people: { ...resources.people, list: { path: '//evil.example.com/' } } } },
    ],
    ['a path with a query', { resources: { people: { ...resources.people, list: { path: '/people?all=1' } } } }],
    ['a key that is no field', { resources: { people: { ...resources.people, key: 'no' } } }],
    [
      'a body in a GET',
      { resources: { people: { ...resources.people, list: { path: '/people', say: { '/a': 1 } } } } },
    ],
    ['lists in no order that nobody may scan', { scan: false }],
    ['a certificate without its key', { sslcert: 'a.pem' }],
    [
      'a pattern that is none',
      { resources: { people: { ...resources.people, fields: { id: { filters: { eq: { put: 'id', only: '(' } } } } } } },
    ],
    ['a network that is none', { networks: ['10.0.0.0'] }],
    ['a key that nobody knows', { certificates: 'none' }],
  ])('with %s are refused', (_, more) => expect(parsed(more)).toBe(false));
});
