// Two gateways on one PostgreSQL of budgets, and one that is killed between paying and answering.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { postgresBudgets } from '../../gateway/ledger/budgets/postgres.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { demoGateway } from '../fixtures/gateway.ts';
import { manyQuestions, noisyDemo, question } from '../fixtures/noisy-demo.ts';
import { newSchema, noPostgres, postgresUrl } from './ledger-fixtures.ts';

const missing = await noPostgres();
const onFault = () => undefined;
const demo = await demoGateway();

interface Line {
  readonly at: number;
  readonly codes: readonly string[];
  readonly answer?: unknown;
}

async function run(schema: string, dies = ''): Promise<readonly Line[]> {
  const settings = { url: postgresUrl, schema, key: demo.data, dies };
  const script = join(import.meta.dirname, 'noise-child.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const state = { output: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (state.output += text));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe(dies ? 'SIGKILL' : null);
  return state.output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

async function spentIn(schema: string): Promise<readonly unknown[]> {
  const sql = pgClient({ url: postgresUrl, onFault });
  onTestFinished(() => sql.end());
  const [row] = await sql.query(`select b.spent::text, sum(q.cost)::text, count(*)::int, count(q.answer)::int
    from ${schema}.scrim_budget b join ${schema}.scrim_budget_question q using (recipient, population, period) group by b.spent`);
  return row ?? [];
}

describe.skipIf(missing)('noisy answers of several gateways', { timeout: 180_000 }, () => {
  test('spend one budget together to the last unit, and answer one question alike', async () => {
    const schema = newSchema();
    const [a, b] = await Promise.all([run(schema), run(schema)]);
    expect(await spentIn(schema)).toEqual(['480000000000', '480000000000', 16, 16]);
    const answers = new Map<number, string>();
    for (const { at, codes, answer } of [...a, ...b]) {
      if (codes.length > 0) expect([codes, answer]).toEqual([['BUDGET_EXHAUSTED'], undefined]);
      else expect(answers.get(at) ?? JSON.stringify(answer)).toBe(JSON.stringify(answer));
      if (codes.length === 0) answers.set(at, JSON.stringify(answer));
    }
    expect(answers.size).toBe(16);
  });

  test('one that is killed after paying has paid, told nothing, and another one answers for it at no cost', async () => {
    const schema = newSchema();
    expect(await run(schema, 'yes')).toEqual([]);
    expect(await spentIn(schema)).toEqual(['30000000000', '30000000000', 1, 0]);
    const budgets = postgresBudgets({ sql: pgClient({ url: postgresUrl, onFault }), schema, onFault });
    onTestFinished(() => budgets.close());
    const { ask } = noisyDemo(demo.running.gateway, budgets, manyQuestions(30, 0.03));
    const { noise, data, entry } = await ask(question(0));
    expect(noise).toMatchObject([{ again: true, budget: { left: 0.47 } }]);
    expect(entry?.spent).toMatchObject([{ rho: 0 }]);
    expect(data).toBeDefined();
    expect(await spentIn(schema)).toEqual(['30000000000', '30000000000', 1, 1]);
  });
});
