import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { mariadbPlaces } from '../fixtures/servers.ts';

/** A MariaDB of the test's own, which may be stopped and started; `root` has no password. */
export interface OwnMariadb {
  readonly port: number;
  readonly home: string;
  readonly start: (...options: readonly string[]) => Promise<void>;
  /** At once, with every connection cut. */
  readonly stop: () => Promise<void>;
  /** Statements that may write. */
  readonly exec: (sql: string) => Promise<void>;
  readonly remove: () => void;
}

const program = (name: string): string | undefined => mariadbPlaces.map((at) => join(at, name)).find(existsSync);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const grants = `create user if not exists root@'127.0.0.1'; grant all on *.* to root@'127.0.0.1' with grant option;`;

/** Nothing where this machine has no MariaDB. */
export async function ownMariadb(): Promise<OwnMariadb | undefined> {
  const [server, install] = [program('mariadbd'), program('mariadb-install-db')];
  if (!server || !install) return undefined;
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'scrim-maria-'));
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  const data = `--datadir=${join(home, 'data')}`;
  execFileSync(
    install,
    ['--no-defaults', data, '--auth-root-authentication-method=normal', '--skip-test-db', ...user],
    {
      stdio: 'ignore',
    },
  );
  writeFileSync(join(home, 'init.sql'), grants);
  const fixed = [
    '--no-defaults',
    data,
    ...user,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(home, 'socket')}`,
    `--pid-file=${join(home, 'pid')}`,
    `--init-file=${join(home, 'init.sql')}`,
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=64M',
  ];
  const state: { running?: ReturnType<typeof spawn> } = {};
  const exec = async (sql: string): Promise<void> => {
    const client = await mysql.createConnection({ ...address(port), multipleStatements: true });
    await client.query(sql).finally(() => client.destroy());
  };
  return {
    port,
    home,
    start: async (...options) => {
      state.running = spawn(server, [...fixed, ...options], { stdio: 'ignore' });
      await answering(port);
    },
    stop: async () => {
      const { running } = state;
      delete state.running;
      if (!running || running.exitCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGKILL');
      await ended;
    },
    exec,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** How a test logs in where it writes. */
export const address = (port: number) =>
  ({ host: '127.0.0.1', port, user: 'root', charset: 'utf8mb4', connectTimeout: 2_000 }) as const;

async function answering(port: number): Promise<void> {
  for (let left = 200; ; left--) {
    try {
      const client = await mysql.createConnection(address(port));
      return client.destroy();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
