import type { Budgets } from '../plugins/anonymization/port.ts';
import type { Ledger } from '../plugins/audit/port.ts';
import type { Cursors } from '../plugins/pseudonyms/cursors.ts';
import type { Keyring } from '../plugins/pseudonyms/keyring.ts';
import type { Fault } from './http/fault.ts';
import type { Edition } from './edition.ts';
import type { Purse } from './execute/spending.ts';
import type { Store } from './stores/contract.ts';

/** What the pipeline works with. Clocks and randomness are here, so that a test can hold them. */
export interface Gateway {
  /** The edition in force; an operation asks once and keeps it. */
  readonly edition: () => Edition;
  readonly stores: ReadonlyMap<string, Store>;
  readonly ledger: Ledger;
  /** What quotas are paid out of; durable. */
  readonly budgets: Budgets;
  readonly keyring: Keyring;
  /** What noisy answers are paid with. */
  readonly purse: Purse;
  readonly cursors: Cursors;
  /** A document's keyed hash. */
  readonly documentReference: (source: string) => string;
  readonly random: (bytes: number) => Uint8Array;
  /** Told of each entry that is durable and whom it is about, in clear. */
  readonly recorded: (receipt: string, subjects: string) => void;
  /** The time of day. */
  readonly clock: () => Date;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Gets each fault of the gateway with the id that the client was told. */
  readonly fault: (errorId: string, fault: Fault) => void;
}
