/** What the race asks a server's process, and what it answers. */
export type Ask = 'usage' | 'settle' | 'collect' | 'stop';

export interface Usage {
  /** Microseconds of processor time since the process began, all its threads together. */
  readonly cpu: number;
  /** Bytes of memory that the process holds. */
  readonly resident: number;
}

export type Told = { readonly ready: number } | { readonly usage: Usage };

/** The name of the environment's variable that a server's process reads. */
export const databaseVariable = 'BENCH_DATABASE';

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, resident: process.memoryUsage.rss() };
};

const tell = (told: Told): void => void process.send?.(told);

/**
 * Runs in a server's process: says where it listens, and from then on what it has used.
 * @param settled resolves when nothing is left to do of what was answered so far
 */
export function serve(port: number, settled: () => Promise<void> = async () => undefined): void {
  const acts: Readonly<Record<Exclude<Ask, 'stop'>, () => void | Promise<void>>> = {
    usage: () => undefined,
    settle: settled,
    collect: () => globalThis.gc?.(),
  };
  process.on('message', async (ask: Ask) => {
    if (ask === 'stop') process.exit(0);
    await acts[ask]();
    tell({ usage: usage() });
  });
  // Nobody is left to ask.
  process.on('disconnect', () => process.exit(0));
  tell({ ready: port });
}

/** The address of the data. */
export function databaseUrl(): string {
  const url = process.env[databaseVariable];
  if (!url) throw new Error(`set \`${databaseVariable}\` to the address of the data`);
  return url;
}
