import { timedOut } from '../../stores/mariadb/faults.ts';
import { SourceFault } from '../port.ts';

/** What the codes of MariaDB and of the network mean to whoever asked. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there: is the server running, are host and port right?',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ETIMEDOUT: 'the server does not answer in time',
  ENOENT: 'there is no such socket or file',
  ECONNRESET: 'the server closed the connection',
  PROTOCOL_CONNECTION_LOST: 'the server closed the connection',
  PROTOCOL_SEQUENCE_TIMEOUT: 'it took longer than allowed',
  HANDSHAKE_NO_SSL_SUPPORT: 'the server does not offer TLS: see `sslmode`',
  HANDSHAKE_SSL_ERROR: 'the certificate of the server is not trusted: name its authority with `sslrootcert`',
  ER_ACCESS_DENIED_ERROR: 'the server does not accept this name and password',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'the server does not accept this name without a password',
  ER_DBACCESS_DENIED_ERROR: 'this account may not read this database',
  ER_BAD_DB_ERROR: 'there is no such database',
  ER_TABLEACCESS_DENIED_ERROR: 'this account may not read it',
  ER_COLUMNACCESS_DENIED_ERROR: 'this account may not read it',
  ER_CON_COUNT_ERROR: 'the server has no connection left',
  ER_STATEMENT_TIMEOUT: 'it took longer than allowed',
  ER_QUERY_TIMEOUT: 'it took longer than allowed',
};

/** The fault without the server's own text, which may repeat values. */
export function faultOf(error: unknown): SourceFault {
  if (error instanceof SourceFault) return error;
  const {
    code = '',
    errno,
    message,
  } = error as { readonly code?: string; readonly errno?: number; readonly message?: string };
  if (message === timedOut.connection) return new SourceFault('the server does not answer in time');
  if (message === timedOut.statement) return new SourceFault('it took longer than allowed');
  if (errno === 1969 || errno === 3024) return new SourceFault('it took longer than allowed');
  const known = meanings[code];
  return new SourceFault(known ?? (code === '' ? 'the server cannot be read' : `the server refuses it (${code})`));
}
