import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { compareAnswers } from './compare.ts';
import { contestantNames, contestants, unrecorded } from './contestants.ts';
import { openDatabase } from './data/database.ts';
import { openField } from './field.ts';
import { installPeers } from './install.ts';
import { questionNames } from './questions.ts';

const away = await needs('postgres');
const address = 'postgres://postgres@127.0.0.1:5432/postgres';
const customers = 1000;
const quiet = (): void => undefined;

const bench = (...asked: readonly string[]) => {
  const entry = join(import.meta.dirname, 'bench.ts');
  return spawnSync(process.execPath, [entry, ...asked], {
    encoding: 'utf8',
    env: { ...process.env, BENCH_POSTGRES: '' },
  });
};

describe.skipIf(away)('the race, on a hundredth of its data', () => {
  beforeAll(() => installPeers(quiet), 300_000);

  test('everybody answers what the data says, and the results are one JSON object', { timeout: 180_000 }, () => {
    const small = ['--customers', String(customers), '--rounds', '1', '--seconds', '0.05', '--connections', '2'];
    const { status, stdout, stderr } = bench('--json', ...small);
    expect(stderr).not.toContain('Error');
    expect(status).toBe(0);
    const { machine, results } = JSON.parse(stdout) as { machine: object; results: readonly Record<string, unknown>[] };
    expect(Object.keys(machine)).toEqual(['cpu', 'cores', 'memory', 'node', 'postgres']);
    expect(results.map(({ query, peer }) => `${query} ${peer}`)).toEqual(
      questionNames.flatMap((query) => contestantNames.map((peer) => `${query} ${peer}`)),
    );
    const number = expect.any(Number);
    for (const result of results) {
      const { query, peer } = result;
      const numbers = { rps: number, ratioToA: number, ratioToA2: number, cpuMicros: number };
      expect(result).toEqual({ query, peer, connections: 2, ...numbers });
      expect(result['rps']).toBeGreaterThan(0);
      expect(result['cpuMicros']).toBeGreaterThan(0);
    }
  });

  test('an answer that says something else than the data stops the race', { timeout: 60_000 }, async () => {
    const database = await openDatabase({ address, customers, progress: quiet });
    const unmasked = { label: 'A', contestant: { ...contestants.A, masked: true } };
    const field = await openField([unmasked], database);
    try {
      await expect(compareAnswers(field, ['nested'], 1)).rejects.toThrow('`A` answers `nested` with other data');
    } finally {
      await field.close();
    }
  });

  test('the gateway without a record answers the same', { timeout: 60_000 }, async () => {
    const database = await openDatabase({ address, customers, progress: quiet });
    const field = await openField([{ label: 'Scrim', contestant: unrecorded }], database);
    try {
      await compareAnswers(field, questionNames, 2);
    } finally {
      await field.close();
    }
  });

  test('who misspells a query is told which there are', () => {
    const { status, stderr } = bench('--queries', 'wid');
    expect(status).toBe(1);
    expect(stderr).toContain('There are: by key, fifty, nested, wide.');
  });
});
