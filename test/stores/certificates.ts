import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An authority of a test's own, and what it signs; files lie in the folder. */
export interface Authority {
  readonly folder: string;
  readonly certificate: string;
  /** Makes `FILE.key` and `FILE.crt` for a name. Fewer days than none are over. */
  readonly sign: (file: string, name: string, days?: number) => { readonly key: string; readonly cert: string };
  readonly remove: () => void;
}

export const hasOpenssl = (): boolean => spawnSync('openssl', ['version']).status === 0;

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export function authority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'scrim-authority-'));
  const openssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { stdio: 'ignore', cwd: folder });
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '1',
    '-subj',
    '/CN=scrim test authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  );
  return {
    folder,
    certificate: join(folder, 'ca.crt'),
    sign: (file, name, days = 1) => {
      const named = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
      openssl('req', ...key, ...named, '-keyout', `${file}.key`, '-out', `${file}.csr`);
      const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
      openssl('x509', '-req', '-in', `${file}.csr`, ...signed, '-days', String(days), '-out', `${file}.crt`);
      return { key: join(folder, `${file}.key`), cert: join(folder, `${file}.crt`) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
