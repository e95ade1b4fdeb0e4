import type { Store } from './contract.ts';
import type { Inspect } from './inspect.ts';
import { StoreFailure } from './faults.ts';

/** What a server says that does not want to be spoken with in this way: no TLS at all, or no entry for it in its rules. */
const refusals: ReadonlySet<string> = new Set(['TLS_NOT_SUPPORTED', '28000', 'HANDSHAKE_NO_SSL_SUPPORT']);

/**
 * libpq's `prefer` and `allow`: one way first, the other where the server refuses it. What worked last is tried first from then
 * on, for a server rarely changes its mind. @param also what else of what a server says is a refusal of the way
 */
export function eitherWay(first: Store, second: Store, also?: string): Store {
  const ways = { now: first, other: second };
  const isRefusal = (error: unknown): boolean =>
    error instanceof StoreFailure && (refusals.has(error.fault.state) || error.fault.state === also);
  const attempt = async <T>(task: (store: Store) => Promise<T>): Promise<T> => {
    const { now } = ways;
    try {
      return await task(now);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { other } = ways.now === now ? ways : { other: ways.now };
      const done = await task(other);
      Object.assign(ways, { now: other, other: now });
      return done;
    }
  };
  return Object.freeze({
    ...first,
    read: (...asked: Parameters<Store['read']>) => attempt((store) => store.read(...asked)),
    ready: () => attempt((store) => store.ready()),
    ...(first.inspect && {
      inspect: (tables: Parameters<Inspect>[0]) => attempt((store) => (store.inspect as Inspect)(tables)),
    }),
    close: async () => {
      await Promise.all([first.close(), second.close()]);
    },
  });
}
