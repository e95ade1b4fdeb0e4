import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import type { Finding } from '../../schema/finding.ts';
import type { Policy } from '../../schema/policy.ts';
import { loadConfiguration } from '../config/load.ts';
import type { GatewayOptions } from '../config/options.ts';
import { printFindings } from './print-findings.ts';
import type { Shell } from './shell.ts';

/** What commands about decisions work on. Who may say who calls is not needed for it, and may be missing. */
export interface RulesRead {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  readonly gateway: GatewayOptions | undefined;
}

/** The catalogue and the policy of a folder; nothing where one of them has errors, which are then said. */
export async function readRules(config: string, shell: Shell, done: string): Promise<RulesRead | undefined> {
  const { catalogue, policy, gateway, findings } = await loadConfiguration(config, shell.environment);
  const errors = findings.filter(({ severity, file }) => severity === 'error' && !file.endsWith('gateway.yaml'));
  if (catalogue && policy && errors.length === 0) return { catalogue, policy, gateway };
  refuseRules(errors, shell, done);
  return undefined;
}

export function refuseRules(errors: readonly Finding[], shell: Shell, done: string): void {
  shell.stderr(printFindings(errors, shell.folder));
  shell.stderr(`scrim: nothing is ${done} out of a catalogue or a policy with errors\n`);
}
