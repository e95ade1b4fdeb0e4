import { loadConfiguration } from '../config/load.ts';
import type { Use } from '../../schema/terms/field.ts';
import { type Asked, named } from './explain/asked.ts';
import { explanationOf } from './explain/explanation.ts';
import { printExplanation } from './explain/print.ts';
import { printFindings } from './print-findings.ts';
import type { ExitCode, Shell } from './shell.ts';
import { throwawayEdition } from './throwaway-edition.ts';

export interface ExplainArguments {
  /** `Customer.phone` */
  readonly coordinate: string;
  readonly roles: readonly string[];
  readonly partner?: string;
  readonly purpose: string;
  readonly use: Use;
  readonly config: string;
  readonly json: boolean;
}

/** `scrim explain`: who sees a field how, and why, out of the files alone. */
export async function runExplain({ config, json, ...asked }: ExplainArguments, shell: Shell): Promise<ExitCode> {
  const { catalogue, policy, gateway, findings } = await loadConfiguration(config, shell.environment);
  const errors = findings.filter(({ severity, file }) => severity === 'error' && !file.endsWith('gateway.yaml'));
  if (!catalogue || !policy || errors.length > 0) {
    shell.stderr(printFindings(errors, shell.folder));
    shell.stderr('scrim: nothing is explained out of a catalogue or a policy with errors\n');
    return 1;
  }
  const found: Asked | string = named(asked, { catalogue, policy, gateway });
  if (typeof found === 'string') {
    shell.stderr(`scrim: ${found}\n`);
    return 2;
  }
  const explanation = explanationOf(found, throwawayEdition({ catalogue, policy }, shell.random));
  shell.stdout(json ? `${JSON.stringify(explanation, null, 2)}\n` : printExplanation(explanation));
  return 0;
}
