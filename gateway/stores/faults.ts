import { type ErrorCode, type ErrorDetails, GatewayError } from '../../schema/terms/errors.ts';

/** What went wrong in a store, for the log: no text of the store's, so nothing personal. */
export interface StoreFault {
  readonly store: string;
  /**
   * `session`: a connection is not the read-only one that was asked for. `statement`: the store refused the
   * statement.
   */
  readonly kind: 'unavailable' | 'timeout' | 'session' | 'statement' | 'value';
  /** SQLSTATE, or the code of the system or of TLS: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly state: string;
}

export type OnFault = (fault: StoreFault) => void;

type Kind = StoreFault['kind'];

/** By SQLSTATE, the longest prefix first; anything else that has one is a statement that the store refused. */
const kinds: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['57014', 'timeout'],
  ['55P03', 'timeout'],
  ['25P04', 'timeout'],
  ['08', 'unavailable'],
  ['28', 'unavailable'],
  ['3D', 'unavailable'],
  ['53', 'unavailable'],
  ['57', 'unavailable'],
  ['58', 'unavailable'],
  ['22', 'value'],
];

/** The text of the error where a session is not what was asked for. */
export const sessionRefused = 'the session is not a read-only one of ours';
/** That of one where the settings of a session are not taken. */
export const settingsRefused = 'the settings of a session are not taken';
/** That of one whose texts are bytes without an encoding: no mask could tell one character from the next. */
export const noCharacters = 'the texts of this database have no encoding';

/** Texts of the libraries that come without a code of their own. They say nothing of data. */
const codeless: readonly (readonly [text: string, kind: Kind, state: string])[] = [
  ['Query read timeout', 'timeout', 'READ_TIMEOUT'],
  ['timeout exceeded when trying to connect', 'unavailable', 'CONNECT_TIMEOUT'],
  ['timeout expired', 'unavailable', 'CONNECT_TIMEOUT'],
  ['Connection terminated due to connection timeout', 'unavailable', 'CONNECT_TIMEOUT'],
  ['The server does not support SSL connections', 'unavailable', 'TLS_NOT_SUPPORTED'],
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'unavailable', 'PASSWORD_MISSING'],
  ['Password must be a string', 'unavailable', 'PASSWORD_MISSING'],
  [sessionRefused, 'session', 'SESSION'],
  [settingsRefused, 'session', 'SETTINGS_REFUSED'],
  [noCharacters, 'session', 'SQL_ASCII'],
];

const answers: Readonly<Record<Kind, readonly [code: ErrorCode, text: (store: string) => string]>> = {
  unavailable: ['STORE_UNAVAILABLE', (store) => `store \`${store}\` cannot be reached: try again later`],
  session: [
    'STORE_UNAVAILABLE',
    (store) => `store \`${store}\` cannot be read safely: its operator finds the reason in the log`,
  ],
  statement: [
    'STORE_UNAVAILABLE',
    (store) => `store \`${store}\` cannot answer: its operator finds the reason in the log`,
  ],
  timeout: [
    'STORE_TIMEOUT',
    (store) => `store \`${store}\` took longer than allowed: ask for less, or try again later`,
  ],
  value: ['BAD_USER_INPUT', () => 'a value does not fit the type that it is compared with'],
};

/** The fault that an error of a store's library stands for. The error's own text may hold values: it goes nowhere. */
export function faultOf(store: string, error: unknown): StoreFault {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) {
    return { store, kind: kinds.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'statement', state: code };
  }
  const known = codeless.find(([text]) => message === text);
  if (known) return { store, kind: known[1], state: known[2] };
  return {
    store,
    kind: 'unavailable',
    state: typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? code : 'UNKNOWN',
  };
}

/** What the caller is told, with what the gateway itself may know of it. */
export class StoreFailure extends GatewayError {
  readonly fault: StoreFault;

  constructor(fault: StoreFault, details: ErrorDetails = {}) {
    const [code, text] = answers[fault.kind];
    super(code, text(fault.store), details);
    this.fault = fault;
  }
}

/** What the caller is told. */
export const answerOf = (fault: StoreFault): StoreFailure => new StoreFailure(fault);
