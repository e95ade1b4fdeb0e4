import { SourceFault } from '../port.ts';

/** What the codes of PostgreSQL and of the network mean to whoever asked. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there: is the server running, are host and port right?',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ETIMEDOUT: 'the server does not answer in time',
  ENOENT: 'there is no such socket or file',
  ECONNRESET: 'the server closed the connection',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the server is not trusted: name its authority with `sslrootcert`',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the server is not trusted: name its authority with `sslrootcert`',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the certificate of the server is not trusted: name its authority with `sslrootcert`',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is that of another host',
  '08P01': 'what stands there takes no settings of a session: name the server itself, not a pooler before it',
  '28P01': 'the server does not accept this name and password',
  '28000': 'the server does not accept this name',
  '3D000': 'there is no such database',
  '42501': 'this account may not read it',
  '57014': 'it took longer than allowed',
  '55P03': 'it is locked',
  '53300': 'the server has no connection left',
  '57P03': 'the server is starting or stopping',
};

/** The fault without the server's own text, which may repeat values. */
export function faultOf(error: unknown): SourceFault {
  if (error instanceof SourceFault) return error;
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  const known = meanings[code] ?? (/timeout|timed out/i.test(message) ? meanings['ETIMEDOUT'] : undefined);
  if (known) return new SourceFault(known);
  if (/SSL/.test(message)) return new SourceFault('the server does not offer TLS: see `sslmode`');
  return new SourceFault(code === '' ? 'the server cannot be read' : `the server refuses it (${code})`);
}
