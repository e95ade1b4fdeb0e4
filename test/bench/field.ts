import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Contestant, type ContestantName, contestants, requestBytes } from './contestants.ts';
import type { Database } from './data/database.ts';
import { type Question, type QuestionName, questions, variants } from './questions.ts';
import { type ScrimSurroundings, scrimSurroundings } from './scrim/surroundings.ts';
import { environment } from './servers/child.ts';
import { type Forked, forkServer } from './servers/fork.ts';
import { type Json, masked, openTruth, type Truth } from './truth.ts';

/** A contestant whose server runs. */
export interface Runner extends Contestant {
  readonly server: Forked;
  /** The requests of a question, as bytes. */
  readonly requests: (question: QuestionName) => readonly Buffer[];
}

/** Those who race, on their marks. */
export interface Field {
  readonly runners: readonly Runner[];
  readonly close: () => Promise<void>;
}

export async function openField(names: readonly ContestantName[], database: Database): Promise<Field> {
  const scrim = await scrimSurroundings();
  const headers = { authorization: `Bearer ${await scrim.token('support')}`, 'scrim-purpose': 'customer-support' };
  const env = { ...process.env, NODE_ENV: 'production', ...scrim.environment, [environment.database]: database.url };
  const runners: Runner[] = [];
  const close = (): Promise<void> => closeAll(runners, scrim);
  try {
    for (const name of names) {
      const contestant = contestants[name];
      const server = await forkServer(contestant.file, env, join(scrim.folder, `${name}.log`));
      const made = new Map<QuestionName, readonly Buffer[]>();
      const requests = (question: QuestionName): readonly Buffer[] => {
        const known = made.get(question) ?? bytesOf(contestant, questions[question], headers, database.customers);
        made.set(question, known);
        return known;
      };
      runners.push({ ...contestant, server, requests });
    }
    return { runners, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function closeAll(runners: readonly Runner[], scrim: ScrimSurroundings): Promise<void> {
  await Promise.all(runners.map(({ server }) => server.stop()));
  scrim.remove();
}

const bytesOf = (
  { path, body }: Contestant,
  question: Question,
  headers: Readonly<Record<string, string>>,
  customers: number,
): readonly Buffer[] =>
  Array.from({ length: variants }, (_, n) =>
    requestBytes(path(question), headers, body(question, question.variables(n, customers))),
  );

/** Every server's answers against the data itself: `samples` different requests of each question. */
export async function compareAnswers(
  { runners }: Field,
  asked: readonly QuestionName[],
  database: Database,
  samples: number,
): Promise<void> {
  const truth = await openTruth(database.url);
  try {
    for (const name of asked) {
      for (let n = 0; n < samples; n += 1) await compareOne(runners, name, n * 7, database.customers, truth);
    }
  } finally {
    await truth.close();
  }
}

async function compareOne(
  runners: readonly Runner[],
  name: QuestionName,
  n: number,
  customers: number,
  truth: Truth,
): Promise<void> {
  const expected = await truth.answer(name, questions[name].variables(n, customers));
  for (const runner of runners) {
    const data = await dataOf(runner, name, n);
    if (!isDeepStrictEqual(data, runner.masked ? masked(expected) : expected))
      throw new Error(
        `\`${runner.name}\` answers \`${name}\` with other data than there is: ${JSON.stringify(data)?.slice(0, 400)}`,
      );
  }
}

async function dataOf(runner: Runner, name: QuestionName, n: number): Promise<Json> {
  const bytes = runner.requests(name)[n % variants]?.toString() ?? '';
  const [head = '', body = ''] = bytes.split('\r\n\r\n');
  const [line = '', ...rest] = head.split('\r\n');
  const headers = rest
    .map((one) => one.split(': ') as [string, string])
    .filter(([key]) => !['host', 'content-length'].includes(key));
  const url = `http://127.0.0.1:${runner.server.port}${line.split(' ')[1]}`;
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  try {
    const { data } = JSON.parse(text) as { readonly data?: Json };
    return data === undefined ? text : runner.normal(data);
  } catch {
    return text;
  }
}
