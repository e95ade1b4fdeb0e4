import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { demoFolder } from '../../gateway/cli/demo-folder.ts';
import { runScrim } from '../../gateway/cli/program.ts';
import type { ExitCode, Shell } from '../../gateway/cli/shell.ts';

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** A shell that keeps what is said, and whose process the test ends. */
export function testShell(
  environment: Environment = {},
  today: string | undefined = undefined,
  lines: readonly string[] = [],
) {
  const said = { stdout: '', stderr: '' };
  const handlers = { stop: (): void => undefined, fault: (_: unknown): void => undefined };
  const exits: ExitCode[] = [];
  const shell: Shell = {
    environment,
    folder: process.cwd(),
    stdout: (text) => void (said.stdout += text),
    stderr: (text) => void (said.stderr += text),
    lines: async function* () {
      yield* lines;
    },
    clock: () => (today === undefined ? new Date() : new Date(`${today}T12:00:00Z`)),
    random: (bytes) => randomBytes(bytes),
    process: {
      pid: process.pid,
      now: () => performance.now(),
      onStop: (handle) => void (handlers.stop = handle),
      onReload: () => undefined,
      onExit: () => undefined,
      onFault: (handle) => void (handlers.fault = handle),
      exit: (code) => void exits.push(code),
    },
  };
  return { shell, said, exits, stop: () => handlers.stop() };
}

/** Runs a command in this process, on some day. */
export async function scrim(args: readonly string[], environment: Environment = {}, today?: string): Promise<Said> {
  const { shell, said } = testShell(environment, today);
  const code = await runScrim(args, shell);
  return { code, ...said };
}

const entry = fileURLToPath(new URL('../../gateway/cli/scrim.ts', import.meta.url));

/** The real command in a process of its own, which ends with the test at the latest. */
export function spawnScrim(
  args: readonly string[],
  environment: Environment = {},
  flags: readonly string[] = [],
  stdin: 'ignore' | 'pipe' = 'ignore',
) {
  const child = spawn(process.execPath, [...flags, entry, ...args], {
    env: environment,
    stdio: [stdin, 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => void (said.stdout += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => void (said.stderr += chunk.toString('utf8')));
  const ended = new Promise<Said>((resolve) => child.once('close', (code) => resolve({ code, ...said })));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    const found = (): RegExpExecArray | null => pattern.exec(said.stdout + said.stderr);
    while (!found() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    const match = found();
    if (!match) throw new Error(`it ended without ${pattern}: ${said.stderr}`);
    return match;
  };
  return { child, ended, says };
}

export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'scrim-cli-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

type FileName = 'gateway.yaml' | 'catalogue.yaml' | 'policy.yaml';

/** The demo's configuration in a folder of its own, with some of its files changed, or taken away. */
export async function changedDemo(
  changes: Readonly<Partial<Record<FileName, ((text: string) => string) | 'missing'>>>,
): Promise<string> {
  const path = await folder();
  for (const name of ['gateway.yaml', 'catalogue.yaml', 'policy.yaml'] as const) {
    const change = changes[name];
    if (change === 'missing') continue;
    await cp(join(demoFolder, name), join(path, name));
    if (change) await writeFile(join(path, name), change(await readFile(join(path, name), 'utf8')));
  }
  return path;
}

/** Puts other words into a file, and is sure that they were there. */
export const instead =
  (before: string, after: string) =>
  (text: string): string => {
    if (!text.includes(before)) throw new Error(`the file does not hold ${before}`);
    return text.replace(before, () => after);
  };

/** The number of the line that holds these words. */
export const lineOf = async (file: string, words: string): Promise<number> =>
  (await readFile(file, 'utf8')).split('\n').findIndex((line) => line.includes(words)) + 1;
