import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileBudgets } from '../../gateway/ledger/budgets/file.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { asking } from './budgets-asking.ts';
import { newFolder, newSchema, noPostgres, postgresUrl } from './ledger-fixtures.ts';

const missing = await noPostgres();
const onFault = () => undefined;

/** Runs a child until it ends, or until it has printed so many lines and is killed. Gives the questions that it was granted. */
async function run(settings: Readonly<Record<string, string>>, killAfter = Infinity): Promise<readonly string[]> {
  const script = join(import.meta.dirname, 'budgets-child.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const state = { output: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    state.output += text;
    if (state.output.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return state.output.split('\n').slice(0, -1);
}

describe('budgets of processes that are killed', { timeout: 120_000 }, () => {
  test('what a process was granted is spent after its death, and never more than there was', async () => {
    const folder = await newFolder();
    const granted: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      granted.push(...(await run({ folder, name: `r${round}`, limit: '7000000' }, 300 + round * 211)));
    }
    const budgets = await fileBudgets({ folder, onFault, now: () => new Date() });
    onTestFinished(() => budgets.close());
    for (const question of granted)
      expect(await budgets.reserve(asking(question, 7n, 7_000_000n))).toMatchObject({ granted: true, again: true });
    const reserved = await budgets.reserve(asking('last', 7n, 7_000_000n));
    if (!reserved.granted) throw new Error('there is more');
    // Of what was under way at the kill some was written and told to nobody: at most one for each caller and round.
    const spent = (7_000_000n - reserved.left) / 7n - 1n;
    expect(Number(spent)).toBeGreaterThanOrEqual(granted.length);
    expect(Number(spent)).toBeLessThanOrEqual(granted.length + 3 * 16);
  });

  test.skipIf(missing)(
    'four processes on one PostgreSQL, one of them killed, spend to the last unit and not beyond',
    async () => {
      const schema = newSchema();
      const settings = { url: postgresUrl, schema, limit: '7003', ends: 'yes' };
      const all = await Promise.all([
        run({ ...settings, name: 'a' }),
        run({ ...settings, name: 'b' }),
        run({ ...settings, name: 'c' }),
        run({ ...settings, name: 'd' }, 60),
      ]);
      const sql = pgClient({ url: postgresUrl, onFault });
      onTestFinished(() => sql.end());
      const [row] = await sql.query(`select b.spent::text, sum(q.cost)::text, count(*)::text, array_agg(q.question)
      from ${schema}.scrim_budget b join ${schema}.scrim_budget_question q using (recipient, population, period)
      group by b.spent`);
      // A thousand of seven units each, and three units that nobody can use.
      expect(row?.slice(0, 3)).toEqual(['7000', '7000', '1000']);
      const told = all.flat();
      const kept = (row?.[3] ?? []) as readonly string[];
      expect(new Set(told).size).toBe(told.length);
      expect(kept.filter((one) => !told.includes(one)).length).toBeLessThanOrEqual(16);
      expect(told.filter((one) => !kept.includes(one))).toEqual([]);
    },
  );
});
