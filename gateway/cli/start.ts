import { tuneEngine } from '../engine.ts';
import { type Configuration, isUsable, loadConfiguration, type UsableConfiguration } from '../config/load.ts';
import { faultOf } from '../http/fault.ts';
import { createLog, type Log, standardOutput } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { type Running, start } from '../start.ts';
import { bannerOf } from './banner.ts';
import { abilitiesIn } from '../stores/abilities.ts';
import { abilityFindings } from './check/abilities.ts';
import { demoFolder } from './demo-folder.ts';
import { printFindings } from './print-findings.ts';
import type { ExitCode, Shell } from './shell.ts';
import { type Address, startFault } from './start-fault.ts';

export interface StartArguments {
  /** The folder of the configuration; the demo's where none is named. */
  readonly config?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Seconds that accepted requests may still take when the process is asked to end. */
  readonly grace?: number | undefined;
}

/** `scrim start`: serves until the process is asked to end, and finishes what it accepted. */
export async function runStart(asked: StartArguments, shell: Shell): Promise<ExitCode> {
  const configuration = await configurationOf(asked.config ?? demoFolder, shell);
  shell.stderr(printFindings(configuration.findings, shell.folder));
  if (!isUsable(configuration)) {
    shell.stderr('scrim: nothing was started: what is wrong stands above\n');
    return 1;
  }
  const address = addressOf(asked, configuration, shell);
  if (!isPort(address.port)) {
    shell.stderr('scrim: a port is a whole number from 0 to 65535: see `PORT` and `--port`\n');
    return 2;
  }
  tuneEngine();
  const output = standardOutput();
  shell.process.onExit(output.flushSync.bind(output));
  const log = createLog(shell.clock, output);
  watchFaults(log, shell);
  const stop = stopping(shell);
  const running = await started(configuration, address, log, shell);
  if (!running) return 1;
  shell.stderr(bannerOf(running, configuration.gateway));
  shell.process.onReload(() => void reload(configuration, running, shell));
  await stop;
  return stopped(running, asked.grace ?? 10, log, shell);
}

type Stores = UsableConfiguration['gateway']['stores'];

/**
 * A folder with all that keeps a gateway from starting: what its stores cannot do is among it.
 * @param running the stores that will be asked, where they are open already
 */
async function configurationOf(folder: string, shell: Shell, running?: Stores): Promise<Configuration> {
  const read = await loadConfiguration(folder, shell.environment);
  if (!isUsable(read)) return read;
  const beyond = await abilityFindings(read, shell.random, abilitiesIn(running ?? read.gateway.stores));
  return { ...read, findings: [...read.findings, ...beyond] };
}

/** SIGHUP: catalogue and policy are read again. What is not usable is said, and changes nothing. */
async function reload({ folder, gateway }: UsableConfiguration, running: Running, shell: Shell): Promise<void> {
  const next = await configurationOf(folder, shell, gateway.stores);
  shell.stderr(printFindings(next.findings, shell.folder));
  const missing = [...(next.catalogue?.entities.values() ?? [])].find(
    ({ store }) => !running.gateway.stores.has(store),
  );
  if (!isUsable(next)) shell.stderr('scrim: nothing was changed: what is wrong stands above\n');
  else if (missing) shell.stderr(`scrim: nothing was changed: store \`${missing.store}\` is new and needs a start\n`);
  else shell.stderr(`scrim: policy ${running.reload(next) ? 'in force' : 'unchanged'}: ${next.policy.version}\n`);
}

function addressOf({ host, port }: StartArguments, { gateway }: UsableConfiguration, { environment }: Shell): Address {
  return {
    host: host ?? (environment['HOST'] || gateway.listen.host),
    port: String(port ?? (environment['PORT'] || gateway.listen.port)),
  };
}

/** How long letting go of stores and ledger may take after the grace, in seconds. */
const lettingGo = 5;

async function stopped(running: Running, grace: number, log: Log, shell: Shell): Promise<ExitCode> {
  shell.stderr(`scrim: stopping; what was accepted is finished, within ${grace} s\n`);
  const late = setTimeout(() => shell.process.exit(1), (grace + lettingGo) * 1000);
  try {
    await running.close(grace * 1000);
    return 0;
  } catch (error) {
    log.fault(newErrorId(shell), faultOf(error));
    return 1;
  } finally {
    clearTimeout(late);
  }
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

async function started(
  configuration: UsableConfiguration,
  address: Address,
  log: Log,
  shell: Shell,
): Promise<Running | undefined> {
  const { clock, random, process } = shell;
  const environment = { ...shell.environment, HOST: address.host, PORT: address.port };
  const progress = (text: string): void => shell.stderr(`scrim: ${text} …\n`);
  const { pid, now } = process;
  try {
    return await start(configuration, {
      environment,
      pid,
      clock,
      now,
      random,
      log,
      metrics: createMetrics(),
      progress,
    });
  } catch (error) {
    const told = startFault(error, address);
    if (told === undefined) log.fault(newErrorId(shell), faultOf(error));
    shell.stderr(`scrim: ${told ?? 'the gateway could not start: the line of the log above says where it failed'}\n`);
    return undefined;
  }
}

/** Resolves when the process is asked to end, while it still starts too; asked twice, it ends at once. */
const stopping = ({ process }: Shell): Promise<void> =>
  new Promise((resolve) => {
    const asked = { before: false };
    process.onStop(() => {
      if (asked.before) process.exit(1);
      asked.before = true;
      resolve();
    });
  });

/**
 * After a fault that nobody caught, nobody can vouch for the process. The log gets nothing of its text, which may hold
 * values.
 */
const watchFaults = (log: Log, shell: Shell): void =>
  shell.process.onFault((error) => {
    log.fault(newErrorId(shell), faultOf(error));
    shell.process.exit(1);
  });

const newErrorId = ({ random }: Shell): string => Buffer.from(random(9)).toString('base64url');
