// Channels that need no second world: how long an answer is, hashes in place of documents, and what masking costs.
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { demoGateway, type TestGateway } from '../fixtures/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await demoGateway();
}, 60_000);

const headersOf = async (persona: string, purpose: string): Promise<Readonly<Record<string, string>>> => ({
  authorization: `Bearer ${await gateway.token(persona)}`,
  'scrim-purpose': purpose,
});

test('leak 34: an answer is sent as it is, whatever encodings are accepted: what is sent cannot be guessed by how well it compresses', async () => {
  const headers = await headersOf('support', 'customer-support');
  const query = 'query($f: CustomerFilter) { customers(first: 50, filter: $f) { nodes { id name address } } }';
  for (const encodings of ['gzip', 'br', 'deflate, gzip;q=1.0, *;q=0.5', 'identity;q=0, *']) {
    const response = await gateway.send({ query }, { ...headers, 'accept-encoding': encodings });
    expect([response.status, response.headers.get('content-encoding')]).toEqual([200, null]);
    expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength(await response.text()));
  }
});

test('leak 34: what a mask leaves of a number is as long for one as for another', async () => {
  const { body } = await gateway.ask(
    'support',
    'customer-support',
    '{ customers(first: 1000) { nodes { phone nationalId bankCard } } }',
  );
  const { nodes } = (
    body.data as { readonly customers: { readonly nodes: readonly Readonly<Record<string, string | null>>[] } }
  ).customers;
  expect(new Set(nodes.map(({ phone }) => phone?.length))).toEqual(new Set([8]));
  expect(new Set(nodes.flatMap(({ nationalId, bankCard }) => [nationalId, bankCard]))).toEqual(new Set([null]));
  const real = await gateway.rows('select distinct length(phone) as n from crm.customers');
  expect(real.length).toBeGreaterThan(1);
});

test('leak 42: a hash stands for no document: not for one that another has asked, and not beside another text', async () => {
  const query = '{ customers(first: 2) { nodes { id nationalId phone } } }';
  const hash = createHash('sha256').update(query).digest('hex');
  const persistedQuery = { version: 1, sha256Hash: hash };
  const fraud = await headersOf('fraud', 'fraud-investigation');
  expect((await gateway.send({ query, extensions: { persistedQuery } }, fraud)).status).toBe(200);
  for (const [persona, purpose] of [
    ['fraud', 'fraud-investigation'],
    ['support', 'customer-support'],
    ['partner-acme', 'parcel-delivery'],
  ] as const) {
    const headers = await headersOf(persona, purpose);
    for (const body of [
      { extensions: { persistedQuery } },
      { documentId: hash },
      { id: hash },
      { queryId: hash },
      { query: '', extensions: { persistedQuery } },
      { query: hash },
    ]) {
      const response = await gateway.send(body, headers);
      expect([response.status, await response.text()]).toEqual([400, expect.not.stringContaining('"data"')]);
    }
    // The text is what is judged, whatever hash stands beside it.
    const beside = await gateway.send({ query: '{ viewer { id } }', extensions: { persistedQuery } }, headers);
    expect(await beside.text()).toContain('"viewer"');
  }
  const acme = await gateway.send(
    { query, extensions: { persistedQuery } },
    await headersOf('partner-acme', 'parcel-delivery'),
  );
  expect([acme.status, await acme.text()]).toEqual([400, expect.stringContaining('GRAPHQL_VALIDATION_FAILED')]);
});

test('leak 59: so many rows and so many names of one field are refused before any is read, so masking costs no more than its bound', async () => {
  const aliases = (count: number): string => Array.from({ length: count }, (_, at) => `a${at}: phone`).join(' ');
  for (const query of [
    '{ customers(first: 1000) { nodes { feedbacks(first: 20) { nodes { text } } } } }',
    '{ customers(first: 1001) { nodes { phone } } }',
    `{ customers(first: 1000) { nodes { ${aliases(31)} } } }`,
    `{ ${Array.from({ length: 21 }, (_, at) => `a${at}: customers(first: 1000) { nodes { phone } }`).join(' ')} }`,
  ]) {
    const { body } = await gateway.ask('analyst', 'analytics', query);
    expect(
      [body.data, ['COST_EXCEEDED', 'BAD_USER_INPUT'].includes(body.errors?.[0]?.extensions?.code ?? '')],
      query.slice(0, 80),
    ).toEqual([undefined, true]);
  }
  const { body } = await gateway.ask('analyst', 'analytics', `{ customers(first: 1000) { nodes { ${aliases(30)} } } }`);
  expect(body.errors).toBeUndefined();
});
