import { contestants } from '../contestants.ts';
import { openField, type Runner } from '../field.ts';
import { openLane } from '../load/drive.ts';
import { quantile } from '../median.ts';
import { questions } from '../questions.ts';
import { number, table } from '../report/table.ts';
import type { Measure } from './measure.ts';

const steps = [1, 4, 16, 64, 256];

/** How long answers take as more ask at a time. */
export const measureConcurrency: Measure = async ({ database, seconds, progress }) => {
  const entries = [
    { label: 'A2', contestant: contestants.A2 },
    { label: 'Scrim', contestant: contestants.Scrim },
  ];
  const field = await openField(entries, database);
  try {
    for (const runner of field.runners) await run(runner, 16, seconds);
    const rows = [];
    for (const connections of steps) {
      progress(`${connections} connections`);
      for (const runner of field.runners)
        rows.push([connections, runner.label, ...(await run(runner, connections, seconds))]);
    }
    return `One customer by id, each connection asking again as soon as it is answered. Milliseconds.

${table(['connections', 'who', 'answers per second', 'p50', 'p99'], rows)}`;
  } finally {
    await field.close();
  }
};

async function run({ server, requests }: Runner, connections: number, seconds: number): Promise<readonly string[]> {
  const lane = await openLane(server.port, connections);
  const { completed, elapsed, latencies } = await lane.run(requests(questions['by key']), seconds * 1000);
  lane.close();
  await server.settled();
  return [
    number((completed / elapsed) * 1000),
    quantile(latencies, 0.5).toFixed(2),
    quantile(latencies, 0.99).toFixed(2),
  ];
}
