import type { Field, Runner } from './field.ts';
import { type Lane, openLane } from './load/drive.ts';
import type { Question } from './questions.ts';

/**
 * Seconds of each server and question before anything counts. A small server is compiled after half a second, the gateway after
 * two; a race that must be short leaves it half compiled.
 */
const warm = { short: 0.8, usual: 2 } as const;

export interface RacePlan {
  readonly questions: readonly Question[];
  readonly connections: number;
  readonly rounds: number;
  /** Of each server and question in a round. */
  readonly seconds: number;
  /** Little time for warming up. */
  readonly short?: boolean;
  readonly progress: (text: string) => void;
}

export interface Sample {
  /** Answers in a second. */
  readonly rps: number;
  /** Microseconds of the server's processor time for an answer, with what it does for it afterwards. */
  readonly cpuMicros: number;
  /** The share of it that comes after the last answer of a run. */
  readonly afterMicros: number;
}

/** What everybody did in one round with one question. */
export type Round<Label extends string> = ReadonlyMap<Label, Sample>;

/**
 * Round by round everybody runs once with each question, one after the other, so that what else the machine does hits all
 * alike.
 */
export async function race<Label extends string>(
  { runners }: Field<Label>,
  plan: RacePlan,
): Promise<ReadonlyMap<Question, readonly Round<Label>[]>> {
  const { connections, progress, questions, seconds } = plan;
  const lanes = new Map<Label, Lane>();
  for (const { label, server, requests } of runners) {
    const lane = await openLane(server.port, connections);
    // At once, each connection: one that says nothing while the others warm up is closed by who bounds that time.
    for (const question of questions.slice(0, 1)) await lane.each(requests(question).slice(0, connections));
    lanes.set(label, lane);
  }
  const rounds = new Map<Question, Round<Label>[]>(questions.map((question) => [question, []]));
  // The first round warms compilers, pools and caches, and does not count.
  for (let round = 0; round <= plan.rounds; round += 1) {
    progress(`${connections} connections: ${round === 0 ? 'warming up' : `round ${round} of ${plan.rounds}`}`);
    for (const question of questions) {
      const samples = await once(
        turned(runners, round),
        lanes,
        question,
        round === 0 ? Math.max(seconds, plan.short ? warm.short : warm.usual) : seconds,
      );
      if (round > 0) rounds.get(question)?.push(inOrder(runners, samples));
    }
  }
  for (const lane of lanes.values()) lane.close();
  return rounds;
}

/** Who begins changes from round to round: nobody always runs after the same other. */
const turned = <T>(all: readonly T[], by: number): readonly T[] => {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
};

/** As they were named, whoever ran first. */
const inOrder = <Label extends string>(runners: readonly Runner<Label>[], samples: Round<Label>): Round<Label> =>
  new Map([...samples].toSorted(([a], [b]) => place(runners, a) - place(runners, b)));

const place = (runners: readonly Runner[], label: string): number => runners.findIndex((one) => one.label === label);

async function once<Label extends string>(
  runners: readonly Runner<Label>[],
  lanes: ReadonlyMap<Label, Lane>,
  question: Question,
  seconds: number,
): Promise<Round<Label>> {
  const samples = new Map<Label, Sample>();
  for (const { label, server, requests } of runners) {
    const before = await server.usage();
    const run = await lanes.get(label)?.run(requests(question), seconds * 1000);
    const after = await server.usage();
    const settled = await server.settled();
    if (!run || run.refused + run.cut > 0) throw new Error(`\`${label}\` refused requests, or cut connections`);
    samples.set(label, {
      rps: (run.completed / run.elapsed) * 1000,
      cpuMicros: (settled.cpu - before.cpu) / run.completed,
      afterMicros: (settled.cpu - after.cpu) / run.completed,
    });
  }
  return samples;
}
