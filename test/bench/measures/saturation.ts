import { contestants } from '../contestants.ts';
import { openField, type Runner } from '../field.ts';
import { openLane } from '../load/drive.ts';
import { quantile } from '../median.ts';
import { questions } from '../questions.ts';
import { mebibytes, number, table } from '../report/table.ts';
import type { Measure } from './measure.ts';

/** 512 requests are answered at a time: the last two steps are past that. */
const steps = [16, 256, 1024, 4096, 16];

/** More than there is room for, from clients that do not wait as they are told. */
export const measureSaturation: Measure = async ({ database, seconds, progress }) => {
  const field = await openField([{ label: 'Scrim', contestant: contestants.Scrim }], database);
  try {
    const [runner] = field.runners;
    if (!runner) throw new Error('nobody runs');
    await run(runner, 16, seconds);
    const rows = [];
    for (const connections of steps) {
      progress(`${connections} connections`);
      rows.push([number(connections), ...(await run(runner, connections, seconds))]);
    }
    return `Fifty rows, each connection asking again as soon as it is answered, and a second later where it was refused, as \`Retry-After\`
says. What there is no room for is refused with 503 before its body is read; the last line is after the storm.

${table(['connections', 'answers per second', 'refusals per second', 'cut without an answer', 'p50 of answers, ms', 'p99', 'MiB resident'], rows)}`;
  } finally {
    await field.close();
  }
};

async function run({ server, requests }: Runner, connections: number, seconds: number): Promise<readonly string[]> {
  const lane = await openLane(server.port, connections);
  const { completed, refused, cut, elapsed, latencies } = await lane.run(
    requests(questions.fifty),
    Math.max(5, seconds) * 1000,
  );
  lane.close();
  const { resident } = await server.settled();
  return [
    number((completed / elapsed) * 1000),
    number((refused / elapsed) * 1000),
    number(cut),
    quantile(latencies, 0.5).toFixed(1),
    quantile(latencies, 0.99).toFixed(1),
    mebibytes(resident),
  ];
}
