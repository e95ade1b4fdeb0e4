import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import type { Ask, Told, Usage } from './child.ts';

/** A server in a process of its own. */
export interface Forked {
  readonly port: number;
  readonly usage: () => Promise<Usage>;
  /** The same, once nothing is left to do of what was answered so far. */
  readonly settled: () => Promise<Usage>;
  /** What it holds after its garbage is collected. */
  readonly collected: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

/** Starts a server's file and waits until it listens. What it logs goes to a file, what it complains of to the standard error. */
export async function forkServer(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  log: string,
): Promise<Forked> {
  const output = openSync(log, 'a');
  const child = fork(file, { env: { ...env }, execArgv: ['--expose-gc'], stdio: ['ignore', output, 2, 'ipc'] });
  closeSync(output);
  const told = answers(child, file);
  const ready = await told();
  if (!('ready' in ready)) throw new Error(`\`${file}\` did not say where it listens`);
  const ask = async (what: Ask): Promise<Usage> => {
    child.send(what);
    const said = await told();
    if (!('usage' in said)) throw new Error(`\`${file}\` did not say what it used`);
    return said.usage;
  };
  return {
    port: ready.ready,
    usage: () => ask('usage'),
    settled: () => ask('settle'),
    collected: () => ask('collect'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.send('stop' satisfies Ask);
      await exit;
    },
  };
}

/** The next answer of the process, or its end. */
function answers(child: ChildProcess, file: string): () => Promise<Told> {
  const waiting: { resolve?: (told: Told) => void; reject?: (error: Error) => void } = {};
  child.on('message', (told: Told) => waiting.resolve?.(told));
  child.on('exit', (code, signal) => waiting.reject?.(new Error(`\`${file}\` ended with ${code ?? signal}`)));
  return () =>
    new Promise((resolve, reject) => {
      Object.assign(waiting, { resolve, reject });
      if (child.exitCode !== null) reject(new Error(`\`${file}\` has ended`));
    });
}
