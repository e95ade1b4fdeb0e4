import { type Configuration, isUsable, loadConfiguration } from '../config/load.ts';
import { printRemark, sortFindings } from './print-findings.ts';
import { abilityFindings } from './check/abilities.ts';
import { addressFindings } from './check/addresses.ts';
import { agreementFindings } from './check/agreements.ts';
import { assertedFindings } from './check/asserted.ts';
import { combinationFindings } from './check/combinations.ts';
import { deeperFindings } from './check/deeper.ts';
import { noiseFindings } from './check/noise.ts';
import { liveFindings } from './check/live.ts';
import { riskFindings } from './check/risk.ts';
import { keyedOrders, type OrderNote } from './check/keyed-orders.ts';
import { throwawayEdition } from './throwaway-edition.ts';
import { type ExitCode, secondsOf, type Shell } from './shell.ts';
import type { Finding } from '../../schema/finding.ts';

export interface CheckArguments {
  readonly config: string;
  /** Warnings end with 1 too. */
  readonly strict: boolean;
  readonly json: boolean;
  /** Ask the stores too. */
  readonly stores: boolean;
}

/** What `--json` prints. */
export interface CheckReport {
  readonly folder: string;
  /** A gateway would start from it, as far as its files tell. */
  readonly usable: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly Finding[];
  /** What is right and wants something done where the data lies. */
  readonly notes: readonly OrderNote[];
}

/** `scrim check`: everything that three files and the day can tell; with `--stores` what the stores tell as well. */
export async function runCheck({ config, strict, json, stores }: CheckArguments, shell: Shell): Promise<ExitCode> {
  const configuration = await loadConfiguration(config, shell.environment);
  const report = await reportOf(configuration, stores, shell);
  shell.stdout(json ? `${JSON.stringify(report, null, 2)}\n` : print(report, configuration, shell.folder));
  return report.errors > 0 || (strict && report.warnings > 0) ? 1 : 0;
}

/** All that a check says of a configuration. */
export async function reportOf(configuration: Configuration, stores: boolean, shell: Shell): Promise<CheckReport> {
  const usable = isUsable(configuration) ? configuration : undefined;
  const edition = usable && throwawayEdition(usable, shell.random);
  const now = secondsOf(shell.clock());
  const deeper = usable && edition ? await deeperFindings(usable, edition, shell.environment) : [];
  const around =
    usable && edition
      ? [
          ...(await agreementFindings(usable, now)),
          ...(await assertedFindings(usable, edition)),
          ...(await noiseFindings(usable, edition)),
        ]
      : [];
  const together = usable && edition && deeper.length === 0 ? await combinationFindings(usable, edition) : [];
  const beyond = usable ? await abilityFindings(usable, shell.random) : [];
  const addresses = usable ? await addressFindings(usable) : [];
  const risks = usable ? await riskFindings(usable, shell) : [];
  const reachable = stores && addresses.every(({ severity }) => severity !== 'error');
  const live = usable && reachable ? await liveFindings(usable, shell) : [];
  const findings = sortFindings([
    ...configuration.findings,
    ...deeper,
    ...beyond,
    ...addresses,
    ...live,
    ...around,
    ...together,
    ...risks,
  ]);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const notes = usable && edition && errors === 0 ? await keyedOrders(usable, edition, now) : [];
  const { folder } = configuration;
  return { folder, usable: !!usable && errors === 0, errors, warnings: findings.length - errors, findings, notes };
}

function print(report: CheckReport, configuration: Configuration, folder: string): string {
  const said = report.findings.map((finding) => printRemark(finding, finding.severity, folder));
  const noted = report.notes.map((note) => printRemark(note, 'note', folder));
  const counted = `${plural(report.errors, 'error')}, ${plural(report.warnings, 'warning')}`;
  return [...said, ...noted, `${report.folder}: ${counted}${sizeOf(configuration)}\n`].join('');
}

function sizeOf({ catalogue }: Configuration): string {
  if (!catalogue) return '';
  const fields = [...catalogue.entities.values()].reduce((sum, { fields }) => sum + fields.size, 0);
  return `; ${plural(catalogue.entities.size, 'entity', 'entities')} with ${plural(fields, 'field')}`;
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count || 'no'} ${count === 1 ? one : many}`;
