import { printFindings } from '../../../gateway/cli/print-findings.ts';
import { processShell } from '../../../gateway/cli/process-shell.ts';
import { isUsable, loadConfiguration } from '../../../gateway/config/load.ts';
import { createLog, standardOutput } from '../../../gateway/observe/log.ts';
import { createMetrics } from '../../../gateway/observe/metrics.ts';
import { tuneEngine } from '../../../gateway/engine.ts';
import { start } from '../../../gateway/start.ts';

/** Starts the gateway of this folder's configuration. @returns its port */
export async function startScrim(): Promise<number> {
  const { environment, stderr, clock, random, process: own } = processShell();
  const configuration = await loadConfiguration(import.meta.dirname, environment);
  if (!isUsable(configuration)) {
    stderr(printFindings(configuration.findings, import.meta.dirname));
    throw new Error('the configuration of the race cannot be used: what is wrong stands above');
  }
  tuneEngine();
  const { port } = await start(configuration, {
    environment: { ...environment, HOST: '127.0.0.1', PORT: '0' },
    pid: own.pid,
    clock,
    now: own.now,
    random,
    log: createLog(clock, standardOutput()),
    metrics: createMetrics(),
    progress: () => undefined,
  });
  return port;
}
