import { basename, relative } from 'node:path';
import { askAt } from './ask-at.ts';
import { linesOf } from './lines.ts';
import { randomPool } from './random-pool.ts';
import type { Shell } from './shell.ts';

/** The shell of this very process: the one place where a command meets it. */
export const processShell = (): Shell => ({
  environment: process.env,
  folder: process.cwd(),
  stdout: writer(process.stdout),
  stderr: writer(process.stderr),
  lines: () => linesOf(process.stdin),
  terminal: process.stderr.isTTY === true,
  ...(process.stdin.isTTY && process.stderr.isTTY && { ask: askAt(process.stdin, process.stderr) }),
  command: commandOf(process.argv[1] ?? '', process.env),
  clock: () => new Date(),
  random: randomPool(),
  process: {
    pid: process.pid,
    now: () => performance.now(),
    onStop: (handle) => {
      process.on('SIGTERM', handle);
      process.on('SIGINT', handle);
    },
    onReload: (handle) => {
      process.on('SIGHUP', handle);
    },
    onFault: (handle) => {
      process.on('uncaughtException', handle);
      process.on('unhandledRejection', handle);
    },
    onExit: (handle) => {
      process.on('exit', handle);
    },
    exit: (code) => process.exit(code),
  },
});

/** By npm, by its own name, or as a file of source. */
function commandOf(script: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (environment['npm_lifecycle_event'] === 'scrim') return 'npm run -s scrim --';
  return basename(script) === 'scrim' ? 'scrim' : `node ${relative(process.cwd(), script)}`;
}

/** Whoever reads may stop reading (`scrim help | head -3`): what is left is then nobody's. */
function writer(stream: NodeJS.WriteStream): (text: string) => void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return (text) => void stream.write(text);
}
