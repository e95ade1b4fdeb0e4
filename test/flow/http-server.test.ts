import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { checkDemoAddress } from '../../gateway/http/demo-address.ts';
import { healthRoutes } from '../../gateway/http/health.ts';
import { ask, modern, openWorld, replyOf } from './http-world.ts';

const world = await openWorld({ limits: { headersTimeout: 600, requestTimeout: 900, inFlight: 4 } });
afterAll(() => world.server.close(1000));

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

async function gatewayProcess(): Promise<{ readonly child: ChildProcess; readonly at: number }> {
  const child = fork(new URL('./http-child.ts', import.meta.url), { execArgv: [] });
  children.push(child);
  const [{ port: at }] = (await once(child, 'message')) as [{ readonly port: number }];
  return { child, at };
}

const { port } = world.server;
const ok = async (): Promise<void> => expect((await ask(world.url, { query: '{ __typename }' })).status).toBe(200);

/** What comes back for bytes that no decent client sends, until the connection ends. */
async function raw(...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  for (const part of parts) socket.write(part);
  return text(socket);
}

const head = (rest: string): string =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: ${modern}\r\n${rest}\r\n\r\n`;
const withBody = (body: string, more = ''): string =>
  `${head(`Content-Length: ${Buffer.byteLength(body)}${more}`)}${body}`;
const query = JSON.stringify({ query: '{ __typename }' });

describe('what no client should send is refused, and the next request is served', () => {
  test('a body that is not JSON', async () => {
    const reply = await ask(world.url, '{"query": "canary');
    expect(reply.status).toBe(400);
    expect(reply.text).toBe('{"errors":[{"message":"the body is not JSON","extensions":{"code":"BAD_USER_INPUT"}}]}');
    await ok();
  });

  test.each([
    ['[]', 'batches'],
    [`[${query}]`, 'batches'],
    ['"canary"', 'no object'],
    ['null', 'no object'],
    ['', 'empty'],
    ['{"query":"{ __typename }","canary":1}', 'other than'],
    ['{"query":"{ __typename }","__proto__":1}', 'other than'],
    ['{"query":"{ __typename }","variables":"canary"}', '`variables` must be an object'],
    ['{"query":"query A { __typename } query B { __typename }"}', '`operationName`'],
  ])('%s', async (body, hint) => {
    const reply = await ask(world.url, body);
    expect(reply.status).toBe(400);
    expect(reply.json.errors?.[0]?.message).toContain(hint);
    expect(reply.text).not.toContain('canary');
    await ok();
  });

  test('invalid UTF-8', async () => {
    const body = Buffer.concat([
      Buffer.from('{"query":"{ __typename }","operationName":"'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('"}'),
    ]);
    const answer = await raw(head(`Connection: close\r\nContent-Length: ${body.length}`), body);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('the body is not valid UTF-8');
    await ok();
  });

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/json; charset=utf-16',
  ])('a POST as %s, which a form elsewhere could send', async (type) => {
    const answer = await raw(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${type ? `Content-Type: ${type}\r\n` : ''}Content-Length: ${query.length}\r\n\r\n${query}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 415 /);
    expect(answer).toContain('"code":"BAD_USER_INPUT"');
  });

  test('a compressed body', async () => {
    expect(await raw(withBody(query, '\r\nContent-Encoding: gzip\r\nConnection: close'))).toMatch(/^HTTP\/1\.1 415 /);
  });

  test('a mutation by GET, another method, a media type that we do not write', async () => {
    const get = await replyOf(await fetch(`${world.url}?query=${encodeURIComponent('mutation { x }')}`));
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const del = await replyOf(await fetch(world.url, { method: 'DELETE' }));
    expect([del.status, del.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(
      (await replyOf(await fetch(world.url, { method: 'OPTIONS', headers: { origin: 'https://elsewhere.invalid' } })))
        .status,
    ).toBe(405);
    expect(
      (await ask(world.url, { query: '{ __typename }' }, { accept: 'text/event-stream, multipart/mixed' })).status,
    ).toBe(406);
    await ok();
  });

  test('broken JSON in a GET parameter, without repeating it', async () => {
    const reply = await replyOf(await fetch(`${world.url}?query={__typename}&variables={canary`));
    expect([reply.status, reply.json.errors?.[0]?.message]).toEqual([400, '`variables` is not JSON']);
  });

  test('200 aliases and depth 60', async () => {
    const aliases = Array.from({ length: 200 }, (_, i) => `a${i}: customers { id }`).join(' ');
    const deep = `${'{ friend '.repeat(59)}{ id }${' }'.repeat(59)}`;
    for (const document of [`{ ${aliases} }`, `{ customer(id: 1) ${deep} }`]) {
      const reply = await ask(world.url, { query: document });
      expect([reply.status, reply.json.errors?.[0]?.extensions.code]).toEqual([400, 'COST_EXCEEDED']);
    }
    await ok();
  });

  test('bodies of 5 MB, their length told or not, take no memory', { timeout: 20_000 }, async () => {
    const { child, at } = await gatewayProcess();
    const memory = async (): Promise<number> => {
      child.send('memory');
      const [{ rss }] = (await once(child, 'message')) as [{ readonly rss: number }];
      return rss;
    };
    const send = async (kind: string): Promise<void> => {
      const body = kind === 'told' ? new Uint8Array(5_000_000).fill(32) : new ReadableStream({ start: fill(50) });
      const headers = { 'content-type': 'application/json', accept: modern };
      const reply = await replyOf(
        await fetch(`http://127.0.0.1:${at}/graphql`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit),
      );
      expect([reply.status, reply.json.errors?.[0]?.extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
    };
    const many = async (): Promise<void> => {
      for (let i = 0; i < 40; i += 1) await send(i % 2 ? 'told' : 'chunked');
    };
    await many();
    const before = await memory();
    await many();
    expect((await memory()) - before).toBeLessThan(30_000_000);
    expect((await ask(`http://127.0.0.1:${at}/graphql`, { query: '{ __typename }' })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('headers that are too large, and bytes that are no HTTP', async () => {
    expect(await raw(head(`X-Large: ${'x'.repeat(100_000)}`))).toMatch(
      /^HTTP\/1\.1 431 .*"the headers are too large"/s,
    );
    const garbage = await raw('canary\x00\xff\r\n\r\n');
    expect(garbage).toMatch(/^HTTP\/1\.1 400 /);
    expect(garbage).toContain('Cache-Control: private, no-store');
    expect(garbage).not.toContain('canary');
    await ok();
  });

  test('a request before pipelined garbage is answered, once, and then the connection closes', async () => {
    const slow = JSON.stringify({ query: '{ slow(ms: 150) }' });
    const answer = await raw(withBody(slow), 'GARBAGE\r\n\r\nmore\x00');
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(answer).toContain('{"data":{"slow":"done"}}');
    await ok();
  });

  test('pipelined requests are each answered, in order', async () => {
    const answer = await raw(
      withBody(JSON.stringify({ query: '{ slow(ms: 80) }' })),
      withBody(query, '\r\nConnection: close'),
    );
    expect(answer.indexOf('"slow"')).toBeGreaterThan(0);
    expect(answer.indexOf('"__typename"')).toBeGreaterThan(answer.indexOf('"slow"'));
  });

  test('heads and bodies that never end are closed in time', async () => {
    const began = performance.now();
    const [headless, bodiless] = await Promise.all([
      raw('POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow'),
      raw(head('Content-Length: 500'), '{"query"'),
    ]);
    expect(headless).toMatch(/^HTTP\/1\.1 408 /);
    expect(bodiless).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - began).toBeLessThan(10_000);
    await ok();
  });

  test('more requests at a time than there is room for are told to come back', async () => {
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => ask(world.url, { query: '{ slow(ms: 1500) }' })),
    );
    const refused = replies.filter(({ status }) => status === 503);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(refused).toHaveLength(8);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(refused[0]?.json.errors?.[0]?.extensions.code).toBe('OVERLOADED');
    await ok();
  });

  test('every answer, good or bad, is private, unsniffable, and open to no other origin', async () => {
    const origin = { origin: 'https://elsewhere.invalid' };
    for (const reply of [
      await ask(world.url, { query: '{ __typename }' }, origin),
      await ask(world.url, 'x', origin),
      await replyOf(await fetch(`${world.url}/nowhere`)),
    ]) {
      expect(reply.headers.get('cache-control')).toBe('private, no-store');
      expect(reply.headers.get('vary')).toBe('Authorization, Scrim-Purpose, Accept');
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
      expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

const fill =
  (chunks: number) =>
  async (controller: ReadableStreamDefaultController): Promise<void> => {
    for (let i = 0; i < chunks; i += 1) controller.enqueue(new Uint8Array(100_000).fill(32));
    controller.close();
  };

describe('health', () => {
  test('ready says which check failed and nothing else, in bounded time', async () => {
    const probes = [
      { name: 'crm', within: 100, check: async () => {} },
      { name: 'shop', within: 100, check: () => Promise.reject(new Error('canary')) },
      { name: 'ledger', within: 50, check: () => new Promise(() => {}) },
    ];
    const other = await openWorld({ routes: healthRoutes({ probes, draining: () => false }) });
    const base = other.url.replace('/graphql', '');
    const ready = await fetch(`${base}/ready`);
    expect([ready.status, await ready.text()]).toEqual([
      503,
      '{"ready":false,"checks":{"crm":"ok","shop":"failed","ledger":"failed"}}\n',
    ]);
    expect((await fetch(`${base}/health`)).status).toBe(200);
    expect((await fetch(`${base}/health`, { method: 'POST' })).status).toBe(405);
    await other.server.close(500);
  });
});

describe('the demo', () => {
  const open = { SCRIM_DEMO_PUBLIC: '1' };
  test.each(['127.0.0.1', 'localhost', '::1', '127.3.2.1'])('listens on %s', (host) => {
    expect(() => checkDemoAddress(host, true, {})).not.toThrow();
  });
  test.each(['0.0.0.0', '::', '10.0.0.1', 'example.test', '127.0.0.1.example.test', ''])(
    'does not listen on %j unless told to',
    (host) => {
      expect(() => checkDemoAddress(host, true, {})).toThrow('the demo gives a token');
      expect(() => checkDemoAddress(host, true, open)).not.toThrow();
      expect(() => checkDemoAddress(host, false, {})).not.toThrow();
    },
  );
  test('a trial beside a store of one’s own never listens for others, whatever the environment says', () => {
    expect(() => checkDemoAddress('127.0.0.1', 'trial', open)).not.toThrow();
    expect(() => checkDemoAddress('0.0.0.0', 'trial', open)).toThrow('a trial gives a token');
  });
});

describe('a server that is told to stop', () => {
  test('loses no accepted request, while clients keep asking', { timeout: 20_000 }, async () => {
    const { child, at } = await gatewayProcess();
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const stop = { asked: false };
    const results = Promise.all(Array.from({ length: 16 }, (_, i) => client(at, agent, stop, i)));
    await sleep(400);
    const exited = once(child, 'exit') as Promise<[number]>;
    const told = once(child, 'message') as Promise<[{ readonly statuses: readonly number[] }]>;
    child.kill('SIGTERM');
    const [[{ statuses }], [code]] = await Promise.all([told, exited]);
    stop.asked = true;
    const all = (await results).flat();
    agent.destroy();
    expect(code).toBe(0);
    // A connection that waited to be accepted when the listening ended is reset by the system: nobody took its request.
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(all.filter((result) => result === 'answered').length).toBe(statuses.length);
    expect(statuses.length).toBeGreaterThan(50);
  });

  test('forces what outlasts its grace, and says so', async () => {
    const other = await openWorld({ limits: { linger: 20 } });
    const hanging = ask(other.url, { query: '{ slow(ms: 5000) }' }).catch(() => 'cut');
    await sleep(100);
    expect(await other.server.close(300)).toEqual({ forced: true });
    expect(await hanging).toBe('cut');
  });

  test('answers with Connection: close while it lingers, and is idle at once otherwise', async () => {
    const other = await openWorld({ limits: { linger: 150 } });
    const closing = other.server.close(2000);
    expect(other.server.draining()).toBe(true);
    const reply = await ask(other.url, { query: '{ slow(ms: 300) }' });
    expect([reply.status, reply.headers.get('connection')]).toEqual([200, 'close']);
    expect(await closing).toEqual({ forced: false });
    await expect(ask(other.url, { query: '{ __typename }' })).rejects.toThrow();
  });
});

type Result = 'answered' | 'refused' | 'reset';

/** Asks until the server is gone. Refused: the connection was never made. Reset: it was, and no whole answer came. */
async function client(at: number, agent: Agent, stop: { readonly asked: boolean }, seed: number): Promise<Result[]> {
  const results: Result[] = [];
  for (let i = 0; !stop.asked && !['refused', 'reset'].includes(results.at(-1) ?? ''); i += 1)
    results.push(await askOnce(at, agent, (seed * 7 + i * 13) % 60));
  return results;
}

function askOnce(at: number, agent: Agent, ms: number): Promise<Result> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ query: `{ slow(ms: ${ms}) }` });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const asked = httpRequest(
      { port: at, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, headers },
      (response) => {
        text(response).then(
          (answer) => resolve(answer === '{"data":{"slow":"done"}}' ? 'answered' : 'reset'),
          () => resolve('reset'),
        );
      },
    );
    asked.on('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED' ? 'refused' : 'reset'));
    asked.end(body);
  });
}
