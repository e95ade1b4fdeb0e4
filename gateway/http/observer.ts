import type { ErrorCode } from '../../schema/terms/errors.ts';
import type { Outcome } from './exchange.ts';

/** One answered request, as logs and metrics may know it: nothing of what was asked, by whom, or from where. */
export interface AccessLine {
  readonly method: string;
  /** A route of ours, or `other`; never an address. */
  readonly route: string;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly outcome?: Outcome['kind'];
  readonly code?: ErrorCode;
  readonly receipt?: string;
  readonly errorId?: string;
}

export interface Observer {
  readonly started: (route: string) => void;
  readonly finished: (line: AccessLine) => void;
}

export const silentObserver: Observer = Object.freeze({ started: () => {}, finished: () => {} });
