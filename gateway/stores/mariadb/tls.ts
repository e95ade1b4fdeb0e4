import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { Address } from '../../postgres/address.ts';
import { tlsWays } from '../../postgres/tls.ts';

/**
 * The ways to connect to MariaDB that `sslmode` allows, the one to try first in front.
 * @throws Error where the name of a certificate is to be checked and there is none: the driver tells an address from no
 * name at all, and would take any certificate of this machine's name.
 */
export function mariadbTls(address: Address, base: string): readonly (ConnectionOptions | false)[] {
  if (address.sslmode === 'verify-full' && isIP(address.host) !== 0) {
    throw new Error(
      '`sslmode` verify-full checks the name of a certificate: give the `host` of a MariaDB by its name, or choose verify-ca',
    );
  }
  return tlsWays(address, base);
}
