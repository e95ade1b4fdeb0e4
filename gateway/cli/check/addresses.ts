import type { Finding } from '../../../schema/finding.ts';
import type { UsableConfiguration } from '../../config/load.ts';
import { type Address, addressOf, isLocal } from '../../postgres/address.ts';
import { tlsOf } from '../../postgres/tls.ts';
import { mariadbScheme } from '../../stores/mariadb/scheme.ts';
import { mariadbTls } from '../../stores/mariadb/tls.ts';
import type { StoreOptions } from '../../stores/options.ts';
import { locate } from '../locate.ts';
import { type Found, storeUnwise, storeWrong } from './found.ts';

/** Addresses that nobody could connect to, and those over which others could listen. Nothing is connected. */
export async function addressFindings({ folder, gateway }: UsableConfiguration): Promise<readonly Finding[]> {
  const found = Object.entries(gateway.stores).flatMap(([name, options]) => storeAddress(name, options, folder));
  return Promise.all(found.map(async ({ file, ...rest }) => ({ ...rest, ...(await locate(folder, file, rest.path)) })));
}

function storeAddress(name: string, options: StoreOptions, folder: string): readonly Found[] {
  if (options.kind !== 'postgres' && options.kind !== 'mariadb') return [];
  const path = ['stores', name, ...(options.sslmode ? ['sslmode'] : options.url === undefined ? [] : ['url'])];
  try {
    const isMariadb = options.kind === 'mariadb';
    const address = addressOf(options, isMariadb ? mariadbScheme : undefined);
    if (isMariadb) mariadbTls(address, folder);
    tlsOf(address, folder);
    return overheard(name, address, path);
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    if (code === undefined) return [storeWrong(path, message)];
    return [
      storeWrong(['stores', name], 'a certificate or key of this store cannot be read', 'see the paths of its files'),
    ];
  }
}

const advice = 'say `sslmode=verify-full`, with `sslrootcert` where its authority is your own';

/** What crosses a network wants to be encrypted, for somebody who showed who they are. */
function overheard(name: string, { host, sslmode, sslrootcert }: Address, path: Found['path']): readonly Found[] {
  if (isLocal(host)) return [];
  const unnamed = sslmode === 'require' && sslrootcert === undefined;
  if (sslmode === 'disable')
    return [storeUnwise(path, `what store \`${name}\` sends crosses the network in clear`, advice)];
  if (sslmode === 'allow' || sslmode === 'prefer')
    return [
      storeUnwise(path, `\`${sslmode}\`: whoever stands between can have store \`${name}\` read in clear`, advice),
    ];
  return unnamed
    ? [storeUnwise(path, `\`require\`: whoever stands between can answer as store \`${name}\``, advice)]
    : [];
}
