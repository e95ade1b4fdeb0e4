import { readFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { StoreFault } from '../../gateway/stores/faults.ts';
import { openStores, storeOptions } from '../../gateway/stores/open.ts';
import { authority, hasOpenssl } from './certificates.ts';
import { optionsFor } from './rest-options.ts';

const able = hasOpenssl();
const closes: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closes.splice(0)) await close();
});

const resources = { people: { key: 'id', fields: { id: {} }, list: { path: '/people', items: '/data' } } };

interface Serving {
  readonly port: number;
  /** Who asked, by the name of the certificate that they showed. */
  readonly asked: string[];
}

async function serving(
  pair: { readonly key: string; readonly cert: string },
  more: ServerOptions = {},
): Promise<Serving> {
  const asked: string[] = [];
  const files = { key: readFileSync(pair.key), cert: readFileSync(pair.cert) };
  const server = createServer({ ...files, ...more }, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate();
    asked.push(String(subject?.CN ?? 'nobody'));
    response.setHeader('content-type', 'application/json');
    response.end('{"data":[{"id":1}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closes.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

/** `answers`, or the fault that kept the store from asking. */
async function told(base: string, port: number, more: object = {}, host = 'localhost'): Promise<string> {
  const faults: StoreFault[] = [];
  const options = storeOptions.parse({
    ...optionsFor(`https://${host}:${port}`, resources, { attempts: 1, callTimeoutMs: 5_000 }),
    ...more,
  });
  const embedded = (): never => {
    throw new Error('nothing is embedded');
  };
  const context = { base, embedded, now: () => performance.now(), onFault: (one: StoreFault) => void faults.push(one) };
  const store = openStores({ crm: options }, context).get('crm');
  closes.push(() => store?.close());
  return (
    store?.ready().then(
      () => 'answers',
      () => faults.at(-1)?.state ?? 'no fault',
    ) ?? 'no store'
  );
}

describe.skipIf(!able)('an API with a certificate', () => {
  const trusted = able ? authority() : undefined;
  const of = () => trusted ?? authority();
  const ca = { sslrootcert: 'ca.crt' };
  afterAll(() => trusted?.remove());

  test('of an authority that gateway.yaml names is asked', async () => {
    const { port, asked } = await serving(of().sign('right', 'localhost'));
    expect(await told(of().folder, port, ca)).toBe('answers');
    expect(asked).toEqual(['nobody']);
  });

  test('of nobody whom one knows is not, whatever the environment says', async () => {
    const { port, asked } = await serving(of().sign('unknown', 'localhost'));
    const unknown = /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)$/;
    expect(await told(of().folder, port)).toMatch(unknown);
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await told(of().folder, port)).toMatch(unknown);
    expect(asked).toEqual([]);
  });

  test('for another name is not, nor for a name where an address is asked', async () => {
    const other = await serving(of().sign('other', 'crm.example.com'));
    expect(await told(of().folder, other.port, ca)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    const named = await serving(of().sign('named', 'localhost'));
    expect(await told(of().folder, named.port, ca, '127.0.0.1')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await told(of().folder, named.port, ca, '127.0.0.1')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect([...other.asked, ...named.asked]).toEqual([]);
  });

  test('that is over is not', async () => {
    const { port, asked } = await serving(of().sign('over', 'localhost', -1));
    expect(await told(of().folder, port, ca)).toBe('CERT_HAS_EXPIRED');
    expect(asked).toEqual([]);
  });

  test('that speaks an old TLS is not', async () => {
    const old: ServerOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };
    const { port, asked } = await serving(of().sign('old', 'localhost'), old);
    expect(await told(of().folder, port, ca)).toMatch(/^(ERR_SSL_|EPROTO)/);
    expect(asked).toEqual([]);
  });

  test('is shown one where gateway.yaml has one', async () => {
    const pair = of().sign('server', 'localhost');
    of().sign('gateway', 'gateway.example.com');
    const mutual = { requestCert: true, rejectUnauthorized: true, ca: readFileSync(of().certificate) };
    const { port, asked } = await serving(pair, mutual);
    const shown = { ...ca, sslcert: 'gateway.crt', sslkey: 'gateway.key' };
    expect(await told(of().folder, port, shown)).toBe('answers');
    expect(asked).toEqual(['gateway.example.com']);
    expect(await told(of().folder, port, ca)).not.toBe('answers');
    expect(asked).toHaveLength(1);
  });

  test.each(['rejectUnauthorized', 'insecure', 'verify', 'checkServerIdentity', 'sslmode'])(
    'is always looked at: there is no `%s`',
    (name) => {
      const options = optionsFor('https://crm.example.com', resources);
      expect(storeOptions.safeParse(options).success).toBe(true);
      for (const value of [false, true, 'none', 'disable'])
        expect(storeOptions.safeParse({ ...options, [name]: value }).success).toBe(false);
    },
  );
});
