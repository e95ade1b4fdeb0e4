import { Command, InvalidArgumentError } from 'commander';
import { type ContestantName, contestantNames } from './contestants.ts';
import { usualCustomers } from './data/database.ts';
import { measures } from './measures/index.ts';
import { type QuestionName, questionNames } from './questions.ts';

export type MeasureName = keyof typeof measures;

export interface BenchArguments {
  /** What is measured beside the race, or instead of it. */
  readonly measures: readonly MeasureName[];
  readonly race: boolean;
  /** Minutes. */
  readonly soak?: number;
  readonly quick: boolean;
  readonly json: boolean;
  readonly peers: readonly ContestantName[];
  readonly queries: readonly QuestionName[];
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  readonly customers: number;
  /** Whether `docs/performance.md` is written: a part of the race would stand there as the whole. */
  readonly write: boolean;
}

const fail = (text: string): never => {
  throw new InvalidArgumentError(text);
};

const oneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): T =>
    known.find((one) => one.toLowerCase() === text.trim().toLowerCase()) ?? fail(`There are: ${known.join(', ')}.`);

const listOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): readonly T[] =>
    text.split(',').map(oneOf(known));

const positive = (text: string): number => (Number(text) > 0 ? Number(text) : fail('It must be a number above 0.'));

const upTo =
  (most: number) =>
  (text: string): number =>
    /^[1-9]\d*$/.test(text) && Number(text) <= most ? Number(text) : fail(`It must be a whole number up to ${most}.`);

const measureNames = Object.keys(measures) as readonly MeasureName[];
const targets = ['race', ...measureNames, 'all'] as const;
type Target = (typeof targets)[number];

type Options = Partial<Omit<BenchArguments, 'measures' | 'race'>>;

/** What somebody asked the race for. Commander prints help and mistakes, and ends the process. */
export function readArguments(argv: readonly string[]): BenchArguments {
  const command = new Command('npm run bench --')
    .description('Races the gateway against others on the same data; what they answer is compared first.')
    .argument(
      '[what...]',
      `${targets.join(', ')}; the race unless said`,
      (text, before: readonly Target[] | undefined) => [...(before ?? []), oneOf(targets)(text)],
    )
    .option('--quick', 'under a minute: 16 connections, short rounds; writes nothing')
    .option('--json', 'print the race as one JSON object; writes nothing')
    .option('--peers <names>', `some of ${contestantNames.join(', ')}`, listOf(contestantNames))
    .option('--queries <names>', `some of ${questionNames.join(', ')}`, listOf(questionNames))
    .option('--connections <numbers>', 'requests at a time, for example 16,64', (text) =>
      text.split(',').map(upTo(9999)),
    )
    .option('--rounds <number>', 'how often everybody runs', upTo(9999))
    .option('--seconds <number>', 'for each query and peer in a round', positive)
    .option('--customers <number>', `others than ${usualCustomers}, in a database of their own`, upTo(usualCustomers))
    .option('--soak <minutes>', 'ask for so long, and watch the memory', positive)
    .addHelpText(
      'after',
      '\nBENCH_POSTGRES is the address of the server for the data: postgres://postgres@127.0.0.1:5432/postgres unless set.',
    )
    .parse(argv, { from: 'user' });
  const asked = command.opts<Options>();
  const [said = []] = command.processedArgs as [readonly Target[] | undefined];
  const all = said.includes('all');
  const quick = asked.quick ?? false;
  const usual = quick
    ? { connections: [16], rounds: 3, seconds: 0.25 }
    : { connections: [16, 64], rounds: 5, seconds: 2 };
  const partial = asked.peers ?? asked.queries ?? asked.connections ?? asked.customers;
  return {
    measures: all ? measureNames : measureNames.filter((name) => said.includes(name)),
    race: all || said.includes('race') || (said.length === 0 && asked.soak === undefined),
    quick,
    json: false,
    peers: contestantNames,
    queries: questionNames,
    customers: usualCustomers,
    write: !(quick || asked.json || partial),
    ...usual,
    ...asked,
  };
}
