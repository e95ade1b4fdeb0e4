import type { ContestantName } from './contestants.ts';
import type { Field, Runner } from './field.ts';
import { type Lane, openLane } from './load/drive.ts';
import type { QuestionName } from './questions.ts';

export interface RacePlan {
  readonly questions: readonly QuestionName[];
  /** How many connections at a time, each of them a race of its own. */
  readonly connections: readonly number[];
  readonly rounds: number;
  /** Of each server and question in a round. */
  readonly seconds: number;
  readonly progress: (text: string) => void;
}

export interface Result {
  readonly query: QuestionName;
  readonly connections: number;
  readonly peer: ContestantName;
  /** Answers in a second; the median of the rounds, as are the others. */
  readonly rps: number;
  /** In the same round; null where that one does not race. */
  readonly ratioToA: number | null;
  readonly ratioToA2: number | null;
  /** Microseconds of the server's processor time for an answer. */
  readonly cpuMicros: number;
}

interface Sample {
  readonly rps: number;
  readonly cpuMicros: number;
}

type Round = ReadonlyMap<ContestantName, Sample>;

/** Round by round everybody runs once with each question, one after the other, so that what else the machine does hits all alike. */
export async function race({ runners }: Field, plan: RacePlan): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const connections of plan.connections) {
    const lanes = new Map<ContestantName, Lane>();
    for (const { name, server } of runners) lanes.set(name, await openLane(server.port, connections));
    const rounds = new Map<QuestionName, Round[]>(plan.questions.map((name) => [name, []]));
    // The first round warms compilers, pools and caches, and does not count.
    for (let round = 0; round <= plan.rounds; round += 1) {
      plan.progress(`${connections} connections: ${round === 0 ? 'warming up' : `round ${round} of ${plan.rounds}`}`);
      for (const question of plan.questions) {
        const samples = await once(turned(runners, round), lanes, question, plan.seconds);
        if (round > 0) rounds.get(question)?.push(samples);
      }
    }
    for (const lane of lanes.values()) lane.close();
    for (const [query, all] of rounds)
      results.push(...runners.map(({ name }) => ({ query, connections, peer: name, ...summary(name, all) })));
  }
  return results;
}

/** Who begins changes from round to round: nobody always runs after the same other. */
const turned = <T>(all: readonly T[], by: number): readonly T[] => {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
};

async function once(
  runners: readonly Runner[],
  lanes: ReadonlyMap<ContestantName, Lane>,
  question: QuestionName,
  seconds: number,
): Promise<Round> {
  const samples = new Map<ContestantName, Sample>();
  for (const { name, server, requests } of runners) {
    const before = await server.usage();
    const run = await lanes.get(name)?.run(requests(question), seconds * 1000);
    const after = await server.usage();
    if (!run || run.refused > 0) throw new Error(`\`${name}\` refused requests`);
    samples.set(name, {
      rps: (run.completed / run.elapsed) * 1000,
      cpuMicros: (after.cpu - before.cpu) / run.completed,
    });
  }
  return samples;
}

function summary(name: ContestantName, rounds: readonly Round[]) {
  const of = (pick: (round: Round) => number | undefined): number | null => {
    const values = rounds.map(pick).filter((value) => value !== undefined);
    return values.length > 0 ? median(values) : null;
  };
  const ratio = (other: ContestantName): number | null =>
    of((round) => {
      const [own, base] = [round.get(name), round.get(other)];
      return own && base ? own.rps / base.rps : undefined;
    });
  const rounded = (value: number | null, digits: number): number | null =>
    value === null ? null : Number(value.toFixed(digits));
  return {
    rps:
      rounded(
        of((round) => round.get(name)?.rps),
        1,
      ) ?? 0,
    ratioToA: rounded(ratio('A'), 3),
    ratioToA2: rounded(ratio('A2'), 3),
    cpuMicros:
      rounded(
        of((round) => round.get(name)?.cpuMicros),
        1,
      ) ?? 0,
  };
}

/** The middle one, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[at] ?? 0) : ((sorted[at - 1] ?? 0) + (sorted[at] ?? 0)) / 2;
}
