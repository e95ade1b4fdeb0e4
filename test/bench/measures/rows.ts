import { contestants } from '../contestants.ts';
import { openField } from '../field.ts';
import { momentAt, type Question, questions, spread } from '../questions.ts';
import { race } from '../race.ts';
import { number, table } from '../report/table.ts';
import { resultsOf } from '../results.ts';
import type { Measure } from './measure.ts';

const counts = [10, 100, 1000, 10_000];

const first = (count: number): Question => ({
  ...questions.wide,
  name: String(count),
  document: questions.wide.document.replace('first: 1000', `first: ${count}`),
  // A tenth of all customers is newer than any of these.
  variables: (n) => ({ from: momentAt(0.9 * spread(n)) }),
});

/** What a row costs in answers of different lengths. */
export const measureRows: Measure = async ({ database, rounds, seconds, progress }) => {
  const field = await openField([{ label: 'Scrim', contestant: contestants.Scrim }], database);
  try {
    const all = await race(field, { questions: counts.map(first), connections: 4, rounds, seconds, progress });
    const rows = resultsOf(all, 4).map(({ query, cpuMicros }) => [
      number(Number(query)),
      number(cpuMicros),
      (cpuMicros / Number(query)).toFixed(2),
    ]);
    return `Wide rows of eight columns, three of them masked; 4 connections.

${table(['rows', 'µs of CPU an answer', 'a row'], rows)}`;
  } finally {
    await field.close();
  }
};
