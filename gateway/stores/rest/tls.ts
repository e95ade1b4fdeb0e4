import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import type { RestOptions } from './options.ts';

/** The certificates of an API, from files that lie relative to gateway.yaml. Whatever they are, the server's is verified. */
export function restTls({ sslrootcert, sslcert, sslkey }: RestOptions, base: string): SecureContextOptions {
  const read = (name: string, path: string | undefined): SecureContextOptions =>
    path === undefined ? {} : { [name]: readFileSync(resolve(base, path)) };
  return { ...read('ca', sslrootcert), ...read('cert', sslcert), ...read('key', sslkey) };
}
