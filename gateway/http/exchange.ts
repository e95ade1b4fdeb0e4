import type { ErrorCode } from '../../schema/terms/errors.ts';

/** One HTTP request, read whole: its body is within its bound and valid UTF-8. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query, as the client sent them. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The client's address, for what is counted by source. */
  readonly source: string;
  /** Tells when the client hangs up. */
  readonly gone?: Gone;
}

export interface Gone {
  readonly ended: () => boolean;
  /** Gives what forgets it again. */
  readonly onEnd: (act: () => void) => () => void;
}

/** One HTTP answer. The server adds what every answer carries. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** What the access log and the metrics may know of it. */
  readonly outcome?: Outcome;
}

export const outcomes = ['answered', 'partial', 'refused', 'failed'] as const;

export interface Outcome {
  readonly kind: (typeof outcomes)[number];
  /** Of the first error. */
  readonly code?: ErrorCode;
  readonly receipt?: string;
  readonly errorId?: string;
}

export type Handler = (request: HttpRequest) => Answer | Promise<Answer>;

/** What answers at a path of its own. */
export interface Route {
  readonly methods: readonly string[];
  readonly handler: Handler;
}

export type Routes = Readonly<Record<string, Route>>;
