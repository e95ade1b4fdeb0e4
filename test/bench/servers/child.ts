/** What the race asks a server's process, and what it answers. */
export type Ask = 'usage' | 'collect' | 'stop';
export interface Usage {
  /** Microseconds of processor time since the process began, all its threads together. */
  readonly cpu: number;
  /** Bytes of memory that the process holds. */
  readonly resident: number;
}
export type Told = { readonly ready: number } | { readonly usage: Usage };

/** The name of the environment's variables that a server's process reads. */
export const environment = { database: 'BENCH_DATABASE', folder: 'BENCH_FOLDER' } as const;

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, resident: process.memoryUsage.rss() };
};

const tell = (told: Told): void => void process.send?.(told);

/** Runs in a server's process: says where it listens, and from then on what it has used. */
export function serve(port: number): void {
  process.on('message', (ask: Ask) => {
    if (ask === 'stop') process.exit(0);
    if (ask === 'collect') globalThis.gc?.();
    tell({ usage: usage() });
  });
  // Nobody is left to ask.
  process.on('disconnect', () => process.exit(0));
  tell({ ready: port });
}

/** The address of the data. */
export function databaseUrl(): string {
  const url = process.env[environment.database];
  if (!url) throw new Error(`set \`${environment.database}\` to the address of the data`);
  return url;
}
