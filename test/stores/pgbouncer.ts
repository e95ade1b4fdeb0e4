import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PgBouncer of the test's own. */
export interface Bouncer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

export const pgbouncerPlaces = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

const program = (): string | undefined =>
  pgbouncerPlaces.map((place) => join(place, 'pgbouncer')).find((path) => existsSync(path));

export interface BouncerOptions {
  readonly mode: 'session' | 'transaction';
  readonly to: { readonly host: string; readonly port: number; readonly database: string };
  /** Sessions of the server that it lends. */
  readonly sessions: number;
  /** Lines more of its settings. */
  readonly more?: readonly string[];
}

/** A PgBouncer before a PostgreSQL that lets everybody in; nothing where the machine has none. */
export async function ownBouncer({ mode, to, sessions, more = [] }: BouncerOptions): Promise<Bouncer | undefined> {
  const path = program();
  if (!path) return undefined;
  const home = mkdtempSync(join(tmpdir(), 'scrim-pgbouncer-'));
  const port = await freePort();
  const settings = [
    '[databases]',
    `* = host=${to.host} port=${to.port} user=postgres dbname=${to.database}`,
    '[pgbouncer]',
    ...['listen_addr = 127.0.0.1', `listen_port = ${port}`, 'unix_socket_dir =', 'auth_type = any'],
    ...[`pool_mode = ${mode}`, `default_pool_size = ${sessions}`, 'max_client_conn = 200', ...more],
  ];
  writeFileSync(join(home, 'pgbouncer.ini'), settings.map((line) => `${line}\n`).join(''));
  const child = spawn(path, [join(home, 'pgbouncer.ini')], { stdio: 'ignore', ...identity(home) });
  await listening(port, child);
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill()) await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** It does not run as root. */
function identity(home: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  execFileSync('chown', ['-R', `${id('-u')}:${id('-g')}`, home]);
  return { uid: id('-u'), gid: id('-g') };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { readonly port: number };
      probe.close(() => resolve(port));
    });
  });

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('pgbouncer does not listen');
}
