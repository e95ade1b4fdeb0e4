import { contestants } from '../contestants.ts';
import { openField } from '../field.ts';
import { openLane } from '../load/drive.ts';
import { questionNames, questions } from '../questions.ts';
import { mebibytes, number, table } from '../report/table.ts';
import type { MeasureOptions } from './measure.ts';

/** Every question by turns for so many minutes, and the memory that is held after each tenth. */
export async function measureSoak({ database, progress }: MeasureOptions, minutes: number): Promise<string> {
  const field = await openField([{ label: 'Scrim', contestant: contestants.Scrim }], database);
  try {
    const [runner] = field.runners;
    if (!runner) throw new Error('nobody runs');
    const mixed = Array.from({ length: 400 }, (_, n) => {
      const question = questions[questionNames[n % questionNames.length] ?? 'by key'];
      return runner.requests(question)[n] ?? Buffer.alloc(0);
    });
    const minuteOf = (tenth: number): string => ((tenth * minutes) / 10).toFixed(minutes < 10 ? 2 : 0);
    const lane = await openLane(runner.server.port, 16);
    const rows = [];
    for (let tenth = 1; tenth <= 10; tenth += 1) {
      progress(`minute ${minuteOf(tenth - 1)} of ${minutes}`);
      const { completed } = await lane.run(mixed, minutes * 6000);
      await runner.server.settled();
      const { resident } = await runner.server.collected();
      rows.push([minuteOf(tenth), number(completed), mebibytes(resident)]);
    }
    lane.close();
    return `All four questions by turns for ${minutes} minutes, 16 connections, the record kept all along. Memory after a collection.

${table(['minute', 'answers', 'MiB resident'], rows)}`;
  } finally {
    await field.close();
  }
}
