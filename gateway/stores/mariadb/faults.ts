import { type StoreFault, sessionRefused } from '../faults.ts';
import { ColumnUnfit } from '../sql/mariadb/column-unfit.ts';

type Kind = StoreFault['kind'];

/** What the server says by its number, with the name that the log gets; any other is a statement that it refused. */
const numbers: Readonly<Record<number, readonly [kind: Kind, state: string]>> = {
  1205: ['timeout', 'ER_LOCK_WAIT_TIMEOUT'],
  1317: ['timeout', 'ER_QUERY_INTERRUPTED'],
  1969: ['timeout', 'ER_STATEMENT_TIMEOUT'],
  3024: ['timeout', 'ER_QUERY_TIMEOUT'],
  1040: ['unavailable', 'ER_CON_COUNT_ERROR'],
  1044: ['unavailable', 'ER_DBACCESS_DENIED_ERROR'],
  1045: ['unavailable', 'ER_ACCESS_DENIED_ERROR'],
  1049: ['unavailable', 'ER_BAD_DB_ERROR'],
  1053: ['unavailable', 'ER_SERVER_SHUTDOWN'],
  1129: ['unavailable', 'ER_HOST_IS_BLOCKED'],
  1130: ['unavailable', 'ER_HOST_NOT_PRIVILEGED'],
  1203: ['unavailable', 'ER_TOO_MANY_USER_CONNECTIONS'],
  1213: ['unavailable', 'ER_LOCK_DEADLOCK'],
  1226: ['unavailable', 'ER_USER_LIMIT_REACHED'],
  1251: ['unavailable', 'ER_NOT_SUPPORTED_AUTH_MODE'],
  1461: ['unavailable', 'ER_MAX_PREPARED_STMT_COUNT_REACHED'],
  // Of an account that it does not have it says the one or the other, as it would of some account that it has.
  1698: ['unavailable', 'ER_ACCESS_DENIED_ERROR'],
  1792: ['statement', 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION'],
  1927: ['unavailable', 'ER_CONNECTION_KILLED'],
  4031: ['unavailable', 'ER_CLIENT_INTERACTION_TIMEOUT'],
  1264: ['value', 'ER_WARN_DATA_OUT_OF_RANGE'],
  1292: ['value', 'ER_TRUNCATED_WRONG_VALUE'],
  1366: ['value', 'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD'],
  1690: ['value', 'ER_DATA_OUT_OF_RANGE'],
};

/** What is over with a new session and a new look at the tables. A read may be asked again, and is, once. */
const passing: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'EPIPE',
  'PROTOCOL_CONNECTION_LOST',
  1053,
  1054,
  1213,
  1243,
  1412,
  1615,
  1927,
  4031,
]);

/** Our own words, as texts of errors: nothing else is read of a text. */
export const timedOut = {
  statement: 'a statement took too long',
  connection: 'no connection in time',
  line: 'no session was free in time',
} as const;

const ours: Readonly<Record<string, readonly [kind: Kind, state: string]>> = {
  [timedOut.statement]: ['timeout', 'READ_TIMEOUT'],
  [timedOut.connection]: ['unavailable', 'CONNECT_TIMEOUT'],
  [timedOut.line]: ['unavailable', 'POOL_TIMEOUT'],
  [sessionRefused]: ['session', 'SESSION'],
};

interface Told {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly message?: unknown;
}

export const isPassing = (error: unknown): boolean => {
  const { code, errno } = error as Told;
  return passing.has(errno) || passing.has(code);
};

/** The server answered with it, and the session is sound. */
export const isAnswer = (error: unknown): boolean => {
  const { errno, fatal } = error as Told & { readonly fatal?: unknown };
  return typeof errno === 'number' && errno > 0 && fatal !== true && !isPassing(error);
};

/** The fault that an error stands for. The error's own text may hold values: it goes nowhere. */
export function faultOf(store: string, error: unknown): StoreFault {
  if (error instanceof ColumnUnfit) return { store, kind: 'statement', state: `COLUMN_TYPE ${error.column}` };
  const { code, errno, message } = error as Told;
  const known = numbers[Number(errno)] ?? ours[String(message)];
  if (known) return { store, kind: known[0], state: known[1] };
  const state = typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? code : 'UNKNOWN';
  // The system's numbers are negative, the server's are not.
  return { store, kind: typeof errno === 'number' && errno > 0 ? 'statement' : 'unavailable', state };
}
