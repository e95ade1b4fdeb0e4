import { expect } from 'vitest';
import { type ErrorCode, errorCodes } from '../../schema/terms/errors.ts';
import type { CaseFile, Expected, Step } from './case-file.ts';
import type { Answer, DemoGateway } from './gateway.ts';
import { valuesAt } from './reach.ts';
import type { Truth } from './truth.ts';
import { wordings } from './wording.ts';

type Kept = Map<string, unknown>;

/** Asks one step after another; what one keeps the next may use. */
export async function tell(
  file: CaseFile,
  steps: readonly Step[],
  gateway: Pick<DemoGateway, 'ask'>,
  truth: Truth,
): Promise<void> {
  const kept: Kept = new Map();
  for (const step of steps) await take(file, step, gateway, truth, kept);
}

const nobody: Readonly<Record<string, true>> = { nobody: true, none: true };
const orNull = (name: string): string | null => (nobody[name] ? null : name);

async function take(
  file: CaseFile,
  step: Step,
  gateway: Pick<DemoGateway, 'ask'>,
  truth: Truth,
  kept: Kept,
): Promise<void> {
  const variables = Object.fromEntries(
    await Promise.all(
      Object.entries(step.with ?? {}).map(async ([name, value]) => [name, await given(value, truth, kept)] as const),
    ),
  );
  const answer = await gateway.ask(
    orNull(step.who ?? file.who),
    orNull(step.purpose ?? file.purpose),
    step.ask,
    variables,
  );
  if (step.refused) return checkRefusal(answer, step.refused);
  expect(answer.body.errors, step.ask).toBeUndefined();
  expect(answer.status).toBe(200);
  for (const [path, expected] of Object.entries(step.gets ?? {})) {
    const values = valuesAt(answer.body.data, path.split('.'));
    expect(values.length, `${path} is in the answer`).toBeGreaterThan(0);
    for (const value of values) await checkValue(value, expected, path, truth, kept);
  }
  const report = answer.body.extensions?.privacy?.fields ?? {};
  for (const [coordinate, disclosure] of Object.entries(step.report ?? {})) {
    expect(report[coordinate]?.disclosure, coordinate).toBe(disclosure);
  }
  if (step.agreement) expect(answer.body.extensions?.privacy?.agreement).toEqual(step.agreement);
  for (const [name, path] of Object.entries(step.keep ?? {})) {
    const [value] = valuesAt(answer.body.data, path.split('.'));
    expect(value ?? null, `${path} to keep`).not.toBeNull();
    kept.set(name, value);
  }
}

/** A variable: plain, or with truths and kept values anywhere in it. */
async function given(value: unknown, truth: Truth, kept: Kept): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item: unknown) => given(item, truth, kept)));
  if (typeof value !== 'object' || value === null) return value;
  if ('truth' in value) return truth.value(String(value.truth));
  if ('kept' in value) return kept.get(String(value.kept));
  const entries = Object.entries(value).map(async ([name, item]) => [name, await given(item, truth, kept)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function checkValue(value: unknown, expected: Expected, path: string, truth: Truth, kept: Kept): Promise<void> {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    return expect(value, path).toEqual(expected);
  if ('truth' in expected) return expect(String(value), path).toBe(String(await truth.value(expected.truth)));
  if ('kept' in expected) return expect(value, path).toBe(kept.get(expected.kept));
  if ('set' in expected) return expect(new Set(value as readonly string[]), path).toEqual(new Set(expected.set));
  if ('count of' in expected) return expect(value, path).toBe(await truth.count(expected['count of']));
  if ('like' in expected) return expect(String(value), path).toMatch(new RegExp(expected.like));
  if ('other than' in expected) {
    expect(value ?? null, path).not.toBeNull();
    return expect(value, path).not.toBe(kept.get(expected['other than']));
  }
  const raw = await truth.value(expected.of);
  wordings[expected.as].check(String(value), String(raw), { values: {}, person: [] });
}

function checkRefusal({ status, body }: Answer, refused: NonNullable<Step['refused']>): void {
  expect(body.data ?? null).toBeNull();
  const [error] = body.errors ?? [];
  expect(error?.extensions?.code).toBe(refused.code);
  expect(status).toBe(errorCodes[refused.code as ErrorCode].status);
  expect(error?.message, 'what to do').toMatch(/\w/);
  if (refused.at) expect(error?.extensions?.coordinate).toBe(refused.at);
  if (refused.needs) expect(error?.extensions?.purposes).toEqual(refused.needs);
}
