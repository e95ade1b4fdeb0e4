import { contestants } from '../contestants.ts';
import { openField, type Runner } from '../field.ts';
import { openLane } from '../load/drive.ts';
import { questions, type Question } from '../questions.ts';
import { mebibytes, number, table } from '../report/table.ts';
import type { Measure } from './measure.ts';

const documents = 1000;
const names = ['support', 'open', 'formats', 'keyed', 'orders'] as const;

/** Twenty sets of roles, each an entitlement of its own with a schema of its own. */
const entitlements = Array.from({ length: 31 }, (_, at) => names.filter((_name, bit) => ((at + 1) >> bit) & 1))
  .filter((roles) => roles.some((role) => role !== 'orders'))
  .slice(0, 20);

/** The n-th document: another name for the same field, so another text. */
const numbered = (n: number): Question => ({
  ...questions.fifty,
  document: questions.fifty.document.replace(' id name ', ` id name called${n}: name `),
});

/** More plans than anybody keeps: memory has to stay within bounds. */
export const measureDocuments: Measure = async ({ database, progress }) => {
  const field = await openField([{ label: 'Scrim', contestant: contestants.Scrim }], database);
  try {
    const [runner] = field.runners;
    if (!runner) throw new Error('nobody runs');
    const rows = [['before', mebibytes((await runner.server.collected()).resident)]];
    for (const [at, roles] of entitlements.entries()) {
      progress(`${documents} documents for entitlement ${at + 1} of ${entitlements.length}`);
      await askAll(runner, roles);
      if ((at + 1) % 4 !== 0) continue;
      rows.push([number((at + 1) * documents), mebibytes((await runner.server.collected()).resident)]);
    }
    return `${number(documents)} documents in each of ${entitlements.length} entitlements, one after the other, each asked once. Plans and
schemas are kept by their weight and the oldest fall out.

${table(['documents so far', 'MiB resident'], rows)}`;
  } finally {
    await field.close();
  }
};

async function askAll({ server, requestAs }: Runner, roles: readonly string[]): Promise<void> {
  const requests = await Promise.all(Array.from({ length: documents }, (_, n) => requestAs(roles, numbered(n), n)));
  const lane = await openLane(server.port, 8);
  await lane.each(requests);
  lane.close();
}
