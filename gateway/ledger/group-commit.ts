import { setImmediate } from 'node:timers/promises';
import { faultOf, ledgerUnavailable } from './faults.ts';
import type { OnFault } from './port.ts';

/** Where a batch is made durable. None of these runs while another does. */
export interface BatchStore<T> {
  /** Called before the first batch and after every failure: verifies what is there and makes it fit to be written. */
  readonly open: () => Promise<void>;
  /** Resolves when the whole batch is durable. */
  readonly write: (batch: readonly T[]) => Promise<void>;
  /** Resolves when a batch could be written now, as far as one can tell without writing. */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface GroupCommitLimits {
  /** How much may wait, that in flight included; beyond it callers are refused at once. */
  readonly entries: number;
  readonly bytes: number;
  /** How much goes into one batch. */
  readonly batchEntries: number;
  readonly batchBytes: number;
}

export interface GroupCommitOptions<T> {
  readonly store: BatchStore<T>;
  /** Whether the store has been opened already. */
  readonly isOpen?: boolean;
  readonly limits: GroupCommitLimits;
  /** Milliseconds; only differences count. */
  readonly clock: () => number;
  readonly onFault: OnFault;
}

interface Waiting<T> {
  /** Absent where somebody only asks whether the store is usable. */
  readonly item?: T;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const TURNS = 6;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/**
 * One batch in flight; what arrives meanwhile is the next one, so callers that come together share one sync.
 * After a failure everybody who waits is refused, since nobody knows what was written; the store is opened again by the
 * next caller after a pause that doubles from 0.1 to 5 seconds.
 */
export class GroupCommit<T> {
  readonly #options: GroupCommitOptions<T>;
  #waiting: Waiting<T>[] = [];
  #heldEntries = 0;
  #heldBytes = 0;
  #isOpen: boolean;
  #pause = 0;
  #retryAt = -Infinity;
  #working: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: GroupCommitOptions<T>) {
    this.#options = options;
    this.#isOpen = options.isOpen ?? false;
  }

  /** Resolves when the item is durable. @throws GatewayError `LEDGER_UNAVAILABLE` */
  add(item: T, bytes: number): Promise<void> {
    const { limits } = this.#options;
    const isFull = this.#heldEntries + 1 > limits.entries || this.#heldBytes + bytes > limits.bytes;
    return isFull ? Promise.reject(ledgerUnavailable()) : this.#wait({ item, bytes });
  }

  /** Resolves when an item could be added now. @throws GatewayError `LEDGER_UNAVAILABLE` */
  ready(): Promise<void> {
    return this.#wait({ bytes: 0 });
  }

  /** Makes durable what waits, refuses what comes. */
  close(): Promise<void> {
    this.#closing ??= Promise.resolve(this.#working).then(() => this.#options.store.close());
    return this.#closing;
  }

  #wait(what: Pick<Waiting<T>, 'item' | 'bytes'>): Promise<void> {
    if (this.#closing || this.#options.clock() < this.#retryAt) return Promise.reject(ledgerUnavailable());
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ ...what, resolve, reject });
    this.#heldEntries += 1;
    this.#heldBytes += what.bytes;
    this.#working ??= this.#work();
    return promise;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gathered();
      const batch = this.#take();
      try {
        await this.#settle(batch);
        for (const each of batch) this.#release(each).resolve();
      } catch (error) {
        this.#fail(error, batch);
      }
    }
    // In the same step that found nobody waiting: who comes from now on starts the next round.
    this.#working = undefined;
  }

  /** Waits while each turn of the loop brings somebody more, and only some turns: a sync costs more than these. */
  async #gathered(): Promise<void> {
    for (let turn = 0, before = -1; turn < TURNS && this.#waiting.length > before; turn += 1) {
      before = this.#waiting.length;
      await setImmediate();
    }
  }

  async #settle(batch: readonly Waiting<T>[]): Promise<void> {
    const { store } = this.#options;
    if (!this.#isOpen) await store.open();
    this.#isOpen = true;
    const items = batch.flatMap((each) => (each.item === undefined ? [] : [each.item]));
    if (items.length > 0) await store.write(items);
    if (items.length < batch.length) await store.probe();
    this.#pause = 0;
  }

  #take(): readonly Waiting<T>[] {
    const { batchEntries, batchBytes } = this.#options.limits;
    let bytes = 0;
    const beyond = this.#waiting.findIndex((each, index) => {
      bytes += each.bytes;
      return index > 0 && (index >= batchEntries || bytes > batchBytes);
    });
    return this.#waiting.splice(0, beyond < 0 ? this.#waiting.length : beyond);
  }

  #fail(error: unknown, batch: readonly Waiting<T>[]): void {
    this.#isOpen = false;
    this.#pause = Math.min(Math.max(this.#pause * 2, FIRST_PAUSE), LONGEST_PAUSE);
    this.#retryAt = this.#options.clock() + this.#pause;
    const refused = [...batch, ...this.#waiting];
    this.#waiting = [];
    for (const each of refused) this.#release(each).reject(ledgerUnavailable());
    this.#options.onFault(faultOf(error, 'the ledger could not be written'));
  }

  #release(each: Waiting<T>): Waiting<T> {
    this.#heldEntries -= 1;
    this.#heldBytes -= each.bytes;
    return each;
  }
}
