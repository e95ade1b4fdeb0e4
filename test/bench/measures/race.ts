import { compareAnswers } from '../compare.ts';
import { type ContestantName, contestants } from '../contestants.ts';
import { openField, type Runner } from '../field.ts';
import { median } from '../median.ts';
import { type QuestionName, questions } from '../questions.ts';
import { type Round, race } from '../race.ts';
import { type Result, resultsOf } from '../results.ts';
import type { MeasureOptions } from './measure.ts';

export interface RaceOptions extends MeasureOptions {
  readonly peers: readonly ContestantName[];
  readonly queries: readonly QuestionName[];
  readonly connections: readonly number[];
  /** How many different requests of each question are compared with the data. */
  readonly samples: number;
  /** Little time for warming up. */
  readonly short: boolean;
}

export interface Raced {
  readonly results: readonly Result<ContestantName>[];
  /** Of the processor time that Scrim takes for an answer, the microseconds after the last one of a run has left. */
  readonly after: readonly { readonly query: string; readonly connections: number; readonly micros: number }[];
  readonly rounds: number;
  readonly seconds: number;
  /** Bytes that each server holds when all is run. */
  readonly resident: ReadonlyMap<ContestantName, number>;
}

/** Everybody against everybody: answers compared first, then timed. */
export async function runRace(options: RaceOptions): Promise<Raced> {
  const { connections, database, peers, progress, queries, samples } = options;
  progress(`starting ${peers.join(', ')}`);
  const field = await openField(
    peers.map((name) => ({ label: name, contestant: contestants[name] })),
    database,
  );
  try {
    progress('comparing answers');
    await compareAnswers(field, queries, samples);
    const results: Result<ContestantName>[] = [];
    const after: Raced['after'][number][] = [];
    for (const one of connections) {
      const rounds = await race(field, {
        ...options,
        connections: one,
        short: options.short,
        questions: queries.map((name) => questions[name]),
      });
      results.push(...resultsOf(rounds, one));
      after.push(...[...rounds].map(([{ name }, all]) => ({ query: name, connections: one, micros: afterwards(all) })));
    }
    return {
      results,
      after,
      rounds: options.rounds,
      seconds: options.seconds,
      resident: await residentOf(field.runners),
    };
  } finally {
    await field.close();
  }
}

const afterwards = (rounds: readonly Round<ContestantName>[]): number =>
  median(rounds.map((round) => round.get('Scrim')?.afterMicros ?? 0));

async function residentOf(runners: readonly Runner<ContestantName>[]): Promise<ReadonlyMap<ContestantName, number>> {
  const all = new Map<ContestantName, number>();
  for (const { label, server } of runners) all.set(label, (await server.usage()).resident);
  return all;
}
