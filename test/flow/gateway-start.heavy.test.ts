import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  demoConfig,
  demoData,
  demoToken,
  type Ended,
  emptyData,
  post,
  refusedStart,
  startProcess,
} from '../fixtures/process.ts';

const data = await demoData(afterAll);
const gateway = await startProcess({ data, until: afterAll });

/** It told one line that says what to do, in words of its own, and ended. */
function expectRefused({ code, signal, told, logged }: Ended, ...texts: readonly RegExp[]): void {
  expect([code, signal]).toEqual([1, null]);
  for (const text of texts) expect(told).toMatch(text);
  expect(told).not.toMatch(/answers at|node:|file:\/\/|\bat \w+/);
  expect(logged).not.toContain('"kind":"fault"');
}

describe('a start that is refused says why, and what to do', { timeout: 120_000 }, () => {
  test('where another gateway has the data folder, which is left in peace', async () => {
    expectRefused(
      await refusedStart({ data }),
      new RegExp(`in use by process ${gateway.pid}\\b`),
      /stop that one first/,
    );
    const caller = { token: await demoToken(data, 'fraud'), purpose: 'fraud-investigation' };
    expect((await post(gateway.url, caller, { query: '{ customers(first: 1) { nodes { name } } }' })).status).toBe(200);
  });

  test('where its port is in use, and the data folder is free again', async () => {
    const other = await demoData();
    const { port } = new URL(gateway.url);
    const refused = await refusedStart({ data: other, environment: { PORT: port } });
    expectRefused(refused, new RegExp(`port ${port} of \`127\\.0\\.0\\.1\` is in use`), /choose another/);
    await startProcess({ data: other });
  });

  test('where its root key is lost: a new one is not made behind its back', async () => {
    const other = emptyData();
    cpSync(join(data, 'root.key.check'), join(other, 'root.key.check'));
    expectRefused(await refusedStart({ data: other }), /root key `k1` is lost: bring `[^`]+root\.key` back/);
    expect(readdirSync(other)).not.toContain('root.key');
  });

  test('where another key goes by the id of the one that the data was made with', async () => {
    const other = emptyData();
    cpSync(join(data, 'root.key.check'), join(other, 'root.key.check'));
    const key = randomBytes(32).toString('hex');
    writeFileSync(join(other, 'root.key'), `${key}\n`, { mode: 0o600 });
    const refused = await refusedStart({ data: other });
    expectRefused(refused, /root key `k1` is not the one that this data was made with: bring the old key back/);
    expect(refused.told + refused.logged).not.toContain(key);
  });

  test('where the demo would listen for everybody, unless that is said', async () => {
    const everywhere = { HOST: '0.0.0.0' };
    expectRefused(
      await refusedStart({ data: emptyData(), environment: everywhere }),
      /gives a token to anyone/,
      /SCRIM_DEMO_PUBLIC=1/,
    );
    expectRefused(await refusedStart({ data: emptyData(), environment: { HOST: '::' } }), /gives a token to anyone/);
    await startProcess({ data: await demoData(), environment: { ...everywhere, SCRIM_DEMO_PUBLIC: '1' } });
  });

  test('where the data folder is a file', async () => {
    const file = join(emptyData(), 'file');
    writeFileSync(file, '');
    expectRefused(await refusedStart({ data: file }), /file` is a file, where a folder is needed/);
  });
});

describe('a configuration that is wrong', { timeout: 120_000 }, () => {
  test('is told by file, line and column, all of it at once, and nothing is started', async () => {
    const config = demoConfig({ ledger: { kind: 'paper' } });
    const edit = (name: string, from: string, to: string): void => {
      const path = join(config, name);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    };
    edit('catalogue.yaml', 'semantic: phone', 'semantik: phone');
    edit('policy.yaml', 'lookup: [Customer.phone]', 'lookup: [Customer.phon]');
    const fresh = emptyData();
    const refused = await refusedStart({ data: fresh, config });
    expectRefused(
      refused,
      /gateway\.yaml:\d+:\d+ error/,
      /catalogue\.yaml:\d+:\d+ error/,
      /did you mean `semantic`/i,
      /nothing was started/,
    );
    expect(readdirSync(fresh)).toEqual([]);
  });

  test('that is missing is told by the files it should have', async () => {
    const refused = await refusedStart({ data: emptyData(), config: join(emptyData(), 'nowhere') });
    expectRefused(refused, /gateway\.yaml:1:1 error the file is missing/, /policy\.yaml:1:1 error/);
  });
});

test('a ledger that was damaged in the middle is not written on', { timeout: 60_000 }, async () => {
  const caller = { token: await demoToken(data, 'fraud'), purpose: 'fraud-investigation' };
  for (let at = 0; at < 3; at += 1) await post(gateway.url, caller, { query: '{ viewer { id } }' });
  gateway.signal('SIGTERM');
  expect(await gateway.ended).toMatchObject({ code: 0 });
  const folder = join(data, 'ledger');
  const segment = join(folder, readdirSync(folder).find((name) => name.endsWith('.log')) ?? '');
  const bytes = readFileSync(segment);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  writeFileSync(segment, bytes);
  expectRefused(await refusedStart({ data }), /\.log, byte 0: /);
});
