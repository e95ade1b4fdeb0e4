import { join } from 'node:path';
import { type Contestant, requestBytes } from './contestants.ts';
import type { Database } from './data/database.ts';
import { type Question, variants } from './questions.ts';
import { type ScrimSurroundings, scrimSurroundings } from './scrim/surroundings.ts';
import { databaseVariable } from './servers/child.ts';
import { type Forked, forkServer } from './servers/fork.ts';

/** Somebody to start. */
export interface Entry<Label extends string = string> {
  readonly label: Label;
  readonly contestant: Contestant;
  /** As whom it is asked; customer service unless set. */
  readonly roles?: readonly string[];
}

/** A contestant whose server runs. */
export interface Runner<Label extends string = string> extends Entry<Label> {
  readonly server: Forked;
  /** The requests of a question, as bytes. */
  readonly requests: (question: Question) => readonly Buffer[];
  /** One of them, for somebody of other roles. */
  readonly requestAs: (roles: readonly string[], question: Question, n: number) => Promise<Buffer>;
}

/** Those who race, on their marks. */
export interface Field<Label extends string = string> {
  readonly runners: readonly Runner<Label>[];
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/** Starts a process for each, one after the other. */
export async function openField<Label extends string>(
  entries: readonly Entry<Label>[],
  database: Database,
): Promise<Field<Label>> {
  const held = new AsyncDisposableStack();
  try {
    const runners: Runner<Label>[] = [];
    for (const entry of entries) runners.push(await openRunner(entry, database, held));
    return { runners, database, close: () => held.disposeAsync() };
  } catch (error) {
    await held.disposeAsync();
    throw error;
  }
}

async function openRunner<Label extends string>(
  entry: Entry<Label>,
  database: Database,
  held: AsyncDisposableStack,
): Promise<Runner<Label>> {
  const { label, contestant, roles = ['support'] } = entry;
  const around = await scrimSurroundings();
  held.defer(async () => around.remove());
  const env = { ...process.env, NODE_ENV: 'production', ...around.environment, [databaseVariable]: database.url };
  const server = await forkServer(contestant.file, env, join(around.folder, `${label}.log`));
  held.defer(() => server.stop());
  const headers = await headersOf(around, roles);
  const made = new Map<Question, readonly Buffer[]>();
  const one = (question: Question, n: number, head: Readonly<Record<string, string>>): Buffer =>
    requestBytes(contestant.path(question), head, contestant.body(question, question.variables(n, database.customers)));
  const requests = (question: Question): readonly Buffer[] => {
    const known = made.get(question) ?? Array.from({ length: variants }, (_, n) => one(question, n, headers));
    made.set(question, known);
    return known;
  };
  return {
    ...entry,
    server,
    requests,
    requestAs: async (as, question, n) => one(question, n, await headersOf(around, as)),
  };
}

/** Everybody gets them; most have no use for them. */
const headersOf = async (around: ScrimSurroundings, roles: readonly string[]) => ({
  authorization: `Bearer ${await around.token(roles)}`,
  'scrim-purpose': 'customer-support',
});
