import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { readEntries } from '../../gateway/ledger/read.ts';
import { type Caller, demoData, demoToken, post, startProcess } from '../fixtures/process.ts';
import { collect } from './ledger-fixtures.ts';

const large = {
  query:
    '{ customers(first: 60) { nodes { id name orders(first: 3) { nodes { id items(first: 3) { nodes { product } } } } } } }',
};

/** Asks until nobody takes the connection any more. */
async function askUntilRefused(url: string, caller: Caller, receipts: string[], failures: unknown[]): Promise<void> {
  for (;;) {
    try {
      const { status, body } = await post(url, caller, large);
      if (status !== 200) failures.push(body);
      receipts.push(body.extensions?.privacy?.receipt ?? 'none');
    } catch (error) {
      const code = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
      // Refused before a byte was sent: nothing was accepted. Anything else is a request that was lost.
      if (code !== 'ECONNREFUSED') failures.push(error);
      return;
    }
  }
}

/** A request whose body is still on its way when the gateway is asked to end. */
async function slowRequest(
  port: number,
  { token, purpose }: Caller,
): Promise<{ readonly finish: () => Promise<string> }> {
  const body = JSON.stringify({ query: '{ customers(first: 1) { nodes { name } } }' });
  const lines = [
    'POST /graphql HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    `Authorization: Bearer ${token}`,
  ];
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    [...lines, `Scrim-Purpose: ${purpose}`, `Content-Length: ${body.length}`, '', body.slice(0, 10)].join('\r\n'),
  );
  return {
    finish: async () => {
      socket.write(body.slice(10));
      const chunks: string[] = [];
      for await (const chunk of socket) chunks.push(String(chunk));
      return chunks.join('');
    },
  };
}

describe('a gateway that is asked to end', { timeout: 120_000 }, () => {
  test('finishes what it accepted, says it is not ready, ends with 0, and has it all when it comes back', async () => {
    const data = await demoData();
    const caller: Caller = { token: await demoToken(data, 'fraud'), purpose: 'fraud-investigation' };
    const gateway = await startProcess({ data });
    const receipts: string[] = [];
    const failures: unknown[] = [];
    const callers = Promise.all(
      Array.from({ length: 16 }, () => askUntilRefused(gateway.url, caller, receipts, failures)),
    );
    const slow = await slowRequest(Number(new URL(gateway.url).port), caller);
    while (receipts.length < 30) await sleep(10);
    gateway.signal('SIGTERM');
    await sleep(100);
    expect((await fetch(`${gateway.origin}/ready`)).status).toBe(503);
    await sleep(300);
    const late = await slow.finish();
    expect(late).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(late).toMatch(/\r\nConnection: close\r\n/i);
    receipts.push(/"receipt":"([^"]+)"/.exec(late)?.[1] ?? 'none');
    await callers;
    expect(failures).toEqual([]);
    expect(await gateway.ended).toMatchObject({ code: 0, signal: null });

    const again = await startProcess({ data });
    const { status, body } = await post(again.url, caller, large);
    expect(status).toBe(200);
    receipts.push(body.extensions?.privacy?.receipt ?? 'none');
    again.signal('SIGINT');
    expect(await again.ended).toMatchObject({ code: 0, signal: null });

    const entries = (await collect(readEntries(join(data, 'ledger')))).map(({ entry }) => entry);
    const recorded = new Set(entries.map(({ receipt }) => receipt));
    expect(receipts.filter((receipt) => !recorded.has(receipt))).toEqual([]);
    // Nobody was answered twice, and nobody was recorded who got nothing.
    expect(entries).toHaveLength(receipts.length);
  });
});
