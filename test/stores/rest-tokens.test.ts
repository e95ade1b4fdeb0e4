import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Making, type OneApi, oneApi } from './rest-one.ts';
import { say } from './rest-server.ts';

const opened: { readonly close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

type Answering = (response: ServerResponse, request: IncomingMessage) => unknown;

interface Issuer {
  readonly url: string;
  /** Bodies and Authorization headers that it was asked with. */
  readonly asked: { readonly body: string; readonly shown: string | undefined }[];
  /** What it answers; a token with a number where nothing is said. */
  answer?: { readonly status: number; readonly body: string };
  seconds: number;
  /** What it does instead. */
  act?: Answering | undefined;
}

/** An endpoint that gives tokens `t1`, `t2` … */
async function issuer(): Promise<Issuer> {
  const state: Issuer = { url: '', asked: [], seconds: 3600 };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    state.asked.push({ body: Buffer.concat(chunks).toString(), shown: request.headers.authorization });
    if (state.act) return void state.act(response, request);
    const token = `t${state.asked.length}`;
    const body = {
      access_token: token,
      token_type: 'Bearer',
      expires_in: state.seconds,
      refresh_token: `r${state.asked.length}`,
    };
    const { status, body: text } = state.answer ?? { status: 200, body: JSON.stringify(body) };
    say(response, status, text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  });
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token` });
}

const api = async (making: Making): Promise<OneApi> => {
  const made = await oneApi(making);
  opened.push(made);
  return made;
};

const secret = 'a secret of nobody';
const granted = (url: string, more: object = {}) => ({
  by: 'client-credentials',
  tokenUrl: url,
  clientId: 'scrim',
  clientSecret: secret,
  ...more,
});

test('a header shows who asks', async () => {
  const { ids, server } = await api({ options: { authorization: { by: 'header', value: 'Token abc' } } });
  await ids();
  expect(new Set(server.shown)).toEqual(new Set(['Token abc']));
});

test('one token is asked for however many calls need it, and another before it ends', async () => {
  const tokens = await issuer();
  const clock = { at: 0 };
  const { ids, server } = await api({
    options: { authorization: granted(tokens.url, { scope: 'read' }) },
    around: { now: () => clock.at },
  });
  await Promise.all([ids(), ids(), ids()]);
  expect(tokens.asked).toEqual([
    {
      body: 'scope=read&grant_type=client_credentials',
      shown: `Basic ${Buffer.from(`scrim:${secret.replaceAll(' ', '+')}`).toString('base64')}`,
    },
  ]);
  expect(new Set(server.shown)).toEqual(new Set(['Bearer t1']));
  clock.at = 3_580_000;
  server.shown.length = 0;
  await ids();
  expect(new Set(server.shown)).toEqual(new Set(['Bearer t2']));
});

test('a refresh token is used, and the one that replaces it is used next', async () => {
  const tokens = await issuer();
  tokens.seconds = 1;
  const clock = { at: 0 };
  const authorization = {
    ...granted(tokens.url),
    by: 'refresh-token',
    refreshToken: 'r0',
    send: 'post',
    put: { scheme: 'Zoho-oauthtoken' },
  };
  const { ids, server } = await api({ options: { authorization }, around: { now: () => clock.at } });
  await ids({ limit: 0 }, [1]);
  clock.at = 5_000;
  await ids({ limit: 0 }, [1]);
  expect(tokens.asked.map(({ body }) => new URLSearchParams(body).get('refresh_token'))).toEqual(['r0', 'r1']);
  expect(new URLSearchParams(tokens.asked[0]?.body).get('client_secret')).toBe(secret);
  expect(server.shown).toEqual(['Zoho-oauthtoken t1', 'Zoho-oauthtoken t2']);
});

test('a token that is refused is replaced once, and the call sent again', async () => {
  const tokens = await issuer();
  const { ids, server, faults } = await api({ options: { authorization: granted(tokens.url) } });
  server.mischief = (request, response) =>
    request.headers.authorization === 'Bearer t1' ? say(response, 401, '{}') : false;
  expect(await ids()).toHaveLength(20);
  expect(tokens.asked).toHaveLength(2);
  server.mischief = (_, response) => say(response, 401, '{}');
  await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(tokens.asked).toHaveLength(3);
  expect(faults.at(-1)?.state).toBe('HTTP_401');
});

test('a token for secrets that are posted is said where the API wants it', async () => {
  const tokens = await issuer();
  const authorization = {
    by: 'token-call',
    tokenUrl: tokens.url,
    body: { appId: 'FSAID_1', appSecret: secret },
    token: '/access_token',
    expiresIn: '/expires_in',
    put: { 'header:Authorization': 'Corp {token}', corp: 'c-{token}' },
  };
  const { ids, server } = await api({ options: { authorization } });
  await ids();
  expect(JSON.parse(tokens.asked[0]?.body ?? '')).toEqual({ appId: 'FSAID_1', appSecret: secret });
  expect(server.shown[0]).toBe('Corp t1');
  expect(server.asked[0]).toContain('corp=c-t1');
});

test.each([
  ['refuses', { status: 400, body: `{"error":"invalid_client","error_description":"${secret}"}` }],
  ['answers no token', { status: 200, body: `{"error":"${secret}"}` }],
  ['answers no JSON', { status: 200, body: secret }],
  ['fails', { status: 500, body: secret }],
])('an issuer that %s is told in our words, and no secret is in them', async (_, answer) => {
  const tokens = await issuer();
  tokens.answer = answer;
  for (const authorization of [
    granted(tokens.url),
    { ...granted(tokens.url), by: 'refresh-token', refreshToken: 'r0' },
    { by: 'token-call', tokenUrl: tokens.url, body: { secret }, token: '/t', put: { t: '{token}' } },
  ]) {
    const { ids, server, faults } = await api({ options: { authorization } });
    const error = (await ids().catch((caught: unknown) => caught)) as Error;
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults).toMatchObject([{ state: 'NO_TOKEN' }]);
    expect(JSON.stringify([error.message, error.stack, error.cause, faults])).not.toMatch(
      /secret|scrim@|invalid_client/,
    );
    expect(server.asked).toEqual([]);
  }
});

describe('an issuer that means harm', () => {
  const ways = (url: string) => [
    granted(url),
    { ...granted(url), by: 'refresh-token', refreshToken: 'r0' },
    {
      by: 'token-call',
      tokenUrl: url,
      body: { secret },
      token: '/access_token',
      put: { 'header:Authorization': '{token}' },
    },
  ];
  const token = (value: unknown, more: object = {}): Answering => {
    const body = JSON.stringify({ access_token: value, token_type: 'Bearer', ...more });
    return (response) => say(response, 200, body);
  };
  const cases: Readonly<Record<string, readonly [act: Answering, state: RegExp]>> = {
    'is silent': [() => undefined, /^CALL_TIMEOUT$/],
    'never ends': [
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
      /^CALL_TIMEOUT$/,
    ],
    'says far too much': [token('t', { more: 'x'.repeat(200_000) }), /^TOO_LARGE$/],
    'packs what it says': [(response) => say(response, 200, 'x', { 'content-encoding': 'gzip' }), /^ENCODING$/],
    'breaks off': [(response) => response.destroy(), /^ECONNRESET$/],
    'sends on': [(response) => say(response, 307, '', { location: 'https://example.com/token' }), /^NO_TOKEN$/],
    'sends on within its host': [(response) => say(response, 308, '', { location: '/other' }), /^NO_TOKEN$/],
    'gives a token that is a list': [token(['a']), /^NO_TOKEN$/],
    'gives a token that is empty': [token(''), /^NO_TOKEN$/],
    'gives a token of more than a line': [token('a\r\nX-Admin: true'), /^(NO_TOKEN|ERR_INVALID_CHAR)$/],
    'gives no JSON': [(response) => say(response, 200, '<html>Ann 13800138000'), /^NO_TOKEN$/],
    'gives brackets without end': [(response) => say(response, 200, '['.repeat(90_000)), /^NO_TOKEN$/],
  };

  test.each(Object.entries(cases))(
    '%s is told in our words, and nothing is asked of the API',
    async (_, [act, state]) => {
      const tokens = await issuer();
      tokens.act = act;
      for (const authorization of ways(tokens.url)) {
        const slow = state.test('CALL_TIMEOUT');
        const { ids, server, faults } = await api({ options: { authorization, callTimeoutMs: slow ? 100 : 10_000 } });
        const error = (await ids().catch((caught: unknown) => caught)) as Error;
        expect(error).toMatchObject({ code: slow ? 'STORE_TIMEOUT' : 'STORE_UNAVAILABLE' });
        expect(faults.at(-1)?.state).toMatch(state);
        expect(JSON.stringify([error.message, error.stack, error.cause, faults])).not.toMatch(/secret|Ann|13800138000/);
        expect(server.asked).toEqual([]);
      }
    },
  );

  test.each([0, 1, 1e15, 1e308])(
    'says that a token lives %d seconds: it is used, and one read asks for few',
    async (seconds) => {
      const tokens = await issuer();
      tokens.seconds = seconds;
      for (const authorization of ways(tokens.url)) {
        const { ids } = await api({ options: { authorization } });
        tokens.asked.length = 0;
        expect(await ids()).toHaveLength(20);
        // Twenty by fives, and a page behind them.
        expect(tokens.asked.length).toBeLessThanOrEqual(5);
      }
    },
  );

  test('gives tokens that are always refused: a read asks for one more and no further', async () => {
    const tokens = await issuer();
    for (const authorization of ways(tokens.url)) {
      const { ids, server, faults } = await api({ options: { authorization, attempts: 5 } });
      tokens.asked.length = 0;
      server.mischief = (_, response) => say(response, 401, '{}', { 'www-authenticate': 'Bearer error="Ann"' });
      await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect([tokens.asked.length, server.asked.length]).toEqual([2, 2]);
      expect(faults.at(-1)?.state).toBe('HTTP_401');
    }
  });
});
