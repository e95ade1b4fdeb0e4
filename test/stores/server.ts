import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of the test's own, which may be stopped and started. */
export interface Server {
  readonly port: number;
  readonly folder: string;
  readonly start: () => void;
  /** At once, with every connection cut. */
  readonly stop: () => void;
  readonly remove: () => void;
}

/** Where PostgreSQL's programs are on this machine, or nothing. */
function programs(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...versions, '/usr/local/bin', '/opt/homebrew/bin'].find(
    (bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'pg_ctl')),
  );
}

/** PostgreSQL does not run as root: then it runs as `postgres`. */
const identity = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

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

/** Nothing where this machine has no PostgreSQL. It listens without TLS until `certificate` makes one. */
export async function ownServer(): Promise<Server | undefined> {
  const bin = programs();
  if (!bin) return undefined;
  const port = await freePort();
  const options = { ...identity(), stdio: 'ignore' } as const;
  const home = mkdtempSync(join(tmpdir(), 'scrim-pg-'));
  if (options.uid !== undefined) execFileSync('chown', [`${options.uid}:${options.gid}`, home]);
  const folder = join(home, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale', 'C'],
    options,
  );
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -k ${home} -c fsync=off`;
  const control = (...args: readonly string[]): void => {
    execFileSync(join(bin, 'pg_ctl'), ['-D', folder, '-w', '-s', ...args], options);
  };
  return {
    port,
    folder,
    start: () => control('-o', settings, '-l', join(home, 'log'), 'start'),
    stop: () => control('-m', 'immediate', 'stop'),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Gives the server a certificate for `name` by an authority of the test's own, whose certificate's file it returns. It takes effect at the next start. */
export function certify(server: Server, name: string): string {
  const at = (file: string): string => join(server.folder, file);
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore', cwd: server.folder });
  };
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  openssl('req', '-x509', ...key, '-subj', '/CN=scrim test authority', '-keyout', 'ca.key', '-out', 'ca.crt');
  openssl(
    'req',
    ...key.slice(0, 3),
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=DNS:${name}`,
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  );
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-copy_extensions',
    'copy',
    '-days',
    '1',
    '-out',
    'server.crt',
  );
  const { uid, gid } = identity();
  if (uid !== undefined) execFileSync('chown', [`${uid}:${gid}`, at('server.key'), at('server.crt')]);
  execFileSync('chmod', ['600', at('server.key')]);
  execFileSync('sh', ['-c', `echo 'ssl = on' >> ${at('postgresql.conf')}`]);
  return at('ca.crt');
}
