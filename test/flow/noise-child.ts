// A gateway of its own over shared budgets: asks all questions at once, or dies between paying and settling the first of them.
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSync } from 'node:fs';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { postgresBudgets } from '../../gateway/ledger/budgets/postgres.ts';
import { pgClient } from '../../gateway/ledger/pg-client.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { gatewayOn } from '../fixtures/gateway.ts';
import { manyQuestions, noisyDemo, question } from '../fixtures/noisy-demo.ts';

const { url, schema, key, dies } = JSON.parse(process.argv[2] ?? '') as Readonly<
  Record<'url' | 'schema' | 'key' | 'dies', string>
>;
const onFault = (): void => undefined;
const data = await mkdtemp(join(tmpdir(), 'scrim-noise-'));
await fillFromTemplate(data);
// Replicas have one root key: the same question is the same to all of them.
for (const name of ['root.key', 'root.key.check']) await cp(join(key, name), join(data, name));
const { running } = await gatewayOn(demoFolder, data);
const budgets = postgresBudgets({ sql: pgClient({ url, onFault }), schema, onFault });
const settle: typeof budgets.settle = (...given) => {
  if (dies) process.kill(process.pid, 'SIGKILL');
  return budgets.settle(...given);
};
const { ask } = noisyDemo(running.gateway, { ...budgets, settle }, manyQuestions(30, 0.03));
const asked = dies ? [0] : Array.from({ length: 30 }, (_, at) => at);
await Promise.all(
  asked.map(async (at) => {
    const { codes, data: answer, noise } = await ask(question(at));
    writeSync(1, `${JSON.stringify({ at, codes, answer, again: noise[0]?.again })}\n`);
  }),
);
await budgets.close();
await running.close(1000);
