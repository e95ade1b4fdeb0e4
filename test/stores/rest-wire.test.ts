// What an API may do below HTTP, or at its edges: nothing of it is told, nothing of it lasts, and the next read is served.
import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { exchange } from '../../gateway/stores/rest/exchange.ts';
import { type OneApi, oneApi } from './rest-one.ts';
import { say } from './rest-server.ts';

const opened: OneApi[] = [];
const api = async (options: object = {}): Promise<OneApi> => {
  const made = await oneApi({ options });
  opened.push(made);
  return made;
};
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const personal = 'Ann 13800138000';
const right = '{"data":[{"id":7}],"meta":{"more":false}}';
const whole = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${right.length}\r\n\r\n${right}`;
const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const sized = (length: string | number): string => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`;

/** Writes as fast as the other side takes it, for as long as it does. */
function flood(socket: Socket, text: string): void {
  socket.on('error', () => undefined);
  const more = (): void => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', more);
  more();
}

const saying =
  (...texts: readonly string[]) =>
  (socket: Socket): void => {
    for (const text of texts) socket.write(text);
  };

const cases: Readonly<Record<string, readonly [act: (socket: Socket) => void, state: RegExp]>> = {
  'speaks no HTTP': [saying(`${personal}\r\n\r\n`), /^HPE_/],
  'closes before it says anything': [(socket) => socket.end(), /^ECONNRESET$/],
  'resets before it says anything': [(socket) => socket.resetAndDestroy(), /^ECONNRESET$/],
  'resets within its headers': [
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Name: An');
      setTimeout(() => socket.resetAndDestroy(), 20);
    },
    /^ECONNRESET$/,
  ],
  'resets within its body': [
    (socket) => {
      socket.write(`${chunked}5\r\n{"dat\r\n`);
      setTimeout(() => socket.resetAndDestroy(), 20);
    },
    /^ECONNRESET$/,
  ],
  'ends within a body of unknown length': [
    (socket) => socket.end(`HTTP/1.1 200 OK\r\nX-Name: ${personal}\r\n\r\n{"data":[{"id":"${personal}"`),
    /^(JSON|CUT_OFF)$/,
  ],
  'sends one header without end': [
    (socket) => flood(socket, 'HTTP/1.1 200 OK\r\nX-Name: '.padEnd(65_536, 'x')),
    /^HPE_/,
  ],
  'sends headers without end': [
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      flood(socket, `X-Name: ${personal}\r\n`.repeat(1000));
    },
    /^HPE_HEADER_OVERFLOW$/,
  ],
  'promises an answer without end': [
    (socket) => flood(socket, `HTTP/1.1 103 Early Hints\r\nLink: <${personal}>\r\n\r\n`.repeat(100)),
    /^CALL_TIMEOUT$/,
  ],
  'speaks another protocol from there on': [
    saying(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${'x'.repeat(9)}\r\nConnection: Upgrade\r\n\r\n`),
    /^(ECONNRESET|CALL_TIMEOUT)$/,
  ],
  'gives two lengths': [
    saying(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    /^HPE_/,
  ],
  'gives a length below nothing': [saying(sized(-1), right), /^HPE_/],
  'gives a length that nobody has': [saying(sized('9'.repeat(40)), right), /^HPE_/],
  'gives a part of a length that nobody has': [saying(chunked, 'FFFFFFFFFFFFFFFFF\r\n', right), /^HPE_/],
  'gives more than its length': [saying(sized(5), right), /^(JSON|HPE_.*)$/],
  'gives less than its length': [saying(sized(right.length + 1), right), /^CALL_TIMEOUT$/],
  'drips its headers': [
    (socket) => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('X: y\r\n'), 50);
      socket.on('close', () => clearInterval(drip));
    },
    /^CALL_TIMEOUT$/,
  ],
  'says a status that there is not': [
    saying(`HTTP/1.1 999 ${personal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`),
    /^HTTP_999$/,
  ],
  'says a status of no length': [saying(`HTTP/1.1 99999 ${personal}\r\n\r\n`), /^HPE_/],
  'packs what it sends on its way': [
    saying(`HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\n\x1f\x8b\x08\r\n0\r\n\r\n`),
    /^(JSON|HPE_.*)$/,
  ],
};

test.each(Object.entries(cases))('an API that %s', async (_, [act, state]) => {
  const { ids, server, faults } = await api({ callTimeoutMs: state.test('CALL_TIMEOUT') ? 200 : 10_000 });
  server.mischief = ({ socket }) => {
    act(socket);
    return true;
  };
  const error = (await ids().catch((caught: unknown) => caught)) as Error;
  expect(error).toMatchObject({ code: expect.stringMatching(/^STORE_(UNAVAILABLE|TIMEOUT)$/) });
  expect(faults.at(-1)?.state).toMatch(state);
  expect(JSON.stringify([error.message, error.stack, error.cause, faults])).not.toMatch(/Ann|13800138000|127\.0\.0\.1/);
  server.mischief = undefined;
  await expect.poll(async () => (await ids()).length, { timeout: 10_000 }).toBe(20);
});

test('a body without end is left as soon as it is longer than it may be', async () => {
  const { ids, server, faults } = await api({ callTimeoutMs: 10_000, response: { bytes: 1_000_000 } });
  const sockets: Socket[] = [];
  server.mischief = ({ socket }) => {
    sockets.push(socket);
    socket.write(chunked);
    flood(socket, `10000\r\n${' '.repeat(65_536)}\r\n`);
    return true;
  };
  await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(faults.at(-1)?.state).toBe('TOO_LARGE');
  // What lies in the buffers between the two is no more than some megabytes.
  expect(sockets[0]?.bytesWritten).toBeLessThan(20_000_000);
  expect(sockets[0]?.bytesWritten).toBeGreaterThan(1_000_000);
});

test('what is packed small and would be large is not unpacked', async () => {
  const { ids, server, faults } = await api();
  for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'x-gzip', 'gzip, gzip', 'GZIP']) {
    server.mischief = (_, response) => say(response, 200, right, { 'content-encoding': encoding });
    await expect(ids()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults.at(-1)?.state).toBe('ENCODING');
  }
});

test('an answer that nobody asked for is nobody’s: the next read has its own', async () => {
  const { ids, server } = await api({ concurrent: 1 });
  server.mischief = ({ socket }) => {
    socket.on('error', () => undefined);
    socket.write(whole);
    setTimeout(() => socket.write(whole.replace('"id":7', '"id":8')), 20);
    return true;
  };
  expect(await ids()).toEqual(['7']);
  await new Promise((resolve) => setTimeout(resolve, 100));
  server.mischief = undefined;
  expect(await ids()).toHaveLength(20);
});

test('a call that is over before it begins is told so, and leaves nothing behind', async () => {
  const { server } = await api();
  const wires = exchange({
    allowed: () => true,
    lookup: (_, __, callback) => callback(null, '127.0.0.1', 4),
    tls: {},
    concurrent: 1,
  });
  const sent = { method: 'GET', url: new URL(`${server.url}/page/people`), headers: {} };
  const onEnd = (act: () => void) => {
    act();
    return () => undefined;
  };
  await expect(wires.send(sent, { timeMs: 60_000, bytes: 1000, onEnd })).rejects.toMatchObject({ state: 'ENDED' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.asked).toEqual([]);
  wires.close();
});
