import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import type { Address, SslMode } from './address.ts';

/** The others encrypt for whoever answers. */
const checked: ReadonlySet<SslMode> = new Set(['verify-ca', 'verify-full']);

/**
 * What `sslmode` asks of a connection: to be encrypted, with a certificate that is trusted, of the host that was
 * meant.
 */
export function tlsOf(address: Address, base: string): ConnectionOptions | false {
  const { sslmode, sslrootcert, sslcert, sslkey } = address;
  if (sslmode === 'disable') return false;
  const read = (name: string, path: string | undefined): ConnectionOptions =>
    path === undefined ? {} : { [name]: readFileSync(resolve(base, path)) };
  // As in libpq, a root certificate makes `require` check it.
  const trusted = checked.has(sslmode) || (sslmode === 'require' && sslrootcert !== undefined);
  const named = sslmode === 'verify-full';
  return {
    ...read('ca', sslrootcert),
    ...read('cert', sslcert),
    ...read('key', sslkey),
    rejectUnauthorized: trusted,
    ...(named ? {} : { checkServerIdentity: () => undefined }),
  };
}

/** The ways to connect that `sslmode` allows, the one to try first in front: `allow` and `prefer` have two. */
export function tlsWays(address: Address, base: string): readonly (ConnectionOptions | false)[] {
  const { sslmode } = address;
  if (sslmode === 'allow') return [false, tlsOf(address, base)];
  return sslmode === 'prefer' ? [tlsOf(address, base), false] : [tlsOf(address, base)];
}
