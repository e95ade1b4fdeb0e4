import type { ErrorCode } from '../../schema/terms/errors.ts';
import type { AccessFacts, Log } from './log.ts';
import type { Metrics, OutcomeLabel } from './metrics.ts';

interface Line extends AccessFacts {
  readonly outcome?: Exclude<OutcomeLabel, 'gone'>;
  readonly code?: ErrorCode;
}

/** What the server tells of each request: one line of the log, and the counts of what came to the API. */
export const createObserver = (log: Log, metrics: Metrics) => ({
  started: (route: string): void => {
    if (route === api) metrics.started();
  },
  finished: (line: Line): void => {
    if (line.route === api) metrics.finished(line.outcome ?? 'gone', line.code, line.duration / 1000);
    log.access(line);
  },
});

const api = '/graphql';
