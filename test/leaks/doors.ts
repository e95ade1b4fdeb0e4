import { expect, test } from 'vitest';
import { leakGateway, type Reply } from './gateway.ts';

const json = { 'content-type': 'application/json' };
const post = (token: string, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...json, authorization: `Bearer ${token}`, 'scrim-purpose': 'service', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

test('leaks 40 and 41: batches are not served, and a hundred aliases are not one question', async () => {
  const { get, token, world } = await leakGateway('a');
  const one = { query: '{ people { nodes { id } } }' };
  for (const batch of [[one], [one, one], [one, { query: '{ vaults { nodes { id } } }' }], []]) {
    const reply = await get('/graphql', post(await token('clerk'), batch));
    expect([reply.status, reply.body.data]).toEqual([400, undefined]);
  }
  const lookups = Array.from(
    { length: 100 },
    (_, at) => `a${at}: personLookup(by: { phone: "${world.people[at % 12]?.phone}" }) { id }`,
  );
  const { status, body } = await get(
    '/graphql',
    post(await token('clerk'), { query: `{ ${lookups.join(' ')} }` }, { accept: 'application/graphql-response+json' }),
  );
  expect([status, body.data, body.errors?.[0]?.extensions.code]).toEqual([400, undefined, 'COST_EXCEEDED']);
});

test('leak 44: GET only reads, and a form cannot ask', async () => {
  const { get, token, url } = await leakGateway('a');
  const authorization = `Bearer ${await token('clerk')}`;
  const query = encodeURIComponent('mutation { people { nodes { id } } }');
  expect((await get(`/graphql?query=${query}`, { headers: { authorization } })).status).toBe(405);
  for (const type of [
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/graphql',
  ]) {
    const reply = await get('/graphql', {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: 'query={viewer{id}}',
    });
    expect([reply.status, reply.body.data]).toEqual([415, undefined]);
  }
  const preflight = await fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'https://elsewhere.invalid', 'access-control-request-method': 'POST' },
  });
  expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('leaks 45 and 46: nothing of an address, a header, a literal or a variable gets into the log or the metrics', async () => {
  const { get, ask, token, logged, world } = await leakGateway('a');
  const [{ phone, name, nationalId, id }] = world.people as [(typeof world.people)[0]];
  const authorization = `Bearer ${await token('clerk')}`;
  const secrets = [phone, name, nationalId ?? '', id].map(encodeURIComponent);
  const document = (value: string): string => encodeURIComponent(`{ personLookup(by: { phone: "${value}" }) { id } }`);
  for (const secret of secrets) {
    await get(
      `/graphql?query=${document(decodeURIComponent(secret))}&variables=${encodeURIComponent(JSON.stringify({ secret }))}`,
      { headers: { authorization, 'scrim-purpose': 'service' } },
    );
    await get(`/${secret}/graphql?token=${secret}`, {
      headers: { authorization, referer: `https://x.invalid/${secret}`, 'user-agent': secret },
    });
    await get('/graphql', { method: 'POST', headers: { ...json, authorization: `Bearer ${secret}` }, body: '{}' });
    await get(
      '/graphql',
      post(await token('clerk'), {
        query: '{ people { nodes { id } } }',
        extensions: { purpose: decodeURIComponent(secret) },
      }),
    );
    await get(
      '/graphql',
      post(await token('clerk'), { query: `query ${id} { ${id}: people { nodes { id } } }`, operationName: id }),
    );
  }
  await ask('clerk', 'query($f: PersonFilter) { people(filter: $f) { nodes { id } } }', {
    variables: { f: { town: { in: [phone, name] } } },
  });
  const { scan } = await leakGateway('a');
  expect(scan('nobody')(logged())).toEqual([]);
  expect(logged()).not.toContain(authorization.slice(-20));
  expect(scan('nobody')((await get('/metrics')).text)).toEqual([]);
});

test('leak 49: no answer counts what others did', async () => {
  const { replies } = await leakGateway('a');
  for (const { reply } of replies) expect(reply.headers).not.toMatch(/ratelimit|remaining|quota/i);
});

test('leak 56: every other door is shut, or tells nothing of anybody', async () => {
  const { get, token, scan } = await leakGateway('a');
  const headers = { authorization: `Bearer ${await token('chief')}`, 'scrim-purpose': 'everything' };
  const paths = [
    '/',
    '/graphql/',
    '/graphql/stream',
    '/graphiql',
    '/people',
    '/people.csv',
    '/rest/people',
    '/api',
    '/admin',
    '/console',
    '/.scrim',
    '/ledger',
    '/graphql/../ledger',
    '//graphql',
    '/favicon.ico',
    '/openapi.json',
    '/sdl',
    '/schema',
  ];
  for (const path of paths) {
    const reply = await get(path, { headers });
    expect([400, 404], path).toContain(reply.status);
    if (!path.includes('graphql')) expect(reply.text).not.toContain(path.slice(1) || '\0');
  }
  const told: Reply[] = [];
  for (const path of ['/health', '/ready', '/metrics', '/graphql'])
    told.push(await get(path), await get(path, { headers: { accept: 'text/html' } }));
  for (const reply of told) expect(scan('nobody')(reply.text + reply.headers)).toEqual([]);
});

test('leak 56: nobody gets a schema, a reason or a person without a token that holds', async () => {
  const { get, token, scan } = await leakGateway('a');
  const [head = '', claims = '', signature = ''] = (await token('clerk')).split('.');
  const raised = Buffer.from(Buffer.from(claims, 'base64url').toString().replace('clerk', 'chief')).toString(
    'base64url',
  );
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  for (const given of [
    '',
    'x',
    `${head}.${raised}.${signature}`,
    `${none}.${raised}.`,
    `${head}.${claims}.${signature.slice(0, -6)}AAAAAA`,
    `${head}.${claims}`,
  ]) {
    for (const query of ['{ __schema { types { name } } }', '{ people { nodes { name } } }', '{ nonesuch }', '{']) {
      const reply = await get('/graphql', post(given, { query }));
      expect([reply.status, reply.body.data]).toEqual([401, undefined]);
      expect(scan('nobody')(reply.text)).toEqual([]);
      expect(reply.text).not.toMatch(/people|nonesuch|chief/);
    }
  }
});
