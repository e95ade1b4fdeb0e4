import { type DestinationStream, destination as openDestination, type Logger, pino, stdTimeFunctions } from 'pino';

/** The only fields that a line of the access log can have. */
export interface AccessFacts {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly outcome?: string;
  readonly code?: string;
  readonly receipt?: string;
  readonly errorId?: string;
}

export interface FaultFacts {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
  readonly cause?: FaultFacts;
}

export interface Log {
  readonly access: (line: AccessFacts) => void;
  readonly fault: (errorId: string, fault: FaultFacts) => void;
  /** Something about the gateway itself. The facts are ours: names of stores, ports, versions. */
  readonly info: (message: string, facts?: Facts) => void;
  readonly warn: (message: string, facts?: Facts) => void;
}

type Facts = Readonly<Record<string, string | number | boolean>>;

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * JSON lines without personal data: what can be written is listed here field by field, so no header, body, variable,
 * document or address finds its way in with an object.
 */
export function createLog(clock: () => Date, destination?: DestinationStream, silent = false): Log {
  const options = { enabled: !silent, base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level } };
  const stream = destination ?? openDestination({ dest: 1, sync: true });
  const logger: Logger = pino(options, stream);
  // One flat object of one shape for each request: the logger's general way costs six times as much.
  const write = (line: object): void => void (silent || stream.write(`${JSON.stringify(line)}\n`));
  return {
    access: ({ method, route, status, duration, outcome, code, receipt, errorId }) =>
      write({
        level: 'info',
        time: clock().toISOString(),
        kind: 'access',
        // The method is the client's own text as long as nobody knows it.
        method: methods.has(method) ? method : 'other',
        route,
        status,
        duration: Math.round(duration * 10) / 10,
        outcome,
        code,
        receipt,
        errorId,
      }),
    fault: (errorId, { name, code, frames, cause }) =>
      logger.error({ kind: 'fault', errorId, name, code, frames, cause }),
    info: (message, facts = {}) => logger.info({ ...facts, kind: 'gateway' }, message),
    warn: (message, facts = {}) => logger.warn({ ...facts, kind: 'gateway' }, message),
  };
}

/** How long a line may wait for others, in milliseconds, and how many bytes wait together. */
const together = { periodicFlush: 100, minLength: 8 * 1024 } as const;

export interface Output extends DestinationStream {
  /** Writes what waits, before the process ends. */
  readonly flushSync: () => void;
}

/** Standard output, written a little later and many lines at a time. */
export const standardOutput = (): Output => openDestination({ dest: 1, sync: false, ...together });

const level = (label: string): { readonly level: string } => ({ level: label });
