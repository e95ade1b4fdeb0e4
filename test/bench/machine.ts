import { cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** In GiB. */
  readonly memory: number;
  readonly node: string;
  readonly postgres: string;
}

export const machineOf = (postgres: string): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memory: Math.round(totalmem() / 1024 ** 3),
  node: process.versions.node,
  postgres,
});

/** How many processes wanted a core in the last minute, on average: with others about, ratios are rough. */
export const loadNow = (): number => loadavg()[0] ?? 0;
