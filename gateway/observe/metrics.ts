import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../../schema/terms/errors.ts';

/** `gone`: the client left before it was answered. */
export type OutcomeLabel = 'answered' | 'partial' | 'refused' | 'failed' | 'gone';

/** What the gateway counts. Durations are in seconds. */
export interface Metrics {
  readonly contentType: string;
  readonly render: () => Promise<string>;
  readonly started: () => void;
  /** A GraphQL request is answered. */
  readonly finished: (outcome: OutcomeLabel, code: ErrorCode | undefined, duration: number) => void;
  readonly plan: (found: 'hit' | 'miss') => void;
  readonly ledgerAppend: (duration: number) => void;
  /** `store` is a name of the gateway's own configuration. */
  readonly storeRead: (store: string, duration: number) => void;
  /** Values that did not fit the format of a technique of the ladder, and were withheld. */
  readonly misfits: (technique: string, count: number) => void;
}

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * INVARIANT: every label comes from a closed set: codes, outcomes, and the names of stores and techniques that the
 * configuration declares. Never a coordinate of a client's document, a principal, a purpose that was sent, or a value.
 */
export function createMetrics({ process = true }: { readonly process?: boolean } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (process) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'scrim_requests_total',
    help: 'GraphQL requests by outcome and the code of their first error.',
    labelNames: ['outcome', 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'scrim_request_duration_seconds',
    help: 'From the head of a GraphQL request to its last byte.',
    labelNames: ['outcome'],
    buckets: fast,
    registers,
  });
  const inFlight = new Gauge({ name: 'scrim_requests_in_flight', help: 'GraphQL requests under way.', registers });
  const plans = new Counter({
    name: 'scrim_plans_total',
    help: 'Operations whose plan was remembered, or had to be compiled.',
    labelNames: ['found'],
    registers,
  });
  const appends = new Histogram({
    name: 'scrim_ledger_append_duration_seconds',
    help: 'Until an entry of the ledger was durable.',
    buckets: fast,
    registers,
  });
  const reads = new Histogram({
    name: 'scrim_store_read_duration_seconds',
    help: 'One statement of a store.',
    labelNames: ['store'],
    buckets: fast,
    registers,
  });
  const misfit = new Counter({
    name: 'scrim_misfits_total',
    help: 'Values withheld because they did not fit the format of their technique.',
    labelNames: ['technique'],
    registers,
  });
  // Labels are looked up once, not for each request.
  const durationOf = remembered((outcome: OutcomeLabel) => durations.labels({ outcome }));
  const requestOf = remembered((outcome: OutcomeLabel) =>
    remembered((code: ErrorCode | 'none') => requests.labels({ outcome, code })),
  );
  const readOf = remembered((store: string) => reads.labels({ store }));
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    started: () => inFlight.inc(),
    finished: (outcome, code, duration) => {
      inFlight.dec();
      requestOf(outcome)(code ?? 'none').inc();
      durationOf(outcome).observe(duration);
    },
    plan: (found) => plans.inc({ found }),
    ledgerAppend: (duration) => appends.observe(duration),
    storeRead: (store, duration) => readOf(store).observe(duration),
    misfits: (technique, count) => misfit.inc({ technique }, count),
  };
}

function remembered<L, T>(make: (label: L) => T): (label: L) => T {
  const known = new Map<L, T>();
  return (label) => {
    const before = known.get(label) ?? make(label);
    known.set(label, before);
    return before;
  };
}
