import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { say, serveRest } from './rest-server.ts';

const child = fileURLToPath(new URL('./rest-memory-child.ts', import.meta.url));
const run = promisify(execFile);
const megabytes = 128;

/** What a process of so little memory says of an API. */
const told = async (url: string): Promise<string> =>
  (await run(process.execPath, [`--max-old-space-size=${megabytes}`, child, url], { timeout: 120_000 })).stdout;

test('an API whose records are far larger than what is asked of them is read in little memory', async () => {
  const server = await serveRest();
  const filler = 'x'.repeat(500_000);
  const total = 400;
  server.mischief = (_, response, url) => {
    const offset = Number(url.searchParams.get('offset'));
    const rows = Array.from({ length: Math.min(10, total - offset) }, (__, at) => ({ id: offset + at, filler }));
    return say(response, 200, JSON.stringify({ data: rows }));
  };
  try {
    // 200 MB in all, in pages of five.
    expect(await told(server.url)).toBe(String(total));
  } finally {
    await server.close();
  }
}, 150_000);

test.each([
  ['of many small values', `[${'{},'.repeat(3_000_000)}{}]`],
  ['of numbers that keep their digits', `[${'1e1,'.repeat(2_000_000)}1]`],
  ['of brackets', '['.repeat(9_000_000)],
  ['of one number', `${'9'.repeat(9_000_000)}`],
])(
  'an answer %s takes nobody down',
  async (_, data) => {
    const server = await serveRest();
    server.mischief = (__, response) => say(response, 200, `{"data":${data}`);
    try {
      expect(await told(server.url)).toBe('STORE_UNAVAILABLE');
    } finally {
      await server.close();
    }
  },
  150_000,
);
