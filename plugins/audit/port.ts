import type { Disclosure } from '../../schema/terms/disclosure.ts';
import type { ErrorCode } from '../../schema/terms/errors.ts';

/**
 * What the record of one operation says. It holds no value, no literal and no key of a person in clear:
 * whom the answer was about is sealed in `subjects`.
 */
export interface LedgerEntry {
  /** Opaque and random: 128 bits, base64url. The client gets it as `extensions.privacy.receipt`. */
  readonly receipt: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly kind: 'operation' | 'unauthenticated';
  /** Absent where nobody was identified. */
  readonly principal?: {
    readonly id: string;
    readonly issuer: string;
    readonly roles: readonly string[];
    readonly partner?: string;
  };
  readonly purpose?: string;
  readonly legalBasis?: string;
  /** The agreement under which a partner asked. */
  readonly agreement?: string;
  readonly document?: {
    /** Keyed hash (HMAC-SHA-256) of the document's text, hex: no literal can be guessed by it. */
    readonly hash: string;
    /** The document with every literal replaced by `?` and every name of an alias, variable or operation left out. */
    readonly shape: string;
  };
  /** What was decided, by field coordinate; `conditional` where a row decided. */
  readonly verdicts?: Readonly<Record<string, Disclosure | 'conditional'>>;
  /** How many rows of each entity were read. */
  readonly rows?: Readonly<Record<string, number>>;
  /** How many values did not fit their technique's format, by coordinate. */
  readonly misfits?: Readonly<Record<string, number>>;
  /** What was paid of privacy budgets for noisy answers. */
  readonly spent?: readonly Spending[];
  /** How many subjects the answer was about. */
  readonly subjectCount?: number;
  /** The subjects' keys, sealed as one: base64url of key id, nonce and ciphertext. */
  readonly subjects?: string;
  readonly policy: string;
  readonly catalogue: string;
  readonly outcome: 'answered' | 'partial' | 'refused' | 'failed';
  /** The codes of the errors, each once. */
  readonly codes?: readonly ErrorCode[];
  /** For `unauthenticated`: the cause and how many came from this source within the minute. */
  readonly cause?: string;
  readonly source?: string;
  readonly count?: number;
  /** Milliseconds, a whole number. */
  readonly duration?: number;
}

/** What one noisy answer cost. */
export interface Spending {
  /** Who shares the budget, the people it is about, and the period: the account. */
  readonly recipient: string;
  readonly population: string;
  readonly period: string;
  readonly aggregate: string;
  /** 0 where it was paid before. */
  readonly rho: number;
}

/** Where records are made durable. One port, whatever lies behind it. */
export interface Ledger {
  /**
   * Resolves when the entry is durable: it survives the death of the process. Callers that come together share one sync.
   * @throws GatewayError `LEDGER_UNAVAILABLE`; then it is not known whether the entry was written, and nothing may leave.
   */
  readonly append: (entry: LedgerEntry) => Promise<void>;
  /** Resolves when an entry could be appended now. @throws GatewayError `LEDGER_UNAVAILABLE` */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}
