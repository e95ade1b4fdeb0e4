import { Command, InvalidArgumentError } from 'commander';
import { type ContestantName, contestantNames } from './contestants.ts';
import { type QuestionName, questionNames } from './questions.ts';

export interface BenchArguments {
  readonly quick: boolean;
  readonly json: boolean;
  readonly peers: readonly ContestantName[];
  readonly queries: readonly QuestionName[];
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
}

const fail = (text: string): never => {
  throw new InvalidArgumentError(text);
};

const listOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): readonly T[] =>
    text.split(',').map((one) => {
      const name = one.trim().toLowerCase();
      return known.find((other) => other.toLowerCase() === name) ?? fail(`there are: ${known.join(', ')}.`);
    });

const positive = (text: string): number => (Number(text) > 0 ? Number(text) : fail('it must be a number above 0.'));
const whole = (text: string): number =>
  /^[1-9]\d{0,3}$/.test(text) ? Number(text) : fail('it must be a whole number from 1.');

/** What somebody asked the race for. Commander prints help and mistakes, and ends the process. */
export function readArguments(argv: readonly string[]): BenchArguments {
  const command = new Command('npm run bench --')
    .description('Races the gateway against others on the same data, and compares what they answer.')
    .option('--quick', 'under a minute: every query and peer at 16 connections')
    .option('--json', 'print one JSON object, and write nothing')
    .option('--peers <names>', `some of ${contestantNames.join(', ')}`, listOf(contestantNames))
    .option('--queries <names>', `some of ${questionNames.join(', ')}`, listOf(questionNames))
    .option('--connections <numbers>', 'requests at a time, for example 16,64', (text) => text.split(',').map(whole))
    .option('--rounds <number>', 'how often everybody runs', whole)
    .option('--seconds <number>', 'for each query and peer in a round', positive)
    .addHelpText(
      'after',
      '\n`BENCH_POSTGRES` is the address of the server that holds the data, postgres://postgres@127.0.0.1:5432/postgres unless set.',
    )
    .parse(argv, { from: 'user' });
  const asked = command.opts<Partial<BenchArguments>>();
  const usual = asked.quick
    ? { connections: [16], rounds: 3, seconds: 0.3 }
    : { connections: [16, 64], rounds: 5, seconds: 3 };
  return { quick: false, json: false, peers: contestantNames, queries: questionNames, ...usual, ...asked };
}
