import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'peers');
const mark = join(folder, 'node_modules', '.bench-installed');

/** Installs the libraries of the peers where they are not, exactly as their lock file says. They stay out of the product's own. */
export function installPeers(progress: (text: string) => void): void {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  progress('installing the libraries of the peers in test/bench/peers');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    // What npm says is no result: both of its streams go to the standard error.
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0)
    throw new Error('the libraries of the peers could not be installed: run `npm ci` in test/bench/peers');
  writeFileSync(mark, lock);
}

// Run by itself it does just that: the types of the peers can be checked then.
if (process.argv[1] === import.meta.filename) installPeers((text) => void process.stderr.write(`${text}\n`));
