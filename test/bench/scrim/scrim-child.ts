import { join } from 'node:path';
import { loadConfiguration, isUsable } from '../../../gateway/config/load.ts';
import { printFindings } from '../../../gateway/cli/print-findings.ts';
import { processShell } from '../../../gateway/cli/process-shell.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { createMetrics } from '../../../gateway/observe/metrics.ts';
import { start } from '../../../gateway/start.ts';
import { serve } from '../servers/child.ts';

/** The gateway as the product starts it, in a process that the race may ask what it used. */
const shell = processShell();
const configuration = await loadConfiguration(process.env['BENCH_CONFIG'] ?? import.meta.dirname, shell.environment);
shell.stderr(printFindings(configuration.findings, join(import.meta.dirname)));
if (!isUsable(configuration)) throw new Error('the configuration of the race is not usable');
const { clock, random, process: own } = shell;
const running = await start(configuration, {
  environment: { ...shell.environment, HOST: '127.0.0.1', PORT: '0' },
  pid: own.pid,
  clock,
  now: own.now,
  random,
  log: createLog(),
  metrics: createMetrics(),
  progress: () => undefined,
});
serve(running.port);
