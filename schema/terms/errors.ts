interface ErrorFacts {
  /** The HTTP status with `application/graphql-response+json`. */
  readonly status: number;
  /** One sentence for the documentation. */
  readonly meaning: string;
}

/** Every error that a client can get. The codes are part of the contract: they are never renamed. */
export const errorCodes = {
  UNAUTHENTICATED: { status: 401, meaning: 'There is no token, or it is not a valid one.' },
  PURPOSE_REQUIRED: { status: 403, meaning: 'The operation reads data and no purpose was declared.' },
  PURPOSE_UNKNOWN: { status: 403, meaning: 'The declared purpose is not in the policy.' },
  PURPOSE_NOT_ALLOWED: { status: 403, meaning: 'The declared purpose is not one that this caller may declare.' },
  FIELD_DENIED: { status: 403, meaning: 'A field, root or relation is closed under the declared purpose.' },
  USE_DENIED: {
    status: 403,
    meaning: 'A field may be selected, but not filtered, ordered, grouped or summed up in this way.',
  },
  AGREEMENT_EXPIRED: { status: 403, meaning: 'The agreement of this partner has ended or is suspended.' },
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: 'The document is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: 'The document does not fit the schema that this caller sees.' },
  BAD_USER_INPUT: { status: 400, meaning: 'A variable, argument, cursor or request body is not usable.' },
  COST_EXCEEDED: { status: 400, meaning: 'The operation is larger than the policy allows.' },
  BUDGET_EXHAUSTED: { status: 429, meaning: 'The budget for this kind of request is used up for now.' },
  LEDGER_UNAVAILABLE: {
    status: 503,
    meaning: 'The record of the answer could not be made durable, so nothing leaves.',
  },
  STORE_UNAVAILABLE: { status: 503, meaning: 'A store could not be reached.' },
  STORE_TIMEOUT: { status: 503, meaning: 'A store took longer than allowed.' },
  COORDINATION_UNAVAILABLE: { status: 503, meaning: 'The coordination service could not be reached.' },
  OVERLOADED: { status: 503, meaning: 'The gateway is busy or about to stop; nothing was read.' },
  INTERNAL: { status: 500, meaning: 'A fault of the gateway; the error id finds it in the log.' },
} as const satisfies Readonly<Record<string, ErrorFacts>>;

export type ErrorCode = keyof typeof errorCodes;

/** What an error may carry beside its text. No personal value, ever. */
export interface ErrorDetails {
  readonly coordinate?: string;
  /** The purposes that would do. */
  readonly purposes?: readonly string[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  /** Seconds. */
  readonly retryAfter?: number;
  readonly errorId?: string;
  /** The `error` of `WWW-Authenticate` (RFC 6750 section 3.1). */
  readonly challenge?: 'invalid_token' | 'invalid_request';
}

/**
 * The one family of errors that leaves the gateway. Texts are in lower case, quote names in backticks,
 * say what to do, and hold no personal value.
 */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'GatewayError';
    this.code = code;
    this.details = details;
  }
}
