import { isDeepStrictEqual } from 'node:util';
import type { Field, Runner } from './field.ts';
import { questions, type QuestionName, variants } from './questions.ts';
import { type Json, masked, openTruth, type Truth } from './truth.ts';

/** Every server's answers against the data itself: `samples` different requests of each question. @throws where one differs */
export async function compareAnswers(
  { runners, database }: Field,
  asked: readonly QuestionName[],
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
    if (!isDeepStrictEqual(data, runner.contestant.masked ? masked(expected) : expected))
      throw new Error(`\`${runner.label}\` answers \`${name}\` with other data than there is`);
  }
}

async function dataOf({ requests, server, contestant }: Runner, name: QuestionName, n: number): Promise<Json> {
  const bytes = requests(questions[name])[n % variants]?.toString() ?? '';
  const [head = '', body = ''] = bytes.split('\r\n\r\n');
  const [line = '', ...rest] = head.split('\r\n');
  const headers = rest
    .map((one) => one.split(': ') as [string, string])
    .filter(([key]) => !['host', 'content-length'].includes(key));
  const url = `http://127.0.0.1:${server.port}${line.split(' ')[1]}`;
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  try {
    const { data } = JSON.parse(text) as { readonly data?: Json };
    return data === undefined ? text : contestant.normal(data);
  } catch {
    return text;
  }
}
