/** Whose budget, over whose data, for which time. */
export interface Account {
  /** The recipient domain: `agreement:borealis/borealis-research`. */
  readonly recipient: string;
  /** The people that answers are about. */
  readonly population: string;
  readonly period: Period;
}

export interface Period {
  /** `2026-11` */
  readonly id: string;
  /** When the next one begins: RFC 3339, UTC. */
  readonly until: string;
}

/** What an answer would cost. Amounts are in units of 10^-12 ρ (see `units.ts`). */
export interface Reservation {
  readonly account: Account;
  /** All that may be spent of the account. */
  readonly limit: bigint;
  readonly cost: bigint;
  /** The keyed digest of the question: the same question is paid once. */
  readonly question: string;
}

export type Reserved =
  | {
      readonly granted: true;
      /** It was paid before; `answer` is what was then answered, where it came so far. */
      readonly again: boolean;
      readonly answer?: string;
      readonly left: bigint;
    }
  | { readonly granted: false; readonly resetAt: string; readonly left: bigint };

/**
 * Budgets that are durable. Reserve before running, settle before answering.
 * INVARIANT: of an account never more is granted than its limit, whoever asks at once and whoever dies in between.
 */
export interface Budgets {
  /** Resolves when the reservation is durable. @throws GatewayError `LEDGER_UNAVAILABLE`: then nothing may be run */
  readonly reserve: (reservation: Reservation) => Promise<Reserved>;
  /**
   * Makes a noisy answer durable and gives the one that stands: the first. Data may change while a question stays the same,
   * and two answers with one noise would tell the difference exactly.
   * @throws GatewayError `LEDGER_UNAVAILABLE`: then nothing may be answered; Error where the question was not reserved
   */
  readonly settle: (account: Account, question: string, answer: string) => Promise<string>;
  /** Resolves when something could be reserved now. @throws GatewayError `LEDGER_UNAVAILABLE` */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}
