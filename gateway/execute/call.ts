import { GatewayError } from '../../schema/terms/errors.ts';
import type { Call } from '../stores/contract.ts';

/** What one operation may cost. */
export interface CallLimits {
  /** Bytes of cells that its stores send, all reads together. */
  readonly bytes: number;
  /** Milliseconds until everything is read. */
  readonly timeMs: number;
}

export interface Calling {
  readonly call: Call;
  /** The work, or the error that the operation ended with before. */
  readonly race: <T>(work: Promise<T>) => Promise<T>;
}

/** The bounds of one operation, which its reads ask. What ends it ends all that runs for it. */
export function calling({ bytes, timeMs }: CallLimits, gone: Pick<Call, 'ended' | 'onEnd'> | undefined): Calling {
  const listeners = new Set<() => void>();
  const state: { left: number; why?: GatewayError } = { left: bytes };
  const end = (why: GatewayError): void => {
    if (state.why) return;
    state.why = why;
    for (const act of listeners) act();
    listeners.clear();
  };
  const onEnd = (act: () => void): (() => void) => {
    if (state.why) act();
    else listeners.add(act);
    return () => void listeners.delete(act);
  };
  const spend = (more: number): void => {
    state.left -= more;
    if (state.left < 0) end(tooMuch(bytes));
    if (state.why) throw state.why;
  };
  const race = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(tooLong(timeMs)), timeMs);
      const away = gone?.onEnd(() => end(nobodyThere()));
      const done = onEnd(() => reject(state.why));
      if (gone?.ended()) end(nobodyThere());
      const settle = (): void => {
        clearTimeout(timer);
        away?.();
        done();
      };
      work.then(resolve, reject).finally(settle);
    });
  return { call: { ended: () => state.why !== undefined, onEnd, spend }, race };
}

const tooMuch = (bytes: number): GatewayError =>
  new GatewayError(
    'COST_EXCEEDED',
    `the operation reads more than ${bytes} bytes: ask for fewer rows or fields at once`,
  );

const tooLong = (ms: number): GatewayError =>
  new GatewayError('STORE_TIMEOUT', `the operation took longer than ${ms} ms: ask for less, or try again later`);

const nobodyThere = (): GatewayError =>
  new GatewayError('STORE_TIMEOUT', 'the caller went away before the operation was answered');
