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

/** Whoever reads may stop reading (`scrim help | head -3`): what is left is then nobody's. */
function writer(stream: NodeJS.WriteStream): (text: string) => void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return (text) => void stream.write(text);
}
