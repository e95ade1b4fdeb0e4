import { contestants, unrecorded } from '../contestants.ts';
import { openField } from '../field.ts';
import { questionNames, questions } from '../questions.ts';
import { race } from '../race.ts';
import { number, table, times } from '../report/table.ts';
import { ratio, resultsOf } from '../results.ts';
import type { Measure } from './measure.ts';

/** The gateway against itself without a record, which only a process of the race can be. */
export const measureLedger: Measure = async ({ database, rounds, seconds, progress }) => {
  const entries = [
    { label: 'recorded', contestant: contestants.Scrim },
    { label: 'unrecorded', contestant: unrecorded },
  ] as const;
  const field = await openField<'recorded' | 'unrecorded'>(entries, database);
  try {
    const asked = questionNames.map((name) => questions[name]);
    const all = await race(field, { questions: asked, connections: 16, rounds, seconds, progress });
    const results = resultsOf(all, 16);
    const rows = asked.map((question) => {
      const cpu = (peer: string): number =>
        results.find((one) => one.query === question.name && one.peer === peer)?.cpuMicros ?? 0;
      const [own, without] = [cpu('recorded'), cpu('unrecorded')];
      const answers = ratio(all.get(question) ?? [], 'recorded', 'unrecorded');
      return [question.name, number(own), number(without), percent(own / without - 1), times(answers)];
    });
    return `Every answer waits until its record is durable (one \`fdatasync\` for all that wait), against a ledger that keeps
nothing and that no configuration can name. 16 connections; the record's own work behind the answers is counted.

${table(['', 'µs of CPU, recorded', 'unrecorded', 'difference', 'answers per second, recorded ÷ unrecorded'], rows)}`;
  } finally {
    await field.close();
  }
};

const percent = (share: number): string => `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)} %`;
