import type { Account, Reservation, Reserved } from '../../../plugins/anonymization/port.ts';

/** A line of the file: what was granted, or what was answered. Amounts are decimal digits. */
export type BookLine =
  | { readonly kind: 'reserved'; readonly account: Account; readonly question: string; readonly cost: string }
  | { readonly kind: 'settled'; readonly account: Account; readonly question: string; readonly answer: string };

/** A question that was granted. */
export interface Granted {
  readonly cost: bigint;
  answer?: string;
  /** Its line is known to be durable; without it, it is written again when somebody asks again. */
  durable: boolean;
}

interface Kept {
  readonly until: string;
  spent: bigint;
  readonly questions: Map<string, Granted>;
}

/**
 * What was spent, in memory, out of the lines of a file. Nothing is ever given back: of a line whose fate is unknown the
 * cost stays spent until the file is read again.
 */
export class Book {
  readonly #accounts = new Map<string, Kept>();

  /** A line as it was written; one that is there twice counts once. */
  replay(line: BookLine): void {
    const kept = this.#keptOf(line.account);
    const known = kept.questions.get(line.question);
    if (line.kind === 'settled') {
      if (known) known.answer ??= line.answer;
      return;
    }
    if (known) return;
    const cost = BigInt(line.cost);
    kept.spent += cost;
    kept.questions.set(line.question, { cost, durable: true });
  }

  /** Spends at once, so that whoever comes in the same moment finds it spent. */
  reserve({ account, limit, cost, question }: Reservation): {
    readonly reserved: Reserved;
    readonly granted?: Granted;
  } {
    const kept = this.#keptOf(account);
    const known = kept.questions.get(question);
    if (!known && kept.spent + cost > limit)
      return { reserved: { granted: false, resetAt: kept.until, left: atLeastNothing(limit - kept.spent) } };
    const granted = known ?? { cost, durable: false };
    if (!known) {
      kept.spent += cost;
      kept.questions.set(question, granted);
    }
    const reserved: Reserved = { granted: true, again: !!known, left: atLeastNothing(limit - kept.spent) };
    return { reserved, granted };
  }

  granted(account: Account, question: string): Granted | undefined {
    return this.#accounts.get(keyOf(account))?.questions.get(question);
  }

  /** Forgets periods that are over. */
  forget(now: Date): void {
    for (const [key, { until }] of this.#accounts) if (Date.parse(until) <= now.getTime()) this.#accounts.delete(key);
  }

  #keptOf(account: Account): Kept {
    const key = keyOf(account);
    const kept = this.#accounts.get(key) ?? { until: account.period.until, spent: 0n, questions: new Map() };
    this.#accounts.set(key, kept);
    return kept;
  }
}

const keyOf = ({ recipient, population, period }: Account): string =>
  JSON.stringify([recipient, population, period.id]);

const atLeastNothing = (amount: bigint): bigint => (amount < 0n ? 0n : amount);
