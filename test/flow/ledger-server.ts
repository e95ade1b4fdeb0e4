import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A PostgreSQL of a test's own, which it may stop and start. */
export interface PrivateServer {
  readonly url: string;
  readonly start: () => void;
  /** Ends it as a crash does: sessions are cut off in the middle. */
  readonly stop: () => void;
}

/** Starts one; nothing where PostgreSQL's programs are not installed or cannot be run, which in CI is a failure. */
export async function privateServer(): Promise<PrivateServer | undefined> {
  const server = await started();
  if (!server && process.env.CI === 'true') throw new Error('CI needs the programs of a PostgreSQL server');
  return server;
}

async function started(): Promise<PrivateServer | undefined> {
  const root = '/usr/lib/postgresql';
  const version = (await readdir(root).catch(() => [])).at(-1);
  if (version === undefined) return undefined;
  const run = (program: string, ...args: readonly string[]): void => {
    const command = [join(root, version, 'bin', program), ...args];
    // PostgreSQL refuses to run as root.
    const asRoot = process.getuid?.() === 0 ? ['setpriv', '--reuid', 'postgres', '--clear-groups'] : [];
    const [first = '', ...rest] = [...asRoot, ...command];
    execFileSync(first, rest, { stdio: 'ignore' });
  };
  const folder = await mkdtemp(join(tmpdir(), 'scrim-postgres-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  const start = (): void => run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  const stop = (): void => run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
  try {
    run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust');
    start();
  } catch {
    return undefined;
  }
  onTestFinished(async () => {
    try {
      stop();
    } catch {
      // A test may have stopped it already.
    }
    await rm(folder, { recursive: true, force: true });
  });
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, start, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
