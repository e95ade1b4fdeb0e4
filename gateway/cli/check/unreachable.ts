import type { StoreFault } from '../../stores/faults.ts';
import { type Found, storeWrong } from './found.ts';

/** What to do, by SQLSTATE or the code of the system or of TLS; the longest prefix counts. */
const advices: readonly (readonly [prefix: string, advice: string])[] = [
  ['ECONNREFUSED', 'see that it runs, and at this host and port'],
  ['ENOTFOUND', 'the host has no address: see how it is written'],
  ['CONNECT_TIMEOUT', 'nobody answers there: see host, port and what stands between'],
  ['28', 'the server refuses the account: see its name and password, and the rules of the server'],
  ['PASSWORD_MISSING', 'the server asks for a password: give it in the `url`, or as `password`'],
  ['ER_ACCESS_DENIED', 'the server refuses the account: see its name and password, and the host that it may come from'],
  ['ER_HOST', 'the server lets nobody in from this machine: see the host that its accounts may come from'],
  ['ER_DBACCESS_DENIED', 'there is no such database for this account: see its name, and grant `select` in it'],
  ['ER_BAD_DB', 'there is no such database: see its name'],
  ['HANDSHAKE_NO_SSL', 'the server speaks no TLS: give it a certificate, or say `sslmode` where it is this machine'],
  ['HANDSHAKE_SSL', 'its certificate is not accepted: see `sslmode`, and name its authority in `sslrootcert`'],
  ['3D', 'there is no such database: see its name'],
  ['TLS_NOT_SUPPORTED', 'the server speaks no TLS: give it a certificate, or say `sslmode` where it is this machine'],
  ['ERR_TLS', 'its certificate is not for this host: use the name in it, or another `sslmode`'],
  ['CERT', 'its certificate is no longer good'],
  ['SELF_SIGNED', 'name the authority of its certificate in `sslrootcert`'],
  ['DEPTH_ZERO', 'name the authority of its certificate in `sslrootcert`'],
  ['UNABLE_TO', 'name the authority of its certificate in `sslrootcert`'],
  ['SESSION', 'something between drops the settings of a session: say `pooler: true`, or connect without it'],
  ['SETTINGS_REFUSED', 'a pooler stands between, and takes no settings of a session: say `pooler: true`'],
  ['SQL_ASCII', 'its database has the encoding SQL_ASCII, so nobody knows its characters: move it to UTF8'],
  ['08P01', 'the pooler before it ends connections: its own log says why'],
  ['53', 'the server, or the account, has no connection left'],
];

/** A store that did not answer, and why as far as that may be told. */
export function unreachable(store: string, fault: StoreFault | undefined): Found {
  const state = fault?.state ?? 'UNKNOWN';
  const [, advice] = advices.find(([prefix]) => state.startsWith(prefix)) ?? [];
  return storeWrong(['stores', store], `store \`${store}\` cannot be asked (${state})`, advice);
}
