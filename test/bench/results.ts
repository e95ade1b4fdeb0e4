import { median } from './median.ts';
import type { Question } from './questions.ts';
import type { Round, Sample } from './race.ts';

/** One line of the table, and of the JSON. */
export interface Result<Label extends string = string> {
  readonly query: string;
  readonly connections: number;
  readonly peer: Label;
  /** Answers in a second; the median of the rounds, as are the others. */
  readonly rps: number;
  /** Against the one in the same round; null where that one does not race. */
  readonly ratioToA: number | null;
  readonly ratioToA2: number | null;
  readonly cpuMicros: number;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** What the rounds come to, question by question and peer by peer. */
export function resultsOf<Label extends string>(
  rounds: ReadonlyMap<Question, readonly Round<Label>[]>,
  connections: number,
): readonly Result<Label>[] {
  return [...rounds].flatMap(([{ name }, all]) =>
    [...(all[0]?.keys() ?? [])].map((peer) => {
      const of = (pick: (sample: Sample) => number): number =>
        median(all.flatMap((round) => mapped(round.get(peer), pick)));
      return {
        query: name,
        connections,
        peer,
        rps: rounded(
          of(({ rps }) => rps),
          1,
        ),
        ratioToA: ratio(all, peer, 'A'),
        ratioToA2: ratio(all, peer, 'A2'),
        cpuMicros: rounded(
          of(({ cpuMicros }) => cpuMicros),
          1,
        ),
      };
    }),
  );
}

const mapped = <T, U>(value: T | undefined, to: (value: T) => U): readonly U[] =>
  value === undefined ? [] : [to(value)];

/** The median of the rounds' ratios: what slows one round slows both. */
export function ratio(rounds: readonly Round<string>[], peer: string, base: string): number | null {
  const ratios = rounds.flatMap((round) => {
    const [own, other] = [round.get(peer), round.get(base)];
    return own && other ? [own.rps / other.rps] : [];
  });
  return ratios.length > 0 ? rounded(median(ratios), 3) : null;
}
