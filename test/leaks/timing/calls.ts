import { Session } from 'node:inspector/promises';

/** How often each function of some files was called: `plugins/pseudonyms/sealing.ts open`. */
export type Calls = Readonly<Record<string, number>>;

/**
 * Counts, by the engine's own coverage, every call of every function in the files that `counted` names while `act` runs.
 * Unlike time it is a whole number that no other process moves: one technique, one decryption, one comparison more shows.
 */
export async function callsOf(counted: RegExp, act: () => Promise<unknown>): Promise<Calls> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    // What was called before does not count.
    await session.post('Profiler.takePreciseCoverage');
    await act();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const calls: Record<string, number> = {};
    for (const { url, functions } of result) {
      const file = counted.exec(url)?.[0];
      if (file === undefined) continue;
      for (const { functionName, ranges } of functions) {
        const [range] = ranges;
        if (!range || range.count === 0) continue;
        calls[`${file} ${functionName || '(without a name)'} at ${range.startOffset}`] = range.count;
      }
    }
    return calls;
  } finally {
    await session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}
